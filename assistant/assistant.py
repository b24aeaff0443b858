"""The flow from a question to an answer, on one page."""

import time
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.answer import Answer, Checks, Statement, Turn
from assistant.judge import Judgement, judge
from assistant.outcome.refused import refused
from assistant.outcome.signposts import Signposts, signposted
from assistant.outcome.touched import in_part, touched
from assistant.own.about import AboutLibrary
from assistant.own.definitions import defined, own
from assistant.own.words import Running
from assistant.question.clean import check_documents, check_question
from assistant.question.followup import queries
from assistant.question.more import alternating, shown_before, unseen
from assistant.question.named import named_in
from assistant.question.parts import parts_of
from assistant.quoting.choose import Rated, choose, rate
from assistant.quoting.cite import SupportedText, quoted, statements_of, with_lines
from assistant.quoting.pieces import Piece
from assistant.reference import without_repeated_ages
from assistant.settings import Settings
from assistant.writing.model import ChatModel
from assistant.writing.writer import Writer
from corpus.glossary import known_abbreviations
from indexing.embed import Vectors
from indexing.learnt.cross_encoder import PairOdds
from indexing.query import Query
from indexing.rerank import preferred, reordered
from indexing.search import Hit, Searcher
from indexing.stored.opening import open_index

# The verdicts on a part of a question that the library says something on.
_SAID = ("answered", "touched")


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was found for a query, its sentences rated, and the cross-encoder's odds for it, None without one."""

    rated: Rated
    odds: PairOdds | None

    @property
    def query(self) -> Query:
        return self.rated.result.query

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.rated.result.hits


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """What was found for a question and for each of its parts, by their words, with the judgements of them.

    `doubtful` is what was found where the question is understood otherwise; `searched` is when all was found.
    """

    whole: _Found
    judgement: Judgement
    parts: Mapping[str, _Found]
    judgements: Mapping[str, Judgement]
    doubtful: Sequence[_Found]
    searched: float


class Assistant:
    """Answers questions from one index; holds no conversation."""

    def __init__(self, searcher: Searcher, settings: Settings, writer: Writer | None = None) -> None:
        """`writer` has a language model write the answers; without one they are quotations."""
        self.searcher, self.settings, self.writer = searcher, settings, writer
        running = Running(writer.model.name if writer else "", settings.feedback is not None)
        self._about = AboutLibrary(searcher, running)
        self._signposts = Signposts(searcher.embedder)

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Open the index and the model that the settings name.

        Raises StoredIndexError when the index is missing or does not match, ModelError when the model cannot be used.
        """
        model = ChatModel(settings.model, settings.model_url, settings.model_seconds) if settings.model else None
        searcher = open_index(settings.index, settings.embedding_model, settings.curated, settings.library)
        return cls(searcher, settings, Writer(model, searcher) if model else None)

    def reopened(self) -> "Assistant":
        """An assistant over the index as it now is, with the models that this one has loaded.

        Raises StoredIndexError when the index cannot be opened.
        """
        models = (self.searcher.embedder, self.searcher.cross_encoder)
        settings = self.settings
        searcher = open_index(settings.index, settings.embedding_model, settings.curated, settings.library, models)
        return Assistant(searcher, settings, Writer(self.writer.model, searcher) if self.writer else None)

    @property
    def longest_question(self) -> int:
        """Characters a question or topic may have."""
        return self.settings.longest_question

    def check_documents(self, documents: Collection[str]) -> None:
        """Raises QuestionError for the id of a document that the library does not hold."""
        check_documents(documents, self.searcher.documents)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
        *,
        quotations: bool = False,
    ) -> Answer:
        """Answer one question, in the light of earlier turns, from the documents and voices named (None: all).

        `quotations` leaves the language model out. Raises QuestionError when the text cannot be taken as a question.
        """
        *_, answer = self.stream(question, history, documents, voices, quotations=quotations)
        if not isinstance(answer, Answer):
            raise TypeError("The last part of an answer is the answer.")
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        voices: Collection[str] | None = None,
        *,
        quotations: bool = False,
    ) -> Iterator[Statement | Answer]:
        """The statements that a model writes, each as soon as it is checked, then the answer, which is what counts.

        Without a model there is the answer alone. Takes and raises what `ask` does.
        """
        started = time.perf_counter()
        # Make the question one that stands on its own.
        clean = check_question(question, self.settings.longest_question)
        # What it asks about the library itself, no passage answers.
        vectors = self.searcher.embed([Query(clean)])
        if words := self._about.answer(clean, vectors, history):
            answer = own(Answer(question, clean, "answered"), words)
            yield replace(answer, milliseconds=_milliseconds(started, started, time.perf_counter()))
            return
        options = [query.mapped(self.searcher.spelt) for query in queries(clean, history)]
        # Find the passages nearest to it and to each of its parts, and judge whether they answer it.
        shown = shown_before(clean, history)
        found = self._judged_of_named(options, vectors, documents, voices, shown)
        whole, parts, judgement = found.whole, found.parts, found.judgement
        # Quote the words that answer.
        status = "partial" if judgement.verdict == "touched" else judgement.verdict
        answer = Answer(question, whole.query.text, status, hits=whole.hits, judgement=judgement)
        if judgement.verdict == "answered":
            lacking = [words for words, part in found.judgements.items() if part.verdict not in _SAID]
            # Several things asked for in one are put in order one by one: no passage answers them all.
            held = [
                self._in_order(parts[words], part.alone)
                for words, part in found.judgements.items()
                if words not in lacking
            ]
            whole = self._in_order(whole, judgement.alone, read=not parts)
            # Nothing is quoted of what is nearest to a part that the library lacks.
            first, *others = held if lacking and held else [whole, *held]
            chosen = choose(first.rated, [found.rated for found in others], self.searcher, shown)
            answer = with_lines(replace(answer, hits=whole.hits), quoted(chosen), self.searcher.documents)
            if self.writer and not quotations:
                # Have the model say it in its own words, as far as the passages bear them out.
                answer = yield from self._write(answer, chosen, self.writer)
            answer = in_part(answer, lacking)
        elif judgement.verdict == "touched":
            # Quote what comes nearest, and name what it does not cover.
            whole = self._in_order(whole, judgement.alone)
            chosen = choose(whole.rated, [], self.searcher, shown)
            answer = touched(replace(answer, hits=whole.hits), chosen, whole.query.asked, self.searcher)
        else:
            answer = refused(answer, judgement, self.searcher)
        answer = defined(answer, whole.query.asked, known_abbreviations())
        answer = signposted(answer, self._signposts)
        # What was said of a document's age in this conversation is not said again.
        told = [turn.answer for turn in history]
        answer = replace(answer, notes=without_repeated_ages(answer.notes, told, self.searcher.documents.values()))
        # Where the question can be read in two ways, the passages found for both are given.
        for other in found.doubtful:
            answer = replace(answer, hits=alternating(answer.hits, other.hits))
        yield replace(answer, milliseconds=_milliseconds(started, found.searched, time.perf_counter()))

    def _judged_of_named(
        self,
        options: Sequence[Query],
        vectors: Mapping[str, Vectors],
        documents: Collection[str] | None,
        voices: Collection[str] | None,
        shown: Sequence[str],
    ) -> _Judged:
        """What is found in the documents that a question names, if they say something on it; else in all."""
        may_be_named = [one for id_, one in self.searcher.documents.items() if not documents or id_ in documents]
        names = {query: named_in(query.text, may_be_named) for query in options}
        if named := {id_ for name in names.values() if name for id_ in name.documents}:
            unnamed = [replace(query, text=name.text) if name else query for query, name in names.items()]
            found = self._judged(unnamed, vectors, named, voices, shown)
            if found.judgement.verdict in _SAID:
                return found
        return self._judged(options, vectors, documents, voices, shown)

    def _judged(
        self,
        options: Sequence[Query],
        vectors: Mapping[str, Vectors],
        documents: Collection[str] | None,
        voices: Collection[str] | None,
        shown: Sequence[str],
    ) -> _Judged:
        # What a follow-up leans on was answered before, so only a question that stands alone is taken apart.
        parts_by = {query: [] if query.own else parts_of(query.text, self.searcher.names) for query in options}
        asked = [*options, *(Query(part.query) for parts in parts_by.values() for part in parts)]
        vectors = self.searcher.embed(asked, vectors)
        find = partial(self._find, documents=documents, voices=voices, vectors=vectors, shown=shown)
        whole, *doubtful = sorted((find(query) for query in options), key=lambda found: -found.rated.best)
        parts = {part.words: find(Query(part.query)) for part in parts_by[whole.query]}
        searched = time.perf_counter()
        judgements = {words: judge(found.rated.result, self.searcher, found.odds) for words, found in parts.items()}
        judgement = _for_all(judge(whole.rated.result, self.searcher, whole.odds), list(judgements.values()))
        return _Judged(whole, judgement, parts, judgements, doubtful, searched)

    def _find(
        self,
        query: Query,
        documents: Collection[str] | None,
        voices: Collection[str] | None,
        vectors: Mapping[str, Vectors] | None = None,
        shown: Sequence[str] = (),
    ) -> _Found:
        result = unseen(self.searcher.search(query, self.settings.passages, documents, voices, vectors), shown)
        encoder = self.searcher.cross_encoder
        return _Found(rate(result, self.searcher), PairOdds(encoder, query.text) if encoder else None)

    def _in_order(self, found: _Found, alone: Sequence[Hit], *, read: bool = True) -> _Found:
        """What was found, with the hits that alone answer first; if it is `read`, that puts the first hits in order."""
        result = reordered(preferred(found.rated.result, alone), found.odds if read else None)
        return found if result.hits == found.hits else replace(found, rated=rate(result, self.searcher))

    def _write(self, answer: Answer, chosen: list[Piece], writer: Writer) -> Generator[Statement, None, Answer]:
        """The answer in the words of the model; the quotations, with a note, where it has none that hold."""
        lines: list[SupportedText] = []
        checks = Checks(writer.model.name)
        for part in writer.write(answer.query, chosen, answer.hits):
            if isinstance(part, Checks):
                checks = part
            else:
                lines.append(part)
                yield statements_of(lines, self.searcher.documents)[-1]
        if checks.fallback:
            note = f"The language model {checks.model} was left out of this answer: {checks.fallback}."
            return replace(answer, notes=(*answer.notes, note), checks=checks)
        return replace(with_lines(answer, lines, self.searcher.documents), mode=checks.model, checks=checks)


def _for_all(whole: Judgement, parts: Sequence[Judgement]) -> Judgement:
    """The judgement of a question; where it is not answered as a whole, that of its best part, if that one is."""
    answered = [part for part in parts if part.verdict == "answered"]
    if whole.verdict in ("answered", "out_of_scope") or not answered:
        return whole
    return max(answered, key=lambda part: part.confidence)


def _milliseconds(started: float, searched: float, ended: float) -> dict[str, float]:
    """The time that search and answer took, by the clock of `time.perf_counter`."""
    spans = {"search": searched - started, "answer": ended - searched, "total": ended - started}
    return {name: round(seconds * 1000, 2) for name, seconds in spans.items()}
