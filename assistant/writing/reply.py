"""A language model's reply, read as it arrives -> its sentences, each with the numbers of the passages it cites."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.sentences import sentence_spans

_CITATION = re.compile(r"\s*\[(?:passages?\s*)?(\d{1,4}(?:\s*(?:,|;|and|&)\s*\d{1,4})*)\]", re.IGNORECASE)
# Citations after the full stop belong to the sentence before it.
_AFTER_STOP = re.compile(r"([.!?][”\"’')]*)((?:\s*\[[^\[\]\n]{1,20}\])+)")
# A sentence with more characters than this ends the reading of a reply.
_LONGEST = 1000
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|#+)\s+")


@dataclass(frozen=True, slots=True)
class ReplySentence:
    """A sentence without its citations, and the numbers that they give, each once."""

    text: str
    numbers: tuple[int, ...]


def sentences_of(fragments: Iterable[str]) -> Iterator[ReplySentence]:
    """The sentences of a reply, each as soon as the next one begins; a sentence that is far too long is the last."""
    rest = ""
    for fragment in _sliced(fragments):
        *whole, rest = _cut(rest + fragment)
        yield from _read(whole)
        if len(rest) > _LONGEST:
            break
    yield from _read(_cut(rest))


def _sliced(fragments: Iterable[str]) -> Iterator[str]:
    """The same text in fragments no longer than a sentence may be."""
    return (text[start : start + _LONGEST] for text in fragments for start in range(0, len(text), _LONGEST))


def _cut(text: str) -> list[str]:
    """The sentences of a text with their citations; the last one may not be whole yet."""
    parts: list[str] = []
    for line in _AFTER_STOP.sub(r"\2\1", text).split("\n"):
        spans = [line[start:end] for start, end in sentence_spans(line)]
        # A citation that is not whole yet is cut off as a sentence: put it back behind the one it belongs to.
        if len(spans) > 1 and spans[-1].startswith("["):
            spans[-2:] = [f"{spans[-2]} {spans[-1]}"]
        if spans and line[-1:].isspace():
            spans[-1] += line[len(line.rstrip()) :]
        parts += spans or [""]
    return parts


def _read(sentences: Iterable[str]) -> Iterator[ReplySentence]:
    for sentence in sentences:
        numbers = [int(number) for match in _CITATION.finditer(sentence) for number in re.findall(r"\d+", match[1])]
        text = " ".join(_BULLET.sub("", _CITATION.sub("", sentence)).split())
        if any(character.isalnum() for character in text):
            ended = text if text.endswith((".", "!", "?", ":", "”", '"')) else f"{text}."
            yield ReplySentence(ended, tuple(dict.fromkeys(numbers)))
