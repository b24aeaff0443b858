"""Whether a number of a sentence says in it what it says in the passage, or has been moved to another subject."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.writing.checks.numbers import Kind, Number, numbers_of
from corpus.sentences import sentence_spans
from indexing.keyword import tokens

# Where one statement about a number may end and the next begin.
_BREAK = re.compile(
    r"\s*[;:–—|,•]\s+|\s+-\s+|\s+(?:and|but|while|whereas|versus|compared (?:to|with)|against|to|than|plus|or)\s+"
)
# Kinds that place a number rather than count something: they have no subject of their own.
_PLACING: tuple[Kind, ...] = ("ordinal", "month")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a sentence that speaks of one number of each kind: its stems, and those that lead up to it."""

    figures: tuple[Number, ...]
    words: frozenset[str]
    head: frozenset[str]
    counted: tuple[tuple[Number, str], ...]

    @property
    def about(self) -> frozenset[str]:
        """What its numbers are about."""
        return self.words | self.head


def zones_of(text: str) -> list[Zone]:
    """The zones of a text that hold a number, in order.

    A zone ends where the next piece holds a number of a kind that the zone has already; so "in 2014, 28 % of staff"
    stays together, and "28 % in 2014 to 11 % in 2015" falls into two.
    """
    return [zone for line in text.split("\n") for a, b in sentence_spans(line) for zone in _in_sentence(line[a:b])]


def _in_sentence(sentence: str) -> Iterable[Zone]:
    figures = numbers_of(sentence)
    if not figures:
        return
    head = frozenset(tokens(sentence[: figures[0].start]))
    starts = [0]
    kinds: set[Kind] = set()
    for start, end in _pieces(sentence):
        here = {figure.kind for figure in figures if start <= figure.start < end}
        if here & kinds:
            starts.append(start)
            kinds = set()
        kinds |= here
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        inside = tuple(figure for figure in figures if start <= figure.start < end)
        yield Zone(inside, frozenset(_words(sentence[start:end], inside)), head, _counted(sentence, inside))


def _pieces(sentence: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in _BREAK.finditer(sentence)]
    return list(zip([0, *ends], [*ends, len(sentence)], strict=True))


def _words(text: str, figures: Sequence[Number]) -> list[str]:
    """Stems, and the other numbers as words of their own: a figure is bound to its year as to its noun."""
    return [*(word for word in tokens(text) if not word[0].isdigit()), *map(_as_word, figures)]


def _as_word(figure: Number) -> str:
    return f"{figure.value:g} {figure.kind}"


def _counted(sentence: str, figures: Sequence[Number]) -> tuple[tuple[Number, str], ...]:
    """Each number with the thing right behind it, where there is one: ("30", "staff")."""
    found = []
    for figure in figures:
        behind = re.match(r"\W{0,2}(?:of |the |its |their )*([a-zA-Z-]+)", sentence[figure.end :])
        if behind and (stems := tokens(behind[1])):
            found.append((figure, stems[0]))
    return tuple(found)


def moved_numbers(claim: str, passage: str) -> list[Number]:
    """Numbers of a claim that the passage attaches to something else.

    A number is moved when, wherever it stands, another number of its kind stands with more of the words that the
    claim puts beside it, or when the claim says it more often than the passage does.
    """
    there, figures = zones_of(passage), numbers_of(claim)
    # A number that is said more often than the passage says it stands in the place of another one.
    said, held = (Counter(figure.key for figure in part) for part in (figures, numbers_of(passage)))
    moved = [figure for figure in figures if said[figure.key] > max(1, held[figure.key])]
    return moved + [
        figure
        for zone in zones_of(claim)
        for figure in zone.figures
        if figure.kind not in _PLACING and _moved(figure, zone, there)
    ]


def _moved(figure: Number, zone: Zone, there: Sequence[Zone]) -> bool:
    own = [z for z in there if any(f.key == figure.key for f in z.figures)]
    others = [z for z in there if z not in own and any(f.kind == figure.kind for f in z.figures)]
    # In a claim, what leads up to its first number belongs to that number alone.
    said = zone.words - {_as_word(figure)}
    return bool(own) and all(
        any(_nearer(said, other, mine) or _counts_as(figure, zone, other, mine) for other in others) for mine in own
    )


def _nearer(said: frozenset[str], other: Zone, mine: Zone) -> bool:
    wrong = said & other.words - mine.about
    right = said & mine.about - other.words
    return len(wrong) > len(right) or (len(wrong) > 1 and 2 * len(wrong) > len(right))


def _counts_as(figure: Number, zone: Zone, other: Zone, mine: Zone) -> bool:
    """Whether the claim counts the things that the other number counts: "23 staff" of "23 people … 30 staff"."""
    counted = {thing for f, thing in zone.counted if f.key == figure.key}
    there = {thing for f, thing in other.counted if f.kind == figure.kind}
    return bool(counted & there - mine.about)
