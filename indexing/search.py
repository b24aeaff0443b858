"""A query -> the best passages, as hits with their scores."""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.document import Passage
from indexing.embed import Embedder, Vectors
from indexing.keyword import KeywordIndex, tokens
from indexing.learnt.cross_encoder import CrossEncoder, RecentReader
from indexing.library import KnownGap, Library
from indexing.query import Query
from indexing.rank import QuestionVectors, Ranker, Ranking, TopicVectors
from indexing.spelling import Speller

# How many of the catalogue's questions vote on whether a query has an answer, and how much more the nearer ones count.
# Chosen on `dev` and the practice set within a plateau (20 to 100, 15 to 20): `python -m evals.fit refusal` prints it.
VOTERS, SHARPNESS = 50, 20.0
# How much of its subject goes with the own words of a turn that leans on it. Chosen on the same questions by trying .3
# to 1, of which .5 to .7 refused most; and what is added for standing in the section that the subject was found in,
# the middle of what put most first (.05 to .15). No command prints them.
_OF_SUBJECT, _BESIDE = 0.6, 0.1
# Earlier queries whose vectors and scores are kept when new ones are made.
_KEPT = 64
# A request is for a subject when a way to ask for it is as near as this, and perhaps for another one that is less
# near by no more than this. Chosen by reading the topics of `dev` and the practice set.
_NEAR_SUBJECT, _AS_NEAR = 0.5, 0.05
# A name that stands in more than this share of the passages tells none of them from the others.
_COMMON = 0.05
_MONTHS = frozenset(month.lower() for month in month_name)
# What readers said stands behind the guidance unless readers are asked for, and replies before it when they are.
_BEHIND, _BEFORE = 0.05, 0.1
_READERS = re.compile(r"\b(readers?|comment\w*|someone|somebody)\b", re.IGNORECASE)
_REPLIES = re.compile(
    r"\bnhs ?e(ngland)?\b.{0,20}\b(say|said|tell|told|repl\w+|answer\w*|respon\w+|admit\w*|comment\w*)\b"
    r"|\b(official|their|the) (reply|response|answer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    `score` is the fused one; `subject` the cosine of the nearest subject that gathers the passage; `sentences` and
    `asks` hold, for each of its sentences, the cosine of the query to the sentence and to the best question that the
    catalogue has for it (0 where it has none); `read` are the reader's log odds where it put the passage in order.
    """

    passage: Passage
    score: float
    dense: float
    topic: float
    keyword: float
    sentences: tuple[float, ...]
    questions: tuple[float, ...]
    odds: float | None = None

    @property
    def near(self) -> list[float]:
        """For each sentence how near it is to the query, itself or by the best question for it."""
        return [max(both) for both in zip(self.sentences, self.questions, strict=True)]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a query is to questions that the library answers and to questions that it does not.

    `answered` and `gap` are the cosines of the nearest of each, 0 where the catalogue has none; `vote` in [0, 1] is
    the share of the answered ones among the nearest of both, the nearer counting more (0.5 without a catalogue);
    `nearest_gap` is the nearest question without an answer.
    """

    answered: float
    gap: float
    vote: float
    nearest_gap: KnownGap | None


class Searcher:
    """The library as it can be searched; made by `indexing.build.open_index`."""

    def __init__(
        self,
        library: Library,
        vectors: Mapping[str, Vectors],
        keywords: KeywordIndex,
        embedder: Embedder,
        reader: CrossEncoder | None = None,
    ) -> None:
        """`vectors` are by collection, in the library's order; without a catalogue a reader is of no use."""
        self.about = library.about
        self.documents = {document.id: document for document in library.documents}
        self.passages, self.questions, self.gaps, self.topics = (
            library.passages, library.questions, library.gaps, library.topics,
        )  # fmt: skip
        self.keywords, self.embedder = keywords, embedder
        self.reader = RecentReader(reader) if reader and self.questions else None
        self._vectors = vectors
        # A question of the catalogue, which people are offered to ask, has its vector already.
        texts = (question.text for question in self.questions)
        self._known: dict[str, Vectors] = dict(zip(texts, self._vectors["asks"], strict=True))
        self._recent: dict[str, Vectors] = {}
        self._starts = library.starts
        sentences = (self._vectors["sentences"], library.passage_numbers)
        asks = QuestionVectors(self._vectors["asks"], library.sentence_numbers) if self.questions else None
        self._subjects = _subjects(library, self._vectors["subjects"])
        self._ranker = Ranker(self._vectors["passages"], sentences, keywords, asks, self._subjects)
        # The scores of all passages for a query, which is first searched for and then judged.
        self.rankings = lru_cache(maxsize=_KEPT)(self._rankings)
        sections = [(passage.document, *passage.section) for passage in self.passages]
        numbers = {section: number for number, section in enumerate(sections)}
        self._section = np.array([numbers[section] for section in sections])
        self._by_reader, self._by_reply = (
            np.array([passage.voice == voice for passage in self.passages], dtype=np.float32)
            for voice in ("reader", "reply")
        )
        self._speller = Speller(_vocabulary(library), embedder.knows)
        self.names = _names(library)

    def search(
        self,
        query: Query | str,
        count: int = 10,
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
    ) -> list[Hit]:
        """The `count` best passages for a query, best first, of the documents and voices named (None: of all).

        One that stands alone may be given as its text.
        """
        query = Query(query) if isinstance(query, str) else query
        ranking = Ranking.mean(self.rankings(query))
        scores = ranking.fused + self._voices(query.text) + self._beside(query)
        hits: list[Hit] = []
        for number in np.argsort(-scores, kind="stable"):
            passage = self.passages[number]
            if len(hits) == count:
                break
            if (documents and passage.document not in documents) or (voices and passage.voice not in voices):
                continue
            of_passage = slice(self._starts[number], self._starts[number + 1])
            hits.append(
                Hit(
                    passage,
                    float(scores[number]),
                    float(ranking.dense[number]),
                    float(ranking.topic[number]),
                    float(ranking.keyword[number]),
                    tuple(ranking.sentences[of_passage].tolist()),
                    tuple(ranking.questions[of_passage].tolist()),
                )
            )
        return hits

    def _rankings(self, query: Query) -> tuple[Ranking, ...]:
        """By the text of a query; for a turn that leans on another, also by its own words."""
        return tuple(self._ranker.rank(vector, tokens(words)) for vector, words in self._readings(query))

    def _readings(self, query: Query) -> list[tuple[Vectors, str]]:
        """The vectors of a query, each with the words that go with it.

        A turn that leans on another is read twice: with all of its subject, and with a little of it.
        """
        whole = (self._vector(query.text), query.text)
        if not query.own:
            return [whole]
        leaning = self._vector(query.own) + _OF_SUBJECT * self._vector(query.antecedent)
        return [whole, (leaning / np.linalg.norm(leaning), query.own)]

    def _beside(self, query: Query) -> Vectors:
        """What is added to each passage's score for standing in the section that a turn's subject was found in."""
        if not query.antecedent:
            return np.zeros(len(self.passages), dtype=np.float32)
        [subject] = self.rankings(Query(query.antecedent))
        best = int((subject.fused + self._voices(query.antecedent)).argmax())
        return np.asarray(_BESIDE * (self._section == self._section[best]), dtype=np.float32)

    def _voices(self, query: str) -> Vectors:
        """What the voice that a query asks for adds to each passage's score."""
        if _REPLIES.search(query):
            return _BEFORE * self._by_reply - _BEHIND * self._by_reader
        return -_BEHIND * self._by_reader * (_READERS.search(query) is None)

    def embed(self, texts: Sequence[str]) -> None:
        """Make the vectors of several texts that are searched for next, in one go; they are kept for a while."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._known and text not in self._recent]:
            made = dict(zip(new, self.embedder.encode(new), strict=True))
            self._recent = dict(list(self._recent.items())[-_KEPT:]) | made

    def _vector(self, text: str) -> Vectors:
        while True:
            for vectors in (self._known, self._recent):
                if text in vectors:
                    return vectors[text]
            self.embed([text])

    def nearness(self, query: Query) -> Nearness:
        """How near a query is to the catalogue's questions, with and without an answer.

        Of the two votes of a turn that leans on another the lower counts, since what the library says of the subject
        need not answer the turn.
        """
        if not self.questions:
            return Nearness(0.0, 0.0, 0.5, None)
        answered = [ranking.question_cosines for ranking in self.rankings(query)]
        gaps = [self._vectors["gaps"] @ vector for vector, _ in self._readings(query)]
        vote = min(map(_vote, answered, gaps))
        nearest = self.gaps[int(gaps[0].argmax())] if self.gaps else None
        return Nearness(float(answered[0].max(initial=0.0)), float(gaps[0].max(initial=0.0)), vote, nearest)

    def nearest_questions(self, query: Query, count: int) -> list[str]:
        """The `count` nearest of the catalogue's questions that have an answer, the nearest first."""
        nearest = np.argsort(-self.rankings(query)[0].question_cosines, kind="stable")[:count]
        return [self.questions[number].text for number in nearest]

    def gathered(self, query: str, found: Sequence[Passage]) -> list[tuple[Passage, int]]:
        """What the query's subject gathers, as passages with the number of a sentence, the directest first.

        Of the subjects that are about as near as the nearest it is the one that gathers most of the passages found.
        Empty where no way to ask for one is near.
        """
        if self._subjects is None:
            return []
        near = self._subjects.near(self._vector(query))
        if near.max() < _NEAR_SUBJECT:
            return []
        close = np.flatnonzero(near >= near.max() - _AS_NEAR)
        gathering = {n: [(self.passages[p], sentence) for p, sentence in self.topics[n].places] for n in close}
        best = max(close, key=lambda n: (sum(passage in found for passage, _ in gathering[n]), near[n]))
        return gathering[best]

    def spelt(self, query: str) -> str:
        """The query with words put right that are misspelt words of the library."""
        return self._speller.correct(query)

    def rarity(self, word: str) -> float:
        """Weight of a token: its inverse document frequency, highest for one that stands nowhere."""
        return float(np.log(1 + self.keywords.size / (1 + self.keywords.frequency.get(word, 0))))

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        return [passage for passage in self.passages if passage.document == document]


def _subjects(library: Library, vectors: Vectors) -> TopicVectors | None:
    if not library.topics:
        return None
    members = np.zeros((len(library.topics), len(library.passages)), dtype=np.bool_)
    for number, subject in enumerate(library.topics):
        members[number, [passage for passage, _ in subject.places]] = True
    first = np.cumsum([0, *(len(topic.questions) for topic in library.topics[:-1])])
    return TopicVectors(vectors, first, members)


def _vote(answered: Vectors, gaps: Vectors) -> float:
    cosines = np.concatenate([answered, gaps])
    nearest = np.argpartition(-cosines, VOTERS)[:VOTERS] if len(cosines) > VOTERS else np.arange(len(cosines))
    weights = np.exp(SHARPNESS * (cosines[nearest] - cosines.max()))
    return float(weights[nearest < len(answered)].sum() / weights.sum())


def _vocabulary(library: Library) -> set[str]:
    """The documents' words in lower case; the catalogue's questions are misspelt on purpose."""
    texts = [passage.text for passage in library.passages]
    headings = [heading for passage in library.passages for heading in passage.section]
    return {word.lower() for text in texts + headings for word in re.findall(r"[A-Za-z]+", text)}


def _names(library: Library) -> frozenset[str]:
    """Words of the documents, in lower case, that are written with a capital wherever a sentence does not begin."""
    texts = [sentence.text for passage in library.passages for sentence in passage.sentences]
    headings = [heading for passage in library.passages for heading in passage.section]
    inside = Counter(word for text in texts + headings for word in re.findall(r"(?<=[a-z,:] )[A-Za-z]{3,}", text))
    often = len(library.passages) * _COMMON
    names = {word for word, times in inside.items() if word.istitle() and times < often}
    return frozenset(word.lower() for word in names if word.lower() not in inside) - _MONTHS
