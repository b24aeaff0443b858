"""Pages of plain text without what stands on each of them: running headers and footers, and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.importing.draft import FurnitureKind, LeftOut
from corpus.importing.text.line import Line
from corpus.importing.text.numbers import LONGEST, MARGIN, form_of, goes_on, without_numbers

_COUNT = r"(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?"
_PAGE_NUMBER = re.compile(rf"[-–—|\[( ]*(?:page|pg\.?|p\.?)?\s*{_COUNT}[-–—|\]) ]*(?:page)?", re.IGNORECASE)


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[LeftOut]]:
    """The lines of all pages in a row, and what was left out.

    A blank line parts two pages unless a sentence goes on. In a single page, page numbers tell where pages were.
    """
    if len(pages) == 1:
        return without_numbers(pages[0])
    repeated = _repeated(pages)
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    for number, page in enumerate(pages):
        kept, gone = _page(page, repeated, first=not number)
        left_out += gone
        if lines and kept and not goes_on(lines[-1], kept[0]):
            lines.append(Line("", 0, kept[0].page))
        lines += kept
    return lines, left_out


def _repeated(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Texts, their digits aside, that stand in the margins of half the pages or more, and of two at least."""
    counted: Counter[str] = Counter()
    for page in pages:
        written = [line.text for line in page if line.text]
        counted.update({form_of(text) for text in [*written[:MARGIN], *written[-MARGIN:]]})
    return {form for form, times in counted.items() if times >= max(2, len(pages) / 2) and re.search(r"[^\W\d]", form)}


def _page(page: Sequence[Line], repeated: set[str], *, first: bool) -> tuple[list[Line], list[LeftOut]]:
    """A page between its margins. The first page keeps its header, which may be the title."""
    written = [line for line in page if line.text]
    heads = [] if first else _furniture(written[:MARGIN], repeated, "running header")
    written = written[len(heads) :]
    feet = _furniture(written[::-1][:MARGIN], repeated, "running footer")
    written = written[: len(written) - len(feet)]
    places = [place for place, line in enumerate(page) if any(line is kept for kept in written)]
    return list(page[places[0] : places[-1] + 1]) if places else [], [*heads, *reversed(feet)]


def _furniture(margin: Iterable[Line], repeated: set[str], kind: FurnitureKind) -> list[LeftOut]:
    """The lines of a margin that are furniture, from the edge up to the first that is not."""
    found: list[LeftOut] = []
    for line in margin:
        if _PAGE_NUMBER.fullmatch(line.text[:LONGEST]):
            found.append(LeftOut("page number", line.text, line.page))
        elif form_of(line.text) in repeated:
            found.append(LeftOut(kind, line.text, line.page))
        else:
            break
    return found
