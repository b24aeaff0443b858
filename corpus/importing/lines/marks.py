"""Bullets and numbers that somebody typed, found at the beginning of lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line, Mark

_BULLET = re.compile(r"(?:[•·●▪◦‣○■□➢➤►❖∙⦁\uf0b7\uf0a7\uf0d8]\s*|[-–—*o]\t\s*|[-–—*]\s+)(?=\S)")
_NUMBER = re.compile(
    r"(\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z]\)|\d{1,3}(?:\.\d{1,3})+\.?)\s+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class _Typed:
    """A number as typed, the form it has, and the values it can mean: "i." is a letter or a Roman one."""

    number: str
    text: str
    values: frozenset[tuple[str, int]]


def with_typed_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with bullets and numbers parted from the text of their lines.

    A number counts only if the file also numbers its neighbour, so that a paragraph that begins with a year or an
    initial stays one. What is a heading already keeps its number in its words.
    """
    typed = {place: one for place, block in enumerate(blocks) if (one := _typed(block))}
    known = {value for one in typed.values() for value in one.values}
    marked: list[Block] = []
    for place, block in enumerate(blocks):
        if place in typed and _has_neighbour(typed[place], known):
            marked.append(_numbered(block, typed[place]))
        else:
            marked.append(_bulleted(block))
    return marked


def _typed(block: Block) -> _Typed | None:
    if not isinstance(block, Line) or block.mark or block.level or block.contents:
        return None
    found = _NUMBER.match(block.text.lstrip())
    return _Typed(found[1], block.text.lstrip()[found.end() :], frozenset(_values(found[1]))) if found else None


def _values(number: str) -> Iterator[tuple[str, int]]:
    """Forms with values: ("1.#", 2) for "1.2", ("#)", 3) for "3)", and both readings of "i.", "v." and "x."."""
    inner = number.strip("().")
    if re.fullmatch(r"\d+(\.\d+)*", inner):
        before, _, last = inner.rpartition(".")
        yield number.replace(inner, f"{before}.#"), int(last)
        return
    if len(inner) == 1:
        yield number.replace(inner, "a"), ord(inner.lower()) - ord("a") + 1
    if re.fullmatch(r"[ivx]+", inner):
        values = [_ROMAN[letter] for letter in inner]
        after = [*values[1:], 0]
        yield (
            number.replace(inner, "i"),
            sum(-one if one < two else one for one, two in zip(values, after, strict=True)),
        )


def _has_neighbour(one: _Typed, known: set[tuple[str, int]]) -> bool:
    return any((form, value + step) in known for form, value in one.values for step in (-1, 1))


def _numbered(block: Block, one: _Typed) -> Block:
    if not isinstance(block, Line):
        return block
    form = min(one.values)[0]
    return replace(block, text=one.text, mark=Mark(f"typed {form.partition('#')[0]}", form.count("."), one.number))


def _bulleted(block: Block) -> Block:
    """A line that begins with a bullet becomes an item; a tick or a cross says more than a bullet, and stays."""
    if not isinstance(block, Line) or block.level or block.contents:
        return block
    text = block.text.lstrip()
    found = _BULLET.match(text)
    if not found or not folded(text[found.end() :]):
        return block
    rest = text[found.end() :]
    return replace(block, text=rest, mark=block.mark or Mark(f"typed {text[0]}"))
