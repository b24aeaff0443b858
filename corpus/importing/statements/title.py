"""The title of a document: as its text or the file states it, else its first top heading, else the file's name."""

import re

from corpus.importing.draft import Draft, Heading
from corpus.importing.escape import folded

# Programs write these into a file's properties unasked.
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|powerpoint presentation|untitled.*|(?:document|doc|template|title|slide) ?\d*|.*\.\w{3,4})",
    re.IGNORECASE,
)
# Headings of the first section, which no document is called.
_FIRST_SECTION = re.compile(
    r"\d{1,2}(?:\.\d+)*[.)]?\s.*|(?:introduction|(?:table of )?contents?|background|foreword|preface|overview|purpose"
    r"|(?:executive )?summary|scope|aims?|(?:policy )?statement|statement of intent"
    r"|(?:document|version) (?:control|history)):?",
    re.IGNORECASE,
)
# Of so many top headings with others below them, none is the document's.
_CHAPTERS = 3
# The title of a file's properties counts before a heading only if the text holds it in its first characters.
_BEGINNING = 1500


def title_of(draft: Draft, said: str | None, stem: str) -> str:
    """The title; `said` is what the text says after a label, `stem` the file's name without its ending."""
    stated = folded(draft.stated.title or "")
    stated = "" if _NO_TITLE.fullmatch(stated) else stated
    beginning = _letters("".join(draft.pages)[:_BEGINNING])
    if said or (stated and _letters(stated) in beginning):
        return said or stated
    return _heading(draft) or stated or _named(stem)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _heading(draft: Draft) -> str:
    """The first of the top headings; "" where it is that of a chapter or a first section rather than the document's."""
    headings = [part for part in draft.parts if isinstance(part, Heading) and folded(part.text)]
    highest = min((heading.level for heading in headings), default=0)
    top = [place for place, heading in enumerate(headings) if heading.level == highest]
    chapters = [place for place in top if place + 1 < len(headings) and headings[place + 1].level > highest]
    if not top or (len(chapters) >= _CHAPTERS and top[0] in chapters):
        return ""
    title = folded(headings[top[0]].text)
    return "" if _FIRST_SECTION.fullmatch(title) else title


def _named(stem: str) -> str:
    name = " ".join(re.sub(r"[-_]+", " ", stem).split())
    return name[:1].upper() + name[1:]
