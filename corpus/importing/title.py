"""The title of a document: as its text or the file states it, else its first top heading, else the file's name."""

import re

from corpus.importing.draft import Draft, Heading
from corpus.importing.escape import folded
from corpus.importing.nesting import nested_levels

# Programs write these into a file's properties unasked.
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|powerpoint presentation|untitled.*|(?:document|doc|template|title|slide) ?\d*|.*\.\w{3,4})",
    re.IGNORECASE,
)
# Headings of the first section, which no document is called.
_FIRST_SECTION = re.compile(
    r"\d{1,2}(?:\.\d+)*[.)]?\s.*|(?:introduction|(?:table of )?contents?|background|foreword|preface|overview|purpose"
    r"|(?:executive )?summary|scope|aims?|(?:policy )?statement|statement of intent|(?:document|version) (?:control|history)"
    r"):?",
    re.IGNORECASE,
)
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
    """The first of the top headings; "" where it begins a chapter or a section rather than the document."""
    headings = [part for part in draft.parts if isinstance(part, Heading) and folded(part.text)]
    levels = nested_levels([heading.level for heading in headings])
    top = [place for place, level in enumerate(levels) if level == 1]
    opening = [place for place in top if levels[place + 1 : place + 2] == [2]]
    if not top or (top[0] in opening and len(opening) > 1) or _FIRST_SECTION.fullmatch(headings[0].text):
        return ""
    return folded(headings[0].text)


def _named(stem: str) -> str:
    name = " ".join(re.sub(r"[-_]+", " ", stem).split())
    return name[:1].upper() + name[1:]
