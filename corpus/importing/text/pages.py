"""Pages of plain text without what stands on each of them: running headers and footers, and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.importing.draft import FurnitureKind, LeftOut
from corpus.importing.text.line import Line

# How many lines at the top and at the bottom of a page can be furniture.
_MARGIN = 3
# Longer lines are no page numbers, and would take long to try.
_LONGEST = 200
_COUNT = r"(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?"
_PAGE_NUMBER = re.compile(rf"[-–—|\[( ]*(?:page|pg\.?|p\.?)?\s*{_COUNT}[-–—|\]) ]*(?:page)?", re.IGNORECASE)
# The same where no page break stands beside it.
_NAMED_NUMBER = re.compile(r"[-–—|\[( ]*page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\]) ]*", re.IGNORECASE)


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[LeftOut]]:
    """The lines of all pages in a row, and what was left out.

    A blank line parts two pages unless a sentence goes on. A single page loses only lines such as "Page 3 of 9", where
    there are several.
    """
    if len(pages) == 1:
        return _without_named_numbers(pages[0])
    repeated = _repeated(pages)
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    for number, page in enumerate(pages):
        kept, gone = _page(page, repeated, first=not number)
        left_out += gone
        if lines and kept and not _goes_on(lines[-1], kept[0]):
            lines.append(Line("", 0, kept[0].page))
        lines += kept
    return lines, left_out


def _without_named_numbers(page: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    numbers = [line for line in page if _NAMED_NUMBER.fullmatch(line.text[:_LONGEST])]
    if len(numbers) < 2:
        return list(page), []
    return [line for line in page if line not in numbers], [LeftOut("page number", line.text) for line in numbers]


def _repeated(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Texts, their digits aside, that stand in the margins of half the pages or more, and of two at least."""
    counted: Counter[str] = Counter()
    for page in pages:
        written = [line.text for line in page if line.text]
        counted.update({_form(text) for text in [*written[:_MARGIN], *written[-_MARGIN:]]})
    return {form for form, times in counted.items() if times >= max(2, len(pages) / 2) and re.search(r"[^\W\d]", form)}


def _form(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text.casefold()).split())


def _page(page: Sequence[Line], repeated: set[str], *, first: bool) -> tuple[list[Line], list[LeftOut]]:
    """A page between its margins. The first page keeps its header, which may be the title."""
    written = [line for line in page if line.text]
    heads = [] if first else _furniture(written[:_MARGIN], repeated, "running header")
    written = written[len(heads) :]
    feet = _furniture(written[::-1][:_MARGIN], repeated, "running footer")
    written = written[: len(written) - len(feet)]
    places = [place for place, line in enumerate(page) if any(line is kept for kept in written)]
    return list(page[places[0] : places[-1] + 1]) if places else [], [*heads, *reversed(feet)]


def _furniture(margin: Iterable[Line], repeated: set[str], kind: FurnitureKind) -> list[LeftOut]:
    """The lines of a margin that are furniture, from the edge up to the first that is not."""
    found: list[LeftOut] = []
    for line in margin:
        if _PAGE_NUMBER.fullmatch(line.text[:_LONGEST]):
            found.append(LeftOut("page number", line.text, line.page))
        elif _form(line.text) in repeated:
            found.append(LeftOut(kind, line.text, line.page))
        else:
            break
    return found


def _goes_on(last: Line, first: Line) -> bool:
    """Whether a sentence goes on over a page break."""
    return first.text[:1].islower() and not last.text.endswith((".", ":", ";", "!", "?"))
