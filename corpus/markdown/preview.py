"""A piece of a text on one line, as a preview shows it."""

import re
from collections.abc import Iterator, Sequence

from corpus.document import Span
from corpus.lines import Line, lines_of
from corpus.markdown.inline import Styled, styled_spans


def in_one_line(text: str, start: int = 0, end: int | None = None) -> str:
    """Characters [start, end) of a text on one line, for a preview: without Markdown marks, with "•" before list items.

    White space at either end stays, as a space.
    """
    bounds = Span(start, len(text) if end is None else end)
    spans = styled_spans(text)
    return re.sub(r"\s+", " ", "".join(part for line in lines_of(text) for part in _shown(line, text, spans, bounds)))


def _shown(line: Line, text: str, spans: Sequence[Styled], bounds: Span) -> Iterator[str]:
    """What is shown of a line, and the white space after it."""
    first = line.start - len(line.marker) if line.kind == "number" else line.start
    if line.kind == "item" and bounds.start < first <= bounds.end:
        yield "• "
    after = line.start + len(line.words) + 1
    for span in spans:
        yield text[max(span.start, first, bounds.start) : min(span.end, after, bounds.end)]
