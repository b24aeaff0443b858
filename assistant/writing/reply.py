"""What a language model writes, piece by piece -> its sentences, each with the numbers it cites."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.sentences import sentence_spans

_MARK = re.compile(r"\s*\[(?:passages?\s*)?(\d{1,4}(?:\s*(?:,|;|and|&)\s*\d{1,4})*)\]", re.IGNORECASE)
# Marks behind the full stop belong to the sentence before it.
_BEHIND = re.compile(r"([.!?][”\"’')]*)((?:\s*\[[^\[\]\n]{1,20}\])+)")
# Characters of a sentence after which nothing more of a reply is read.
_LONGEST = 1000
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|#+)\s+")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence without its marks, and the numbers that it cites."""

    text: str
    numbers: tuple[int, ...]


def sentences_of(pieces: Iterable[str]) -> Iterator[Written]:
    """The sentences of a reply, each as soon as the next one begins; it ends with one that is far too long."""
    rest = ""
    for piece in _sliced(pieces):
        *whole, rest = _cut(rest + piece)
        yield from _read(whole)
        if len(rest) > _LONGEST:
            break
    yield from _read(_cut(rest))


def _sliced(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, none longer than a sentence may be."""
    return (piece[start : start + _LONGEST] for piece in pieces for start in range(0, len(piece), _LONGEST))


def _cut(text: str) -> list[str]:
    """The sentences of a text; the last one may go on."""
    parts: list[str] = []
    for line in _BEHIND.sub(r"\2\1", text).split("\n"):
        spans = [line[start:end] for start, end in sentence_spans(line)]
        # A mark that is not whole yet stands by itself: it belongs to what is before it.
        if len(spans) > 1 and spans[-1].startswith("["):
            spans[-2:] = [f"{spans[-2]} {spans[-1]}"]
        if spans and line[-1:].isspace():
            spans[-1] += line[len(line.rstrip()) :]
        parts += spans or [""]
    return parts


def _read(sentences: Iterable[str]) -> Iterator[Written]:
    for sentence in sentences:
        numbers = [int(number) for match in _MARK.finditer(sentence) for number in re.findall(r"\d+", match[1])]
        text = " ".join(_BULLET.sub("", _MARK.sub("", sentence)).split())
        if any(character.isalnum() for character in text):
            ended = text if text.endswith((".", "!", "?", ":", "”", '"')) else f"{text}."
            yield Written(ended, tuple(dict.fromkeys(numbers)))
