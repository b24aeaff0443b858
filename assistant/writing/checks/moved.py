"""Whether a claim attaches its numbers and labels to what its passages attach them to, or has moved them.

A number has a referent: what it counts or measures. A claim of "28% of staff" moves the number if the passage has 28%
of patients and 11% of staff, although each word of the claim is in the passage.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.writing.checks.numbers import Kind, Number, numbers_of
from corpus.sentences import sentence_spans
from indexing.keyword import tokens

# Where a statement about one number may end and one about the next begin.
_BREAK = re.compile(
    r"\s*[;:–—|,•]\s+|\s+-\s+|\s+(?:and|but|while|whereas|versus|compared (?:to|with)|against|to|than|plus|or)\s+"
)
# Kinds that say when or in which order, and count nothing.
_PLACING: tuple[Kind, ...] = ("ordinal", "month")
# A label and what is said of it: "Integrity – doing the right thing".
_LABELLED = re.compile(r"^(?P<label>[^.:–]{3,50}?)(?::| –) (?P<rest>.+)$")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a sentence with at most one number of each kind, as stems.

    `words` are those of the stretch and `head` those of the sentence before its first number; `counted` has each
    number with the word right behind it.
    """

    numbers: tuple[Number, ...]
    words: frozenset[str]
    head: frozenset[str]
    counted: tuple[tuple[Number, str], ...]

    @property
    def about(self) -> frozenset[str]:
        """The words that may be what its numbers count."""
        return self.words | self.head


def zones_of(text: str) -> list[Zone]:
    """The zones of a text that hold a number, in order.

    A zone ends where the next piece has a number of a kind that the zone has already: "in 2014, 28 % of staff" stays
    together, and "28 % in 2014 to 11 % in 2015" falls into two.
    """
    return [zone for line in text.split("\n") for a, b in sentence_spans(line) for zone in _in_sentence(line[a:b])]


def _in_sentence(sentence: str) -> Iterable[Zone]:
    numbers = numbers_of(sentence)
    if not numbers:
        return
    head = frozenset(tokens(sentence[: numbers[0].start]))
    starts = [0]
    kinds: set[Kind] = set()
    for start, end in _pieces(sentence):
        here = {number.kind for number in numbers if start <= number.start < end}
        if here & kinds:
            starts.append(start)
            kinds = set()
        kinds |= here
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        inside = tuple(number for number in numbers if start <= number.start < end)
        yield Zone(inside, frozenset(_words(sentence[start:end], inside)), head, _counted(sentence, inside))


def _pieces(sentence: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in _BREAK.finditer(sentence)]
    return list(zip([0, *ends], [*ends, len(sentence)], strict=True))


def _words(text: str, numbers: Sequence[Number]) -> list[str]:
    """Stems, and each number as one more word: a share belongs to its year as it belongs to its noun."""
    return [*(word for word in tokens(text) if not word[0].isdigit()), *map(_as_word, numbers)]


def _as_word(number: Number) -> str:
    return f"{number.value:g} {number.kind}"


def _counted(sentence: str, numbers: Sequence[Number]) -> tuple[tuple[Number, str], ...]:
    """Each number that has a noun right behind it, with that noun: ("30", "staff")."""
    found = []
    for number in numbers:
        behind = re.match(r"\W{0,2}(?:of |the |its |their )*([a-zA-Z-]+)", sentence[number.end :])
        if behind and (stems := tokens(behind[1])):
            found.append((number, stems[0]))
    return tuple(found)


def moved_numbers(claim: str, passage: str) -> list[Number]:
    """Numbers of a claim that the passage attaches to something else.

    A number is moved if, wherever the passage has it, the passage has another number of its kind beside more of the
    words that the claim puts with it. It is moved too if the claim says it more often than the passage does, because
    it then stands in the place of another number.
    """
    passage_zones, numbers = zones_of(passage), numbers_of(claim)
    said, held = (Counter(number.key for number in part) for part in (numbers, numbers_of(passage)))
    repeated = [number for number in numbers if said[number.key] > max(1, held[number.key])]
    return repeated + [
        number
        for zone in zones_of(claim)
        for number in zone.numbers
        if number.kind not in _PLACING and _is_moved(number, zone, passage_zones)
    ]


def _is_moved(number: Number, zone: Zone, passage_zones: Sequence[Zone]) -> bool:
    own = [z for z in passage_zones if any(n.key == number.key for n in z.numbers)]
    others = [z for z in passage_zones if z not in own and any(n.kind == number.kind for n in z.numbers)]
    # The claim's zone alone, without its head: what leads up to a claim's first number belongs to that number only.
    said = zone.words - {_as_word(number)}
    return bool(own) and all(
        any(_is_nearer(said, other, mine) or _counts_the_same(number, zone, other, mine) for other in others)
        for mine in own
    )


def _is_nearer(said: frozenset[str], other: Zone, mine: Zone) -> bool:
    wrong = said & other.words - mine.about
    right = said & mine.about - other.words
    return len(wrong) > len(right) or (len(wrong) > 1 and 2 * len(wrong) > len(right))


def _counts_the_same(number: Number, zone: Zone, other: Zone, mine: Zone) -> bool:
    """Whether the claim counts what the other number counts: "23 staff" beside "23 people … 30 staff"."""
    counted = {noun for n, noun in zone.counted if n.key == number.key}
    there = {noun for n, noun in other.counted if n.kind == number.kind}
    return bool(counted & there - mine.about)


def is_mislabelled(claim: str, sentences: Iterable[str]) -> bool:
    """Whether a claim begins with a label and no sentence has both that label and half of what the claim says of it."""
    match = _LABELLED.match(claim)
    if match is None:
        return False
    label, rest = set(tokens(match["label"])), set(tokens(match["rest"]))
    said = (set(tokens(sentence)) for sentence in sentences)
    return not any(label <= words and 2 * len(rest & words) >= len(rest) for words in said)
