"""The flow from a question to an answer, on one page."""

import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, Checks, Statement, Turn
from assistant.finding import Finder, Judged
from assistant.outcome.refused import refused
from assistant.outcome.signposts import Signposts, signposted
from assistant.outcome.touched import in_part, touched
from assistant.own.about import AboutLibrary
from assistant.own.definitions import defined, own
from assistant.own.words import Running
from assistant.question.clean import check_documents, check_question
from assistant.question.followup import queries
from assistant.question.history import recent
from assistant.question.more import alternating, shown_before
from assistant.quoting.choose import choose
from assistant.quoting.cite import SupportedText, quoted, statements_of, with_lines
from assistant.quoting.pieces import Piece
from assistant.reference import without_repeated_ages
from assistant.settings import Settings
from assistant.writing.model import ChatModel
from assistant.writing.writer import Writer
from corpus.lists.glossary import known_abbreviations
from indexing.query import Query
from indexing.search import Searcher
from indexing.stored.opening import Models, open_index


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
        searcher = _opened(settings)
        return cls(searcher, settings, Writer(model, searcher) if model else None)

    def reopened(self) -> "Assistant":
        """An assistant over the index as it now is, with the models that this one has loaded.

        Raises StoredIndexError when the index cannot be opened.
        """
        models = (self.searcher.embedder, self.searcher.cross_encoder)
        settings = self.settings
        searcher = _opened(settings, models)
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
        clean, history = check_question(question, self.longest_question), recent(history, self.longest_question)
        # What it asks about the library itself, no passage answers.
        vectors = self.searcher.embed([Query(clean)])
        if words := self._about.answer(clean, vectors, history):
            answer = own(Answer(question, clean, "answered"), words)
            yield replace(answer, milliseconds=_milliseconds(started, started, time.perf_counter()))
            return
        options = [query.mapped(self.searcher.spelt) for query in queries(clean, history)]
        # Find the passages nearest to it and to each of its parts, and judge whether they answer it.
        shown = shown_before(clean, history)
        finder = Finder(self.searcher, self.settings.passages, documents, voices, shown)
        found = finder.judged(options, vectors)
        # Quote the words that answer, or that come nearest.
        status = "partial" if found.judgement.verdict == "touched" else found.judgement.verdict
        answer = Answer(question, found.whole.query.text, status, hits=found.whole.hits, judgement=found.judgement)
        if status == "answered":
            answer = yield from self._answered(answer, found, finder, None if quotations else self.writer)
        elif status == "partial":
            answer = self._touched(answer, found, finder)
        else:
            answer = refused(answer, found.judgement, self.searcher)
        answer = defined(answer, found.whole.query.asked, known_abbreviations())
        answer = signposted(answer, self._signposts.of(answer.query, found.vector))
        # What was said of a document's age in this conversation is not said again.
        told = [turn.answer for turn in history]
        answer = replace(answer, notes=without_repeated_ages(answer.notes, told, self.searcher.documents.values()))
        # Where the question can be read in two ways, the passages found for both are given.
        for other in found.doubtful:
            answer = replace(answer, hits=alternating(answer.hits, other.hits))
        yield replace(answer, milliseconds=_milliseconds(started, found.searched, time.perf_counter()))

    def _answered(
        self, answer: Answer, found: Judged, finder: Finder, writer: Writer | None
    ) -> Generator[Statement, None, Answer]:
        """The answer in quotations, or in the words of the `writer`'s model."""
        # Several things asked for in one are put in order one by one: no passage answers them all.
        held = [
            finder.in_order(found.parts[words], part.alone)
            for words, part in found.judgements.items()
            if words not in found.lacking
        ]
        whole = finder.in_order(found.whole, found.judgement.alone, read=not found.parts)
        # Nothing is quoted of what is nearest to a part that the library lacks.
        first, *others = held if found.lacking and held else [whole, *held]
        chosen = choose(first.rated, [one.rated for one in others], self.searcher, finder.shown)
        answer = with_lines(replace(answer, hits=whole.hits), quoted(chosen), self.searcher.documents)
        if writer:
            # Have the model say it in its own words, as far as the passages bear them out.
            answer = yield from self._write(answer, chosen, writer)
        return in_part(answer, found.lacking)

    def _touched(self, answer: Answer, found: Judged, finder: Finder) -> Answer:
        """What comes nearest, quoted, and what it does not cover."""
        whole = finder.in_order(found.whole, found.judgement.alone)
        chosen = choose(whole.rated, [], self.searcher, finder.shown)
        return touched(replace(answer, hits=whole.hits), chosen, whole.query.asked, self.searcher)

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


def _opened(settings: Settings, models: Models | None = None) -> Searcher:
    """The index that the settings name, with its `models` where they are loaded already."""
    sources = settings.curated, settings.library
    return open_index(settings.index, settings.embedding_model, *sources, models, settings.server)


def _milliseconds(started: float, searched: float, ended: float) -> dict[str, float]:
    """The time that search and answer took, by the clock of `time.perf_counter`."""
    spans = {"search": searched - started, "answer": ended - searched, "total": ended - started}
    return {name: round(seconds * 1000, 2) for name, seconds in spans.items()}
