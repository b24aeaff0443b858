"""Which words of the passages found make the answer: the direct sentence first, whole lists, nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Asked, asked
from corpus.document import Passage, Sentence
from indexing.keyword import tokens
from indexing.search import Hit, Searcher

# First values, set by hand; the evaluation suite replaces them.
_WORDS = 110  # words of prose an answer may grow to
_MORE = 0.62  # a further sentence of a passage must be this near to the best one's score
_OTHER = 0.88  # the best sentence of a further passage must be
_PASSAGES = 3
_SHORT_LIST = 70  # words up to which a list is quoted whole whatever was asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """Sentences [first, last] of one passage, to be quoted as one piece."""

    passage: Passage
    first: int
    last: int

    @property
    def text(self) -> str:
        """The exact words, as they stand in the passage."""
        return self.passage.text[self.start : self.end]

    @property
    def start(self) -> int:
        """Where the words begin in the passage."""
        return self.passage.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where they end."""
        last = self.passage.sentences[self.last]
        return last.start + len(last.text)


def choose(query: str, hits: Sequence[Hit], searcher: Searcher) -> list[Chosen]:
    """The quotations of an answer in the order of saying, the direct one first."""
    wanted = asked(query)
    scored = [(hit, _sentence_scores(query, hit, searcher, wanted)) for hit in hits]
    best = max((max(scores) for _, scores in scored[:_PASSAGES]), default=0.0)
    scored[:_PASSAGES] = sorted(scored[:_PASSAGES], key=lambda pair: -max(pair[1]))
    chosen: list[Chosen] = []
    words = 0
    for hit, scores in scored[:_PASSAGES]:
        if chosen and (max(scores) < _OTHER * best or words >= _WORDS):
            continue
        pieces = _from_passage(hit.passage, scores, searcher, wanted, _WORDS - words)
        pieces = [piece for piece in pieces if not _said(piece, chosen)]
        words += sum(len(piece.text.split()) for piece in pieces)
        chosen += pieces
    return chosen


def _sentence_scores(query: str, hit: Hit, searcher: Searcher, wanted: Asked) -> list[float]:
    """How well each sentence answers: by meaning, by the query's rare words, by the kind of thing asked for."""
    words = set(searcher.query_words(query))
    total = sum(searcher.rarity(word) for word in words) or 1.0
    scores = []
    for sentence, cosine in zip(hit.passage.sentences, hit.sentences, strict=True):
        held = set(tokens(f"{sentence.lead} {sentence.text}"))
        cover = sum(searcher.rarity(word) for word in words & held) / total
        kind = 0.1 if wanted.number and any(c.isdigit() for c in sentence.text) else 0.0
        scores.append(0.3 * hit.score + cosine + 0.5 * cover + kind)
    return scores


def _from_passage(
    passage: Passage, scores: list[float], searcher: Searcher, wanted: Asked, room: int
) -> list[Chosen]:
    best = max(range(len(scores)), key=scores.__getitem__)
    sentence = passage.sentences[best]
    if sentence.group and sentence.kind != "cell" and _take_list(sentence, passage, searcher, wanted):
        return _whole_list(sentence.group, passage, searcher)
    return [_grow(passage, scores, best, room)]


def _take_list(sentence: Sentence, passage: Passage, searcher: Searcher, wanted: Asked) -> bool:
    if sentence.kind == "lead" or wanted.whole_list:
        return True
    pieces = _whole_list(sentence.group, passage, searcher)
    return sum(len(piece.text.split()) for piece in pieces) <= _SHORT_LIST


def _whole_list(group: str, passage: Passage, searcher: Searcher) -> list[Chosen]:
    """The lead-in and all items, over every passage the list was cut into."""
    pieces = []
    for part in searcher.passages_of(passage.document):
        inside = [n for n, sentence in enumerate(part.sentences) if sentence.group == group]
        if inside:
            pieces.append(Chosen(part, inside[0], inside[-1]))
    return pieces


def _grow(passage: Passage, scores: list[float], best: int, room: int) -> Chosen:
    """The best sentence with its neighbours, as long as they are near to it in score and there is room."""
    first = last = best
    enough = _MORE * scores[best]
    words = len(passage.sentences[best].text.split())
    while True:
        sides = [n for n in (first - 1, last + 1) if 0 <= n < len(scores) and scores[n] >= enough]
        sides = [n for n in sides if words + len(passage.sentences[n].text.split()) <= room]
        if not sides:
            return Chosen(passage, first, last)
        side = max(sides, key=scores.__getitem__)
        first, last = min(first, side), max(last, side)
        words += len(passage.sentences[side].text.split())


def _said(piece: Chosen, chosen: list[Chosen]) -> bool:
    return any(
        piece.passage.anchor == other.passage.anchor
        and piece.passage.document == other.passage.document
        and piece.first <= other.last
        and other.first <= piece.last
        for other in chosen
    )
