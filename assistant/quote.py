"""Which words of the passages found make the answer: the direct ones first, whole lists, nothing twice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.question import Asked, asked
from corpus.document import Passage, Sentence
from indexing.keyword import tokens
from indexing.search import Hit, Searcher

# All chosen on `dev` by comparing runs of `evenhand eval --split dev`; none was fitted by a command of its own.
# A sentence's score beside its passage's: nearness, the same or that of the best question the catalogue has for it,
# and the share of the query's words it holds; a number where one is asked for.
_COSINE, _ASK, _COVER, _NUMBER = 0.5, 0.5, 0.3, 0.1
# Words taken from the best passage, and up to which the answer takes further ones.
_BEST_WORDS, _ALL_WORDS = 130, 140
# A further passage is quoted when its best sentence's score is this share of the best one's, up to a number of
# passages: for a plain question, for one in several parts, and for a topic, where each passage gives fewer words.
_FURTHER, _PASSAGES = 0.93, 2
_FURTHER_PART, _PASSAGES_PART = 0.85, 3
_FURTHER_TOPIC, _PASSAGES_TOPIC, _TOPIC_WORDS, _TOPIC_ALL = 0.75, 10, 30, 260
# Words up to which a list is quoted whole whatever was asked.
_SHORT_LIST = 110

_LED = re.compile(r"led by\b", re.IGNORECASE)
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


def choose(query: str, candidates: Sequence[Candidate], searcher: Searcher) -> list[Chosen]:
    """The quotations of an answer from candidates, best first, in the order of saying: the direct one first."""
    wanted = asked(query)
    if counted := _counted_list(candidates, searcher, wanted):
        return counted
    further, most, all_words = _share(wanted)
    chosen = _leader(candidates[0].hit.passage, searcher) if wanted.leader else []
    passages = 0
    for candidate in candidates:
        words = sum(piece.words for piece in chosen)
        if passages == most or (chosen and (candidate.best < further * candidates[0].best or words >= all_words)):
            break
        room = _TOPIC_WORDS if wanted.topic else min(_BEST_WORDS, all_words - words)
        pieces = [piece for piece in _from_passage(candidate, searcher, wanted, room) if not _said(piece, chosen)]
        chosen += pieces
        passages += bool(pieces)
    return chosen


def _share(wanted: Asked) -> tuple[float, int, int]:
    """How near further passages must be, how many are quoted at most, and how many words."""
    if wanted.topic:
        return _FURTHER_TOPIC, _PASSAGES_TOPIC, _TOPIC_ALL
    if wanted.parts:
        return _FURTHER_PART, _PASSAGES_PART, _ALL_WORDS
    return _FURTHER, _PASSAGES, _ALL_WORDS


def candidates_of(query: str, hits: Sequence[Hit], searcher: Searcher) -> list[Candidate]:
    """The hits with their sentences' scores, the one with the best sentence first."""
    wanted = asked(query)
    words = set(tokens(query))
    total = sum(searcher.rarity(word) for word in words) or 1.0
    candidates = []
    for hit in hits:
        scores = []
        for sentence, cosine, ask in zip(hit.passage.sentences, hit.sentences, hit.asks, strict=True):
            held = words & set(tokens(f"{sentence.lead} {sentence.text}"))
            cover = sum(searcher.rarity(word) for word in held) / total
            kind = _NUMBER if wanted.number and any(c.isdigit() for c in sentence.text) else 0.0
            score = _COSINE * cosine + _ASK * max(cosine, ask) + _COVER * cover + kind
            scores.append(0.0 if _COURTESY.match(sentence.text) else score + hit.score)
        candidates.append(Candidate(hit, tuple(scores)))
    return sorted(candidates, key=lambda candidate: -candidate.best)


def _leader(passage: Passage, searcher: Searcher) -> list[Chosen]:
    """Who leads the work that a passage is about: stated in its section or in one above it; empty where nowhere."""
    for depth in range(len(passage.section), 0, -1):
        for part in searcher.passages_of(passage.document):
            if part.section == passage.section[:depth]:
                said = [n for n, sentence in enumerate(part.sentences) if _LED.match(sentence.text)]
                if said:
                    return [Chosen(part, said[0], said[0])]
    return []


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
    if wanted.topic:
        return [_grow(passage, scores, best, room)]
    if sentence.group and sentence.kind != "cell" and _take_list(sentence, passage, searcher, wanted):
        return _whole_list(sentence.group, passage, searcher)
    if sentence.text.endswith(":") and (headings := _headings(passage, searcher)):
        return [Chosen(passage, best, best), *headings]
    if sentence.kind == "cell":
        return [_whole_cell(passage, best)]
    grown = _grow(passage, scores, best, room)
    touched = [
        s.group for s in passage.sentences[grown.first : grown.last + 1] if s.kind in ("item", "lead") and s.group
    ]
    direct = list(_direct_first(passage, grown, best))
    return _with_lists(direct, touched, searcher) if touched else direct


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
    """The best sentence with its neighbours, the better side first, as long as there is room."""
    first = last = best
    words = len(passage.sentences[best].text.split())
    while True:
        sides = [n for n in (first - 1, last + 1) if 0 <= n < len(scores) and scores[n] > 0]
        sides = [n for n in sides if words + len(passage.sentences[n].text.split()) <= room]
        if not sides:
            return Chosen(passage, first, last)
        side = max(sides, key=scores.__getitem__)
        first, last = min(first, side), max(last, side)
        words += len(passage.sentences[side].text.split())


def _with_lists(direct: list[Chosen], groups: list[str], searcher: Searcher) -> list[Chosen]:
    """The pieces with every list they touch made whole."""
    pieces = [piece for group in dict.fromkeys(groups) for piece in _whole_list(group, direct[0].passage, searcher)]
    outside = [
        Chosen(piece.passage, first, last)
        for piece in direct
        for first, last in _runs(
            n for n in range(piece.first, piece.last + 1) if piece.passage.sentences[n].group not in groups
        )
    ]
    return [*outside, *pieces]


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers that follow each other."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _whole_cell(passage: Passage, best: int) -> Chosen:
    """All sentences of the table cell that holds the best one."""
    lead = passage.sentences[best].lead
    inside = [n for n, sentence in enumerate(passage.sentences) if sentence.lead == lead]
    return Chosen(passage, inside[0], inside[-1])


def _direct_first(passage: Passage, grown: Chosen, best: int) -> Iterator[Chosen]:
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
