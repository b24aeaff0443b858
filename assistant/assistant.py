"""The flow from a question to an answer, on one page."""

import time
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.answer import Answer, Checks, Statement, Turn
from assistant.judge import Judgement, judge
from assistant.question.clean import check_question
from assistant.question.followup import queries
from assistant.question.parts import Part, parts_of
from assistant.quoting.choose import Rated, choose, rate
from assistant.quoting.cite import SupportedText, quoted, statements_of, with_lines
from assistant.quoting.pieces import Piece
from assistant.settings import Settings
from assistant.writing.model import ChatModel
from assistant.writing.writer import Writer
from corpus.document import Passage
from corpus.errors import QuestionError
from indexing.build import open_index
from indexing.query import Query
from indexing.rerank import reordered
from indexing.search import Searcher

_NOT_FOUND = "The library does not answer this question. The nearest passages are listed below; they are not an answer."
# A part of a question is said to be missing below this confidence: `dev` has few such parts, and a part wrongly said to
# be missing is worse than one that is not named.
_LACKING = 0.2
_PREMISE = "The question may take something for granted that the guidance does not say: read the first passage below."
_OUT_OF_SCOPE = (
    "This is outside the library, which is about equality and human rights in health and social care: "
    "improving care, workforce equality, health inequalities, and the documents of this field that it holds."
)


class Assistant:
    """Answers questions from one index; holds no conversation."""

    def __init__(self, searcher: Searcher, settings: Settings, writer: Writer | None = None) -> None:
        """`writer` has a language model write the answers; without one they are quotations."""
        self.searcher, self._settings, self.writer = searcher, settings, writer

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Open the index and the model that the settings name.

        Raises StoredIndexError when the index is missing or does not match, ModelError when the model cannot be used.
        """
        model = ChatModel(settings.model, settings.model_url, settings.model_seconds) if settings.model else None
        searcher = open_index(settings.index, settings.embedding_model)
        return cls(searcher, settings, Writer(model, searcher) if model else None)

    @property
    def longest_question(self) -> int:
        """Characters a question or topic may have."""
        return self._settings.longest_question

    def check_documents(self, documents: Collection[str]) -> None:
        """Raises QuestionError for the id of a document that the library does not hold."""
        if unknown := [id_ for id_ in documents if id_ not in self.searcher.documents]:
            known = ", ".join(self.searcher.documents)
            raise QuestionError(f"Unknown document '{unknown[0]}'; the library holds {known}.")

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
        clean = check_question(question, self._settings.longest_question)
        options = [query.mapped(self.searcher.spelt) for query in queries(clean, history)]
        # Find the passages nearest to it, and to each of its parts.
        # What a turn leans on was answered before: only what stands alone is taken apart.
        parts_by = {query: [] if query.own else parts_of(query.text, self.searcher.names) for query in options}
        self.searcher.embed(_texts(parts_by))
        find = partial(self._find, documents=documents, voices=voices)
        found_by = {query: find(query) for query in options}
        query, whole = max(found_by.items(), key=lambda pair: pair[1].best)
        parts = [(part, find(Query(part.query))) for part in parts_by[query]]
        searched = time.perf_counter()
        # Judge whether they answer it, and quote the words that do.
        judged = {part.words: judge(Query(part.query), found.hits, self.searcher) for part, found in parts}
        judgement = _for_all(judge(query, whole.hits, self.searcher), list(judged.values()))
        answer = Answer(question, query.text, judgement.verdict, "", (), (), tuple(whole.hits), (), judgement=judgement)
        if judgement.verdict == "answered":
            lacking = [words for words, part in judged.items() if part.confidence < _LACKING]
            # Several things asked for in one are read one by one: no passage answers them all.
            held = [self._read(found) for part, found in parts if part.words not in lacking]
            whole = whole if parts else self._read(whole)
            # Nothing is quoted of what is nearest to a part that the library lacks.
            chosen = (
                choose(held[0], held[1:], self.searcher) if lacking and held else choose(whole, held, self.searcher)
            )
            answer = replace(answer, hits=tuple(whole.hits))
            answer = with_lines(answer, quoted(chosen), self.searcher.documents)
            if self.writer and not quotations:
                # Have the model say it in its own words, as far as the passages bear them out.
                answer = yield from self._write(answer, chosen, self.writer)
            answer = _partly(answer, lacking)
        else:
            answer = self._refuse(answer, judgement)
        ended = time.perf_counter()
        answer.milliseconds.update(
            search=round((searched - started) * 1000, 2),
            answer=round((ended - searched) * 1000, 2),
            total=round((ended - started) * 1000, 2),
        )
        yield answer

    def answering(
        self, question: str, documents: Collection[str] | None = None, voices: Collection[str] | None = None
    ) -> Passage | None:
        """The passage that a question of the catalogue would be answered from first, None where it would be refused.

        It does not look for several things asked for in one, nor for spelling, nor read which of the passages that
        score alike comes first: a third of the work of an answer.
        """
        hits = self.searcher.search(question, self._settings.passages, documents, voices)
        return hits[0].passage if judge(Query(question), hits, self.searcher).verdict == "answered" else None

    def _find(self, query: Query, documents: Collection[str] | None, voices: Collection[str] | None) -> Rated:
        hits = self.searcher.search(query, self._settings.passages, documents, voices)
        return rate(query, hits, self.searcher)

    def _read(self, found: Rated) -> Rated:
        """What was found, of which the passages that score alike may have changed places."""
        hits = reordered(found.query, found.hits, self.searcher)
        return found if hits == found.hits else rate(found.query, hits, self.searcher)

    def _refuse(self, answer: Answer, judgement: Judgement) -> Answer:
        """The refusal; where the library contradicts what the question takes for granted, that passage comes first."""
        if judgement.verdict == "out_of_scope":
            return replace(answer, text=_OUT_OF_SCOPE)
        against = None if judgement.premise is None else self.searcher.passages[judgement.premise]
        if not any(hit.passage is against for hit in answer.hits):
            return replace(answer, text=_NOT_FOUND)
        first = sorted(answer.hits, key=lambda hit: hit.passage is not against)
        return replace(answer, text=f"{_NOT_FOUND} {_PREMISE}", hits=tuple(first))

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


def _texts(parts_by: Mapping[Query, Sequence[Part]]) -> list[str]:
    """All that may have to be searched for, so that it is embedded in one go."""
    texts = [text for query in parts_by for text in (query.text, query.own, query.antecedent) if text]
    return texts + [part.query for parts in parts_by.values() for part in parts]


def _for_all(whole: Judgement, parts: Sequence[Judgement]) -> Judgement:
    """The judgement of a question; where it is not answered as a whole, that of its best part, if that one is."""
    answered = [part for part in parts if part.verdict == "answered"]
    if whole.verdict != "not_found" or not answered:
        return whole
    return max(answered, key=lambda part: part.confidence)


def _partly(answer: Answer, missing: Sequence[str]) -> Answer:
    """The answer, as one to a part of the question where the library lacks the rest, which it names."""
    if not missing:
        return answer
    notes = tuple(f"The library does not say: “{words}”." for words in missing)
    return replace(answer, status="partial", notes=(*notes, *answer.notes))
