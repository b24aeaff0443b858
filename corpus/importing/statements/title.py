"""The title of a document: as its text or the file states it, else what it begins with, else the file's name."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.importing.draft import Draft, Heading, Paragraph, Part
from corpus.importing.escape import folded
from corpus.importing.statements.dates import date_at_start
from corpus.importing.statements.labels import label_before, label_of

# Programs write these into a file's properties unasked.
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|powerpoint presentation|untitled.*|(?:document|doc|template|title|slide) ?\d*|.*\.\w{3,4})",
    re.IGNORECASE,
)
# Headings of the first section, which no document is called.
_FIRST_SECTION = re.compile(
    r"\d{1,2}(?:\.\d+)*[.)]?\s.*|(?:introduction|(?:table of |order of )?contents?|background|foreword|preface|overview"
    r"|purpose|(?:executive )?summary|scope|aims?|(?:policy )?statement|statement of intent|to all \w+|welcome"
    r"|(?:document|version) (?:control|history)(?: sheet| table| page)?):?",
    re.IGNORECASE,
)
# Who may read a document, and what state it is in.
_MARKING = re.compile(
    r"(?:(?:security |protective )?(?:classification|marking)\s*[:–-]?\s*)?"
    r"(?:official|public|internal|private|protect|restricted|confidential|secret|unclassified|not protectively marked"
    r"|draft|final|approved|(?:for )?(?:internal|official|staff) use(?: only)?|(?:commercial )?(?:in )?confidence"
    r"|strictly (?:private|confidential)|uncontrolled(?: copy)?(?: when| if) printed)"
    r"(?:\s*[-–:,/]?\s*(?:sensitive|personal|commercial|only|use|version|copy|and|confidential|private))*",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r".*\blogo|.*(?:www\.|https?:|@).*|skip to .*|home|menu|page \d+.*|(?:version|issue|v) ?\d.*|[^\W\d]?\d[\W\d]*",
    re.IGNORECASE,
)
# What kinds of documents are called; of such words alone, a line is half a title.
_GENRE = re.compile(
    r"(?:(?:polic(?:y|ies)|procedures?|guid(?:e|ance|elines?)|forms?|handbook|manual|constitution|strategy|plan|report"
    r"|protocol|statement|code|toolkit|checklist|template|leaflet|easy|read|a|and|the|of|for|document|&)(?!\w)[\s,/–-]*)+",
    re.IGNORECASE,
)
# Of so many top headings with others below them, none is the document's; nor is one of so many without text between.
_CHAPTERS, _RUN = 3, 3
# The title of a file's properties counts before a heading only if the text holds it in its first characters.
_BEGINNING = 1500
# Of the words of a title in the properties, such a share stands in the text, or it was another document's.
_SAID = 0.6
# A title has no more words, and so many are a sentence where a stop ends them.
_LONGEST, _SENTENCE = 25, 8


def title_of(draft: Draft, said: str | None, stem: str) -> str:
    """The title; `said` is what the text says after a label, `stem` the file's name without its ending."""
    stated = folded(draft.stated.title or "")
    stated = "" if _NO_TITLE.fullmatch(stated) else stated
    text = "\n".join(draft.pages)
    first = "" if said else _first(draft.parts)
    if stated and _letters(stated) in _letters(text[:_BEGINNING]) and _letters(stated) not in _letters(first):
        first = stated
    return said or first or (stated if _is_said(stated, text) else "") or _named(stem)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_said(title: str, text: str) -> bool:
    words, found = (re.findall(r"\w+", words.casefold()) for words in (title, text))
    held = set(found)
    return sum(word in held for word in words) >= max(len(words) * _SAID, 1)


def _first(parts: Sequence[Part]) -> str:
    """What the text begins with that is a title: its first top heading, over all its lines; "" where there is none."""
    parts = [part for part in parts if not isinstance(part, Heading | Paragraph) or not _is_furniture(part.text)]
    return _first_heading(parts) or (_text(parts[0]) if parts and _is_title_line(parts[0]) else "")


def _first_heading(parts: Sequence[Part]) -> str:
    """The first of the highest headings above the running text; without one, the highest heading unless a chapter's."""
    places = [place for place, part in enumerate(parts) if isinstance(part, Heading)]
    before = places[: sum(place < _end(parts) for place in places)]
    top = min((_level(parts[place]) for place in places), default=0)
    at = next((place for place in places if _level(parts[place]) == top), None)
    if at is None:
        return ""
    if before and at not in before:
        # A higher one further on is that of a chapter.
        top = min(_level(parts[place]) for place in before)
        at = next(place for place in before if _level(parts[place]) == top)
    elif _is_chapter(parts, at):
        return ""
    return _over_lines(parts, at)


def _is_furniture(text: str) -> bool:
    """Whether words are a marking, an address, a date or the like, which no document is called."""
    text = folded(text)
    dated = date_at_start(text)
    if _MARKING.fullmatch(text) or _FURNITURE.fullmatch(text) or (dated and dated[1] == len(text)):
        return True
    words = text.split()
    return sum(any(map(str.isdigit, word)) for word in words) * 2 > len(words)


def _text(part: Part) -> str:
    return folded(part.text) if isinstance(part, Heading | Paragraph) else ""


def _level(part: Part) -> int:
    return part.level if isinstance(part, Heading) else 0


def _end(parts: Sequence[Part]) -> int:
    """Where the first running text stands: what is no heading and no short line."""
    return next((place for place, part in enumerate(parts) if not _is_line(part)), len(parts))


def _is_line(part: Part) -> bool:
    if not isinstance(part, Heading | Paragraph):
        return False
    words = len(part.text.split())
    return words <= _LONGEST and not (words >= _SENTENCE and part.text.rstrip().endswith((".", "?", "!", ":", ";")))


def _is_chapter(parts: Sequence[Part], at: int) -> bool:
    """Whether a top heading is one of several chapters', rather than the document's."""
    places = [place for place, part in enumerate(parts) if isinstance(part, Heading)]
    top = _level(parts[at])
    chapters = [
        place for place, after in pairwise(places) if _level(parts[place]) == top and _level(parts[after]) > top
    ]
    return len(chapters) >= _CHAPTERS and at in chapters


def _over_lines(parts: Sequence[Part], at: int) -> str:
    """The title that a heading begins, with the other lines of it; "" where it is the heading of a first section."""
    title = _text(parts[at])
    run = at
    while run + 1 < len(parts) and _level(parts[run + 1]) == _level(parts[at]):
        run += 1
    others = sum(_level(part) == _level(parts[at]) for part in parts) - (run - at + 1)
    if _FIRST_SECTION.fullmatch(title) or len(title.split()) > _LONGEST:
        return ""
    if run - at + 1 >= _RUN:
        return "" if others else title
    if run > at and not others and not _FIRST_SECTION.fullmatch(after := _text(parts[run])):
        title = f"{title} {after}"
    if not _GENRE.fullmatch(title):
        return title
    return _completed(parts, at, title)


def _completed(parts: Sequence[Part], at: int, title: str) -> str:
    """A title of which one line says only what kind of document it is, with the line before it, or after it."""
    before, after = (parts[place] if 0 <= place < len(parts) else None for place in (at - 1, at + 1))
    for other, form in ((before, "{other} {title}"), (after, "{title} {other}")):
        alone = other is before or not other or sum(_level(part) == _level(other) for part in parts) == 1
        if other and _is_name(other) and (alone or isinstance(other, Paragraph)):
            return form.format(other=_text(other), title=title)
    return title


def _is_title_line(part: Part) -> bool:
    """Whether a line that is no heading by its form is the title all the same: in capitals, or called by its kind."""
    text = _text(part)
    return isinstance(part, Paragraph) and _is_name(part) and (text.isupper() or bool(_GENRE.match(text.split()[-1])))


def _is_name(part: Part) -> bool:
    text = _text(part)
    short = 0 < len(text.split()) <= 12 and not text.endswith((".", ":", ";", "?", "!", ","))
    return short and not (_FIRST_SECTION.fullmatch(text) or label_of(text) or label_before(text) or ": " in text)


def _named(stem: str) -> str:
    name = " ".join(re.sub(r"[-_]+", " ", stem).split())
    return name[:1].upper() + name[1:]
