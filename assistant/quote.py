"""Which words of the passages found make the answer: the direct ones first, whole lists, nothing twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.question import Asked, asked
from corpus.document import Passage, Sentence
from indexing.keyword import tokens
from indexing.search import Hit, Searcher

# All chosen on `dev` (python -m evals.tune answers).
# Words of prose taken from the best passage, and by which the answer may grow beyond it.
_BEST_WORDS, _ALL_WORDS = 90, 140
# A sentence beside the best one comes along when its score is this share of the best one's, a further passage when
# its best sentence's is; one more share for a question in several parts or on a whole topic.
_BESIDE, _FURTHER, _FURTHER_PART = 0.4, 0.93, 0.8
_PASSAGES, _PASSAGES_PART, _PASSAGES_TOPIC = 2, 3, 5
# Words up to which a list is quoted whole whatever was asked.
_SHORT_LIST = 110

_COURTESY = re.compile(
    r"(kind regards|best wishes|many thanks|regards|dear|hi|hello|thanks|nhs engl?ad|nhs england|well said)\b.{0,25}$",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"(this|these|those|that|they|it|he|she|such|so|however|therefore|but|also|and|yet|their|its|for example|"
    r"in other|importantly|again)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Sentences [first, last] of one passage, to be quoted as one piece; or the last heading of its section."""

    passage: Passage
    first: int
    last: int
    heading: bool = False

    @property
    def text(self) -> str:
        """The exact words, as they stand in the document."""
        return self.passage.section[-1] if self.heading else self.passage.text[self.start : self.end]

    @property
    def start(self) -> int:
        """Where the words begin in the passage."""
        return self.passage.sentences[self.first].start

    @property
    def end(self) -> int:
        """Where they end."""
        last = self.passage.sentences[self.last]
        return last.start + len(last.text)

    @property
    def words(self) -> int:
        """How many words it quotes."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit with the score of each of its sentences as an answer."""

    hit: Hit
    scores: tuple[float, ...]

    @property
    def best(self) -> float:
        """The score of its best sentence."""
        return max(self.scores)


def choose(query: str, hits: Sequence[Hit], searcher: Searcher) -> list[Chosen]:
    """The quotations of an answer in the order of saying, the direct one first."""
    wanted = asked(query)
    candidates = candidates_of(query, hits, searcher, wanted)
    if counted := _counted_list(candidates, searcher, wanted):
        return counted
    most = _PASSAGES_TOPIC if wanted.topic else _PASSAGES_PART if wanted.parts else _PASSAGES
    further = _FURTHER_PART if wanted.topic or wanted.parts else _FURTHER
    chosen: list[Chosen] = []
    passages = 0
    for candidate in candidates:
        words = sum(piece.words for piece in chosen)
        if passages == most or (chosen and (candidate.best < further * candidates[0].best or words >= _ALL_WORDS)):
            break
        room = min(_BEST_WORDS, _ALL_WORDS - words) // (2 if wanted.topic else 1)
        pieces = [piece for piece in _from_passage(candidate, searcher, wanted, room) if not _said(piece, chosen)]
        chosen += pieces
        passages += bool(pieces)
    return chosen


def candidates_of(query: str, hits: Sequence[Hit], searcher: Searcher, wanted: Asked) -> list[Candidate]:
    """The hits with their sentences' scores, the one with the best sentence first."""
    words = set(tokens(query))
    total = sum(searcher.rarity(word) for word in words) or 1.0
    candidates = []
    for hit in hits:
        scores = []
        for sentence, cosine, ask in zip(hit.passage.sentences, hit.sentences, hit.asks, strict=True):
            held = words & set(tokens(f"{sentence.lead} {sentence.text}"))
            cover = sum(searcher.rarity(word) for word in held) / total
            kind = 0.1 if wanted.number and any(c.isdigit() for c in sentence.text) else 0.0
            score = 0.5 * cosine + 0.5 * max(cosine, ask) + 0.3 * cover + kind
            scores.append(0.0 if _COURTESY.match(sentence.text) else score + hit.score)
        candidates.append(Candidate(hit, tuple(scores)))
    return sorted(candidates, key=lambda candidate: -candidate.best)


def _counted_list(candidates: Sequence[Candidate], searcher: Searcher, wanted: Asked) -> list[Chosen]:
    """The list among the hits that has as many items as the question names; empty where there is none."""
    if not wanted.count:
        return []
    for candidate in candidates[:_PASSAGES_TOPIC]:
        passage = candidate.hit.passage
        for group in dict.fromkeys(s.group for s in passage.sentences if s.kind in ("item", "lead")):
            pieces = _whole_list(group, passage, searcher)
            if group and _items(group, pieces) == wanted.count:
                return pieces
        headings = _headings(passage, searcher)
        if len(headings) == wanted.count:
            return [Chosen(passage, len(passage.sentences) - 1, len(passage.sentences) - 1), *headings]
    return []


def _items(group: str, pieces: Sequence[Chosen]) -> int:
    """How many items a list has; the sentences of an item that was cut follow each other without a break."""
    starts = 0
    for piece in pieces:
        for sentence in piece.passage.sentences:
            before = piece.passage.text[: sentence.start]
            starts += sentence.group == group and sentence.kind == "item" and not before.endswith(". ")
    return starts


def _headings(passage: Passage, searcher: Searcher) -> list[Chosen]:
    """The headings right below a passage that ends in a lead-in, each as a piece of the first passage under it."""
    if not passage.text.endswith(":"):
        return []
    depth = len(passage.section)
    below: dict[str, Chosen] = {}
    for part in searcher.passages_of(passage.document):
        if len(part.section) > depth and part.section[:depth] == passage.section:
            heading = part.section[depth]
            if heading not in below and len(part.section) == depth + 1:
                below[heading] = Chosen(part, 0, 0, heading=True)
    return list(below.values())


def _from_passage(candidate: Candidate, searcher: Searcher, wanted: Asked, room: int) -> list[Chosen]:
    """What is quoted of one passage: a list with its lead-in, or its best sentence and what stands beside it."""
    passage, scores = candidate.hit.passage, candidate.scores
    best = max(range(len(scores)), key=scores.__getitem__)
    sentence = passage.sentences[best]
    if sentence.group and sentence.kind != "cell" and _take_list(sentence, passage, searcher, wanted):
        return _whole_list(sentence.group, passage, searcher)
    if sentence.text.endswith(":") and (headings := _headings(passage, searcher)):
        return [Chosen(passage, best, best), *headings]
    return list(_direct_first(passage, scores, _grow(passage, scores, best, room), best))


def _take_list(sentence: Sentence, passage: Passage, searcher: Searcher, wanted: Asked) -> bool:
    if sentence.kind == "lead" or wanted.whole_list:
        return True
    return sum(piece.words for piece in _whole_list(sentence.group, passage, searcher)) <= _SHORT_LIST


def _whole_list(group: str, passage: Passage, searcher: Searcher) -> list[Chosen]:
    """The lead-in and all items, over every passage the list was cut into."""
    pieces = []
    for part in searcher.passages_of(passage.document):
        inside = [n for n, sentence in enumerate(part.sentences) if sentence.group == group]
        if inside:
            pieces.append(Chosen(part, inside[0], inside[-1]))
    return pieces


def _grow(passage: Passage, scores: Sequence[float], best: int, room: int) -> Chosen:
    """The best sentence with its neighbours, as long as they are near to it in score and there is room."""
    first = last = best
    words = len(passage.sentences[best].text.split())
    while True:
        sides = [n for n in (first - 1, last + 1) if 0 <= n < len(scores) and scores[n] >= _BESIDE * scores[best]]
        sides = [n for n in sides if words + len(passage.sentences[n].text.split()) <= room]
        if not sides:
            return Chosen(passage, first, last)
        side = max(sides, key=scores.__getitem__)
        first, last = min(first, side), max(last, side)
        words += len(passage.sentences[side].text.split())


def _direct_first(passage: Passage, scores: Sequence[float], grown: Chosen, best: int) -> Iterator[Chosen]:
    """The part from the best sentence on, then the part before it; a sentence that leans back keeps what it needs."""
    while best > grown.first and _LEANS_BACK.match(passage.sentences[best].text):
        best -= 1
    yield Chosen(passage, best, grown.last)
    if grown.first < best:
        yield Chosen(passage, grown.first, best - 1)


def _said(piece: Chosen, chosen: Sequence[Chosen]) -> bool:
    """Whether the same words, or some of the same sentences, are quoted already."""
    return any(
        piece.text in other.text
        or (piece.passage is other.passage and piece.first <= other.last and other.first <= piece.last)
        for other in chosen
    )
