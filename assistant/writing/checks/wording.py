"""How far the words and the meaning of a claim are those of its sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from assistant.writing.checks.likeness import TextLikeness
from assistant.writing.checks.thresholds import Thresholds
from indexing.keyword import tokens

# Words for saying something: a claim may add "The report says that …" to what the passage says.
_SAYING = """
    say says state states describe describes explain explains note notes mention mentions according report reports
    reported recommend recommends suggest suggests list lists name names set sets article blog document resource
    guidance passage found finds find shows show include includes including
"""
_FRAME = frozenset(tokens(_SAYING))
_PART = re.compile(r"[,;:–—]\s|\s-\s|\b(?:and|but|while|which|who|because|so that|although|where|when|by|through|if)\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's words and meaning beside those of its sources.

    `words` has for each content word in order 1 if the sources hold it, else its cosine to the likest of their words;
    `parts` the same for each part of the claim with at least two content words. `nearness` is the cosine of the claim
    to the sentences it rests on.
    """

    words: tuple[float, ...]
    parts: tuple[tuple[float, ...], ...]
    nearness: float

    def faults(self, thresholds: Thresholds) -> list[Literal["words", "meaning"]]:
        """What is too far from the sources: "words" if too many are new, "meaning" if the whole says something else."""
        found: list[Literal["words", "meaning"]] = []
        if (
            self.covered(thresholds.like) < thresholds.covered
            or self.poorest_part(thresholds.like) < thresholds.covered_part
            or self.new_in_a_row(thresholds.like) > thresholds.new_in_a_row
        ):
            found.append("words")
        if self.nearness < thresholds.near:
            found.append("meaning")
        return found

    def covered(self, like: float) -> float:
        """The mean likeness of the words, where one less like than `like` counts for nothing; 0 if there are none."""
        return _mean(self.words, like) if self.words else 0.0

    def poorest_part(self, like: float) -> float:
        """The same of the part with the lowest; 1 if there is no part."""
        return min((_mean(part, like) for part in self.parts), default=1.0)

    def new_in_a_row(self, like: float) -> int:
        """The longest run of words less like than `like`."""
        longest = run = 0
        for value in self.words:
            run = run + 1 if value < like else 0
            longest = max(longest, run)
        return longest


def measure_wording(claim: str, held: str, support: str, likeness: TextLikeness) -> Wording:
    """Measure a claim against all that its sources hold and against the sentences it rests on."""
    stems = tokens(held)
    parts = [words for part in _PART.split(claim) if len(words := _content(part)) > 1]
    return Wording(
        words=tuple(likeness.of_words(_content(claim), stems)),
        parts=tuple(tuple(likeness.of_words(part, stems)) for part in parts),
        nearness=likeness.of_texts(claim, [support])[0],
    )


def _content(text: str) -> list[str]:
    return [word for word in tokens(text) if word not in _FRAME]


def _mean(words: Sequence[float], like: float) -> float:
    return fmean(value if value >= like else 0 for value in words)
