"""The sentences of its sources that a claim rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.writing.checks.likeness import TextLikeness
from assistant.writing.checks.sources import Source, words_of
from indexing.keyword import tokens

# One sentence may put together what up to three say; with more, anything would find its words somewhere.
_SENTENCES = 3
# A further sentence must add this many of the claim's words, and its meaning counts this much beside them: words are
# what is still missing, while the first sentence has the meaning already.
_NEW_WORDS, _FURTHER_MEANING = 2, 0.25


@dataclass(frozen=True, slots=True)
class Support:
    """Sentences [first, last] of a source that a claim rests on."""

    source: Source
    first: int
    last: int

    @property
    def text(self) -> str:
        """The sentences with their lead-ins, a line each."""
        return "\n".join(words_of(sentence) for sentence in self.source.passage.sentences[self.first : self.last + 1])


def support_for(claim: str, sources: Sequence[Source], likeness: TextLikeness) -> tuple[Support, ...]:
    """What a claim rests on: at most one stretch of sentences for each source, in the order of the sources."""
    places = [(source, n) for source in sources for n in range(len(source.passage.sentences))]
    texts = [words_of(source.passage.sentences[n]) for source, n in places]
    chosen = _choose(set(tokens(claim)), [set(tokens(text)) for text in texts], likeness.of_texts(claim, texts))
    return tuple(
        Support(source, min(numbers), max(numbers))
        for source in sources
        if (numbers := [places[n][1] for n in chosen if places[n][0] is source])
    )


def _choose(claimed: set[str], held: Sequence[set[str]], nearness: Sequence[float]) -> list[int]:
    """The numbers of the sentences that support a claim, given the words and the nearness in meaning of each.

    The first one shares most words and meaning with the claim, each further one most of the words still missing.
    """
    missing = set(claimed)
    chosen: list[int] = []
    while len(chosen) < min(_SENTENCES, len(held)):
        weight = _FURTHER_MEANING if chosen else 1
        shares = [len(missing & words) / (len(missing) or 1) for words in held]
        scores = [share + weight * near for share, near in zip(shares, nearness, strict=True)]
        best = max((n for n in range(len(held)) if n not in chosen), key=scores.__getitem__)
        if chosen and len(missing & held[best]) < _NEW_WORDS:
            break
        chosen.append(best)
        missing -= held[best]
    return chosen
