"""A query -> the best passages with their scores, and all that judging, choosing and explaining need beside them."""

from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.document import Passage
from indexing.candidates import Candidates, Nearest
from indexing.embed import Embedder, Vectors
from indexing.keyword import KeywordIndex
from indexing.learnt.cross_encoder import CrossEncoder
from indexing.learnt.weights import fitted_weights
from indexing.library import Library, proper_names, vocabulary
from indexing.nearness import Cosines, Nearness, nearness_of
from indexing.query import Query
from indexing.rank import Numbers, QuestionVectors, Ranker, Ranking, Scores, TopicVectors
from indexing.rare import places_of_words, query_words, with_rare_words
from indexing.spelling import Speller
from indexing.voices import Voices

# Who wants more hits than this wants all passages ranked, not the best.
_MOST_HITS = 100
# Where a query is confined to so few passages, it is compared with each of them.
_MOST_WANTED = 2000
# Where fewer candidates than this are of the documents and voices wanted, the best of these may be missing.
_FEWEST = 50

# A vector to search by with the tokens that go with it.
Reading = tuple[Vectors, list[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    `score` is the fused one; `topic` the cosine of the nearest topic that gathers the passage; `sentences` and
    `questions` hold, for each of its sentences, the cosine of the query to the sentence and to the best question that
    the catalogue has for it (0 where it has none); `read` are the cross-encoder's log odds by the number of the
    sentence, of those that it read. It is `catalogued` where its document has a catalogue.
    """

    passage: Passage
    score: float
    dense: float
    topic: float
    keyword: float
    sentences: tuple[float, ...]
    questions: tuple[float, ...]
    read: Mapping[int, float] = field(default_factory=dict)
    catalogued: bool = True

    @property
    def odds(self) -> float | None:
        """The highest log odds of its sentences; None where none was read."""
        return max(self.read.values(), default=None)

    @property
    def near(self) -> list[float]:
        """For each sentence how near it is to the query, itself or by the best question for it."""
        return [max(both) for both in zip(self.sentences, self.questions, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class SearchResult:
    """What was found for a query: hits, best first, how near the catalogue's questions are, and all scores.

    `catalogued` are the best of the passages whose document has a catalogue and `uncatalogued` of all others, as many
    as there are hits. `cosines` are those of each way the query is read (one; two for a follow-up), `ranking` is the
    mean over them.
    """

    query: Query
    hits: tuple[Hit, ...]
    catalogued: tuple[Hit, ...]
    uncatalogued: tuple[Hit, ...]
    nearness: Nearness
    ranking: Ranking
    cosines: tuple[Cosines, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """The passages that a query is compared with, by their numbers, ascending; `starts` are those of their sentences.

    All that `ranker` gives is in the order of these passages, their sentences and their questions.
    """

    numbers: Numbers
    starts: Numbers
    ranker: Ranker

    def of(self, number: int) -> int:
        """The place of a passage among them."""
        return int(np.searchsorted(self.numbers, number))


class Searcher:
    """The library as it can be searched; made by `indexing.stored.opening.open_index`."""

    def __init__(
        self,
        library: Library,
        vectors: Mapping[str, Vectors],
        keywords: KeywordIndex,
        embedder: Embedder,
        cross_encoder: CrossEncoder | None = None,
        nearest: Nearest | None = None,
    ) -> None:
        """`vectors` are by collection, in the library's order. A fit may set another `following` to try it.

        With `nearest` a query is compared only with passages that it is near to, else with all.
        """
        self.following = fitted_weights().following
        self.documents = {document.id: document for document in library.documents}
        self.passages, self.questions, self.gaps = library.passages, library.questions, library.gaps
        self.topics, self.about = library.topics, library.about
        self.keywords, self.embedder, self.vectors = keywords, embedder, vectors["passages"]
        self.cross_encoder = cross_encoder
        # A catalogue may have no known gaps, and then there are no vectors to tell their dimensions by.
        self._gaps = vectors["gaps"] if self.gaps else np.zeros((0, self.vectors.shape[1]), dtype=np.float32)
        # A question of the catalogue has its vector already; drafted questions are compared with all of them.
        texts = (question.text for question in self.questions)
        self._known: dict[str, Vectors] = dict(zip(texts, vectors["questions"], strict=True))
        self._catalogued = _catalogued(library)
        general = vectors["general"] if cross_encoder and len(vectors.get("general", ())) else None
        # Asked for a text by the general model, where some passages have such vectors.
        self._embed_generally = cross_encoder.general_vectors if cross_encoder and general is not None else None
        topics = _topic_vectors(library, vectors["topics"])
        questions = QuestionVectors(vectors["questions"], library.sentence_numbers, self._catalogued)
        ranker = Ranker(
            vectors["passages"],
            (vectors["sentences"], library.passage_numbers),
            keywords,
            questions if self.questions else None,
            topics,
            general,
        )
        self._all = _Compared(np.arange(len(self.passages)), library.starts, ranker)
        self._nearest = nearest
        self._candidates = Candidates(nearest, library, keywords, topics) if nearest else None
        sections = [(passage.document, *passage.section) for passage in self.passages]
        numbers = {section: number for number, section in enumerate(sections)}
        self._section = np.array([numbers[section] for section in sections])
        self._places = places_of_words(self.passages)
        self.voices = Voices(self.passages, library.documents)
        self._speller = Speller(vocabulary(library), embedder.knows)
        self.names = proper_names(library)

    def exact(self) -> "Searcher":
        """The same, which compares every query with all passages."""
        other = copy(self)
        other._nearest = other._candidates = None
        return other

    def search(
        self,
        query: Query | str,
        count: int = 10,
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
        vectors: Mapping[str, Vectors] | None = None,
    ) -> SearchResult:
        """The `count` best passages for a query, of the documents and voices named (None: of all).

        A query that stands alone may be given as its text. `vectors` are those of its texts, by `embed`, where they
        were made before.
        """
        query = Query(query) if isinstance(query, str) else query
        vectors = vectors or self.embed([query])
        readings = self._readings(query, vectors)
        general = self._embed_generally([query.text])[0] if self._embed_generally else None
        wanted = self._wanted(documents, voices)
        compared = self._compared(readings, general, wanted, count)
        rankings = [compared.ranker.rank(vector, words, general) for vector, words in readings]
        cosines = tuple(
            Cosines(ranking.question_cosines, self._gaps @ vector)
            for ranking, (vector, _) in zip(rankings, readings, strict=True)
        )
        ranking = Ranking.mean(rankings)
        scores = ranking.fused + self._of_voice(query.text, compared) + self._beside(query, vectors, compared)
        order = compared.numbers[np.argsort(-scores, kind="stable")]
        order = order[wanted[order]]
        known, (_, words) = self._catalogued[order], readings[0]
        numbers = [
            with_rare_words(some.tolist(), count, words, self._places) for some in (order, order[known], order[~known])
        ]
        made = {number: self._hit(number, scores, ranking, compared) for number in set().union(*numbers)}
        hits, catalogued, uncatalogued = (tuple(made[number] for number in some) for some in numbers)
        near = nearness_of(cosines, self.questions, self.gaps)
        return SearchResult(query, hits, catalogued, uncatalogued, near, ranking, cosines)

    def _compared(
        self, readings: Sequence[Reading], general: Vectors | None, wanted: NDArray[np.bool_], count: int
    ) -> _Compared:
        """All passages, or the candidates for these ways to read a query, among which are enough that are wanted."""
        if self._candidates is None or count > _MOST_HITS:
            return self._all
        words = [of_reading for _, of_reading in readings]
        numbers = self._candidates.of(np.stack([vector for vector, _ in readings]), words, general)
        few = np.flatnonzero(wanted) if wanted.sum() <= _MOST_WANTED else numbers[:0]
        rare = [number for some in words for word in some for number in self._held(word, count)]
        numbers = np.unique(np.concatenate([numbers, few, np.array(rare, dtype=np.int64)]))
        if wanted[numbers].sum() < min(_FEWEST, wanted.sum()):
            return self._all
        lengths = np.diff(self._all.starts)[numbers]
        return _Compared(numbers, np.cumsum([0, *lengths]), self._all.ranker.among(numbers))

    def _held(self, word: str, count: int) -> Sequence[int]:
        """The passages that hold a word, where there are no more of them than hits."""
        held = self._places.get(word, ())
        return held if len(held) <= count else ()

    def embed(self, queries: Iterable[Query], made: Mapping[str, Vectors] | None = None) -> dict[str, Vectors]:
        """The vectors of all texts of some queries, by text; those not `made` before are made in one go."""
        known = ChainMap(dict(made or {}), self._known)
        texts = dict.fromkeys(text for query in queries for text in query.texts)
        if new := [text for text in texts if text not in known]:
            known = known.new_child(dict(zip(new, self.embedder.encode(new), strict=True)))
        return {text: known[text] for text in texts}

    def nearest(self, vector: Vectors) -> tuple[float, float]:
        """The cosines of the sentence and of the question of the catalogue that are nearest to a text's vector."""
        if self._nearest is None:
            return self._all.ranker.nearest(vector)
        near = self._compared([(vector, [])], None, self._wanted(), 0)
        return near.ranker.nearest(vector)

    def _readings(self, query: Query, vectors: Mapping[str, Vectors]) -> list[Reading]:
        """What a query is searched by, as a whole first.

        A follow-up is read twice: with all of its antecedent, and with a little of it.
        """
        whole = (vectors[query.text], query_words(query.text))
        if not query.own:
            return [whole]
        leaning = vectors[query.own] + self.following.antecedent * vectors[query.antecedent]
        return [whole, (leaning / np.linalg.norm(leaning), query_words(query.own))]

    def _beside(self, query: Query, vectors: Mapping[str, Vectors], compared: _Compared) -> Scores:
        """What is added to each passage's score for standing in the section that the antecedent was found in."""
        if not query.antecedent:
            return np.zeros(len(compared.numbers), dtype=np.float32)
        vector, words = vectors[query.antecedent], query_words(query.antecedent)
        among = self._compared([(vector, words)], None, self._wanted(), 0)
        ranking = among.ranker.rank(vector, words)
        best = among.numbers[int((ranking.fused + self._of_voice(query.antecedent, among)).argmax())]
        same = self._section[compared.numbers] == self._section[best]
        return np.asarray(self.following.section * same, dtype=np.float32)

    def _of_voice(self, text: str, compared: _Compared) -> Scores:
        """What is added to each passage's score, or taken from it, for whose voice it is."""
        return self.voices.scores(text, fitted_weights().voices)[compared.numbers]

    def _wanted(
        self, documents: Collection[str] | None = None, voices: Collection[str] | None = None
    ) -> NDArray[np.bool_]:
        """Which passages are of these documents and voices, None for all of them: shape (passages,)."""
        if not documents and not voices:
            return np.ones(len(self.passages), dtype=np.bool_)
        return np.array(
            [(not documents or p.document in documents) and (not voices or p.voice in voices) for p in self.passages]
        )

    def _hit(self, number: int, scores: Scores, ranking: Ranking, compared: _Compared) -> Hit:
        """The passage of that number as a hit."""
        place = compared.of(number)
        of_passage = slice(compared.starts[place], compared.starts[place + 1])
        return Hit(
            self.passages[number],
            float(scores[place]),
            float(ranking.dense[place]),
            float(ranking.topic[place]),
            float(ranking.keyword[place]),
            tuple(ranking.sentences[of_passage].tolist()),
            tuple(ranking.questions[of_passage].tolist()),
            catalogued=bool(self._catalogued[number]),
        )

    def gathered(self, result: SearchResult) -> list[tuple[Passage, int]]:
        """What the query's topic gathers, as passages with the number of a sentence, the directest first.

        It is the nearest of the topics that gather the first hit. Empty where none does.
        """
        first, near = result.hits[0].passage, result.ranking.topic_cosines
        having = [n for n in range(len(near)) if any(self.passages[p] is first for p, _ in self.topics[n].places)]
        if not having:
            return []
        nearest = max(having, key=lambda number: near[number])
        return [(self.passages[passage], sentence) for passage, sentence in self.topics[nearest].places]

    def spelt(self, query: str) -> str:
        """The query with words put right that are misspelt words of the library."""
        return self._speller.correct(query)

    def rarity(self, word: str) -> float:
        """Weight of a token: its inverse document frequency, highest for one that stands nowhere."""
        return float(np.log(1 + self.keywords.size / (1 + self.keywords.frequency.get(word, 0))))

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        return [passage for passage in self.passages if passage.document == document]


def _catalogued(library: Library) -> NDArray[np.bool_]:
    """Whether most passages of each passage's document have a question in the catalogue: shape (passages,)."""
    having = Counter(library.passages[number].document for number in {q.passage for q in library.questions})
    sizes = Counter(passage.document for passage in library.passages)
    return np.array([having[p.document] > sizes[p.document] / 2 for p in library.passages], dtype=np.bool_)


def _topic_vectors(library: Library, vectors: Vectors) -> TopicVectors | None:
    if not library.topics:
        return None
    members = np.zeros((len(library.topics), len(library.passages)), dtype=np.bool_)
    for number, topic in enumerate(library.topics):
        members[number, [passage for passage, _ in topic.places]] = True
    first = np.cumsum([0, *(len(topic.questions) for topic in library.topics[:-1])])
    return TopicVectors(vectors, first, members)
