"""Which characters of a verbatim text are Markdown marks, so that the rest can be shown without them.

The text itself is never changed: quotations stay letter for letter. The marks are those of emphasis, code, links and
escapes. A sign without a partner, or inside a word, is text: "2*3*4", "cost* and time*", "snake_case_name".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Styled:
    """Characters [start, end) of a text, to be shown in one style; `address` is where they link to, or "".

    An address comes from the document as it is: an e-mail address has no "mailto:", and any scheme is possible.
    """

    start: int
    end: int
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: str = ""


def _emphasis(sign: str, name: str) -> str:
    """A pattern for words between one, two or three of the same sign, none of them inside a word."""
    opening = rf"(?<![^\W_])(?<!{sign})(?P<{name}>{sign}{{1,3}})(?!{sign})(?![\s)\].,;:!?])"
    words = rf"(?P<{name}_words>(?:(?>\\.|(?P<{name}_tick>`+)[^`]+(?P={name}_tick)|.))+?)"
    closing = rf"(?<![\s(\[])(?<!{sign})(?P={name})(?!{sign})(?![^\W_])"
    return opening + words + closing


_ESCAPE = r"\\(?P<escaped>[!-/:-@\[-`{-~])"
_CODE = r"(?<![^\W_])(?<!`)(?P<tick>`+)(?!`)(?P<code>.+?)(?<!`)(?P=tick)(?!`)"
# Words in brackets are a link only before what can be an address: "[sic](ibid)" is text.
_ADDRESS = r"(?P<address>(?=[^\s()]*(?:[/#:@]|\.[a-z]{2}))[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
_LINK = rf"!?\[(?P<label>[^\[\]]+)\]\({_ADDRESS}(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
_BARE = r"<(?P<bare>https?://[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>"
_STARS, _LINES = _emphasis(r"\*", "star"), _emphasis("_", "line")
_MARKED = re.compile("|".join((_ESCAPE, _CODE, _LINK, _BARE, _STARS, _LINES)), re.DOTALL)
# The group in each that is shown.
_WORDS = ("escaped", "code", "label", "bare", "star_words", "line_words")
# A mark has no partner beyond a blank line, in another list item or in another table cell.
_BOUND = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+>]|\d{1,9}[.)])\s)|(?<!\\)\|")


def plain_text(text: str) -> str:
    """A text without its inline Markdown marks; the markers of lists and quotations stay (see corpus/lines.py)."""
    return "".join(text[span.start : span.end] for span in styled_spans(text))


def styled_spans(text: str) -> list[Styled]:
    """The characters to show, in order; those that no span holds are marks."""
    bounds = [0, *(match.start() for match in _BOUND.finditer(text)), len(text)]
    spans: list[Styled] = []
    for start, end in pairwise(bounds):
        for span in _styled(text[start:end], Styled(start, end)):
            last = spans[-1] if spans else None
            if last and replace(last, start=span.start, end=span.end) == span and last.end == span.start:
                spans[-1] = replace(last, end=span.end)
            elif span.start < span.end:
                spans.append(span)
    return spans


def _styled(text: str, style: Styled) -> Iterator[Styled]:
    """The spans of a text that begins at `style.start` and is in that style throughout."""
    first, at = style.start, 0
    for found in _MARKED.finditer(text):
        yield replace(style, start=first + at, end=first + found.start())
        at = found.end()
        name = next(name for name in _WORDS if found[name] is not None)
        start, end = found.span(name)
        inner = replace(_within(style, found, name), start=first + start, end=first + end)
        if name in ("escaped", "code", "bare"):
            yield inner
        else:
            yield from _styled(found[name], inner)
    yield replace(style, start=first + at, end=first + len(text))


def _within(style: Styled, found: re.Match[str], name: str) -> Styled:
    """The style of the words that a mark encloses."""
    if name == "code":
        return replace(style, code=True)
    if name in ("label", "bare"):
        return replace(style, address=found["address"] or found["bare"] or "")
    if name == "escaped":
        return style
    signs = len(found[name.removesuffix("_words")])
    return replace(style, strong=style.strong or signs >= 2, emphasis=style.emphasis or signs != 2)
