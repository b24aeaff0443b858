"""Which words of the passages found make the answer: the direct ones first, lists and rows whole, nothing twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.question.wanted import Asked, asked, names_them
from assistant.quoting.pieces import (
    Piece,
    direct_first,
    grow,
    headings_below,
    items_of,
    leader_of,
    said_already,
    whole_list,
    whole_row,
    with_lists,
    words_of,
)
from corpus.document import Document
from indexing.keyword import token_set, tokens
from indexing.search import Hit, Searcher, SearchResult

# All chosen on `dev` and the practice set by comparing runs of `evenhand eval`; no command of its own fits them.
# A sentence's score beside its passage's: nearness, the same or that of the best question the catalogue has for it,
# and the share of the query's words it holds; a number where one is asked for.
_COSINE, _QUESTION, _COVER, _NUMBER = 0.5, 0.5, 0.2, 0.1
# Words up to which a passage, a table row or a list is quoted whole, and up to which the answer takes in another.
_WHOLE, _ROW, _LIST, _ALL_WORDS = 130, 180, 110, 140
# A second passage is quoted when its best sentence's score is this share of the best one's.
_FURTHER = 0.96
# The same for the best passage of each part of a question, of which each gives fewer words.
_FURTHER_PART, _PART_WORDS, _ALL_PARTS = 0.7, 90, 300
# Where several things are asked for, a passage is taken that holds at least this share of the question's words, rare
# ones counting more, that those before it lack, when its best sentence's score is this share of the best one's.
_NEW, _FURTHER_NEW = 0.2, 0.75
# For a topic each of many passages gives a few words; the first passages found tell which topic it is.
_FURTHER_TOPIC, _TOPIC_ALL, _OF_TOPIC = 0.75, 300, 5
# Greetings and signatures of letters say nothing; documents name those of their own besides.
_COURTESIES = ("kind regards", "best wishes", "many thanks", "regards", "dear", "hi", "hello", "thanks")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit with the score of each of its sentences as an answer."""

    hit: Hit
    scores: tuple[float, ...]

    @property
    def best(self) -> float:
        """The score of its best sentence."""
        return max(self.scores)

    @property
    def direct(self) -> int:
        """The number of its best sentence."""
        return max(range(len(self.scores)), key=self.scores.__getitem__)


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """What was found for a query or a part of it, its sentences rated: candidates, the best passage first."""

    result: SearchResult
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> float:
        """The score of the best passage's best sentence, 0 where nothing was found."""
        return self.candidates[0].best if self.candidates else 0.0


def rate(result: SearchResult, searcher: Searcher) -> Rated:
    """The hits in their order, with their sentences' scores."""
    query = result.query
    wanted = asked(query.asked)
    words = set(tokens(query.text))
    total = sum(searcher.rarity(word) for word in words) or 1.0
    candidates = []
    for hit in result.hits:
        courtesy = _courtesy(searcher.documents[hit.passage.document])
        scores = []
        for sentence, cosine, question in zip(hit.passage.sentences, hit.sentences, hit.questions, strict=True):
            held = words & (token_set(sentence.lead) | token_set(sentence.text))
            cover = sum(searcher.rarity(word) for word in held) / total
            kind = _NUMBER if wanted.number and any(c.isdigit() for c in sentence.text) else 0.0
            score = _COSINE * cosine + _QUESTION * max(cosine, question) + _COVER * cover + kind
            scores.append(0.0 if courtesy.match(sentence.text) else score + hit.score)
        candidates.append(Candidate(hit, tuple(scores)))
    return Rated(result, tuple(candidates))


def _courtesy(document: Document) -> re.Pattern[str]:
    """What a greeting or signature begins with, which little follows."""
    words = "|".join(re.escape(courtesy) for courtesy in (*document.courtesies, *_COURTESIES))
    return re.compile(rf"({words})\b.{{0,25}}$", re.IGNORECASE)


def choose(whole: Rated, parts: Sequence[Rated], searcher: Searcher) -> list[Piece]:
    """The quotations of an answer in the order of saying, the direct one first.

    `whole` is what was found for the question, `parts` for each of its parts; it has at least one candidate.
    """
    wanted = asked(whole.result.query.asked)
    if counted := _counted_list(whole, searcher, wanted):
        return counted
    if wanted.topic:
        return _gathered(whole, searcher)
    chosen = leader_of(whole.candidates[0].hit.passage, searcher) if wanted.leader else []
    several = wanted.parts or bool(parts)
    most = _ALL_PARTS if several else _ALL_WORDS
    for candidate in _in_turn(whole, parts, searcher, several=several):
        room = min(_PART_WORDS if several else _WHOLE, most - words_of(chosen))
        if chosen and room <= 0:
            break
        pieces = _from_passage(candidate, searcher, wanted, room, first=not chosen)
        chosen += [piece for piece in pieces if not said_already(piece, chosen)]
    return chosen


def _in_turn(whole: Rated, parts: Sequence[Rated], searcher: Searcher, *, several: bool) -> Iterator[Candidate]:
    """The candidates to quote from: the best, the best of each part, then passages that add words the others lack.

    Where one thing is asked for, the next is taken instead if it is as good as the best.
    """
    best = whole.candidates[0]
    leading = [part.candidates[0] for part in parts if part.candidates]
    taken = [best, *(candidate for candidate in leading if candidate.best >= _FURTHER_PART * best.best)]
    if not parts and not several:
        taken += [candidate for candidate in whole.candidates[1:2] if candidate.best >= _FURTHER * best.best]
    yield from taken
    if not several:
        return
    words = set(tokens(whole.result.query.text))
    total = sum(searcher.rarity(word) for word in words)
    left = words.difference(*(_held(candidate, searcher) for candidate in taken))
    for candidate in whole.candidates[1:]:
        new = left & _held(candidate, searcher)
        gain = sum(searcher.rarity(word) for word in new) / total
        if gain >= _NEW and candidate.best >= _FURTHER_NEW * best.best:
            left -= new
            yield candidate


def _held(candidate: Candidate, searcher: Searcher) -> frozenset[str]:
    """The words of a passage, its headings and the title of its document."""
    passage = candidate.hit.passage
    texts = (passage.text, *passage.section, searcher.documents[passage.document].title)
    return frozenset().union(*map(token_set, texts))


def _gathered(whole: Rated, searcher: Searcher) -> list[Piece]:
    """A few words of every passage on a topic: those found by themselves, and what the catalogue's topic gathers."""
    places = [(c.hit.passage, c.direct) for c in whole.candidates if c.best >= _FURTHER_TOPIC * whole.best]
    chosen: list[Piece] = []
    for passage, direct in [*searcher.gathered(whole.result, _OF_TOPIC), *places]:
        if words_of(chosen) >= _TOPIC_ALL:
            break
        piece = Piece(passage, direct, direct)
        chosen += [] if said_already(piece, chosen) else [piece]
    return chosen


def _counted_list(found: Rated, searcher: Searcher, wanted: Asked) -> list[Piece]:
    """The list among the hits that has as many items as the question names; empty where there is none.

    It is not looked for where the best sentence names as many itself.
    """
    first = found.candidates[0]
    if not wanted.count or names_them(first.hit.passage.sentences[first.direct].text, wanted.count):
        return []
    for candidate in found.candidates:
        if candidate.best < _FURTHER_TOPIC * found.best:
            break
        passage = candidate.hit.passage
        for group in dict.fromkeys(s.group for s in passage.sentences if s.kind in ("item", "lead")):
            pieces = whole_list(group, passage, searcher)
            if group and items_of(group, pieces) == wanted.count:
                return pieces
        headings = headings_below(passage, searcher)
        if len(headings) == wanted.count:
            last = len(passage.sentences) - 1
            return [Piece(passage, last, last), *headings]
    return []


def _from_passage(candidate: Candidate, searcher: Searcher, wanted: Asked, room: int, *, first: bool) -> list[Piece]:
    """What is quoted of one passage: a list with its lead-in, a table row, or the passage around its best sentence.

    A long list is quoted whole only of the `first` passage, where it is asked for.
    """
    passage, best = candidate.hit.passage, candidate.direct
    sentence = passage.sentences[best]
    if sentence.group and sentence.kind != "cell":
        pieces = whole_list(sentence.group, passage, searcher)
        if (first and (sentence.kind == "lead" or wanted.whole_list)) or words_of(pieces) <= _LIST:
            return pieces
    if sentence.text.endswith(":") and (headings := headings_below(passage, searcher)):
        return [Piece(passage, best, best), *headings]
    if sentence.kind == "cell":
        return whole_row(passage, best, _ROW)
    return with_lists(list(direct_first(grow(passage, candidate.scores, best, room), best)), searcher, _LIST)
