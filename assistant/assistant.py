"""The flow from a question to an answer, on one page."""

import re
import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, Checks, Citation, Statement, Turn
from assistant.fluent import Line, Writer
from assistant.followup import queries
from assistant.model import ChatModel
from assistant.parts import parts_of
from assistant.pieces import Chosen
from assistant.question import check_question
from assistant.quote import Found, choose, rate
from assistant.reference import notes_for, reference
from assistant.refuse import Judgement, judge
from assistant.settings import Settings
from corpus.errors import QuestionError
from indexing.build import open_index
from indexing.search import Hit, Searcher

_NOT_FOUND = "The library does not answer this question. The nearest passages are listed below; they are not an answer."
# A part of a question is said to be missing below this confidence: `dev` has few such parts, and a part wrongly said to
# be missing is worse than one that is not named.
_LACKING = 0.2
_PREMISE = "The question may take something for granted that the guidance does not say: read the first passage below."
_OUT_OF_SCOPE = (
    "This is outside the library, which is about equality and human rights in health and social care: "
    "improving care, workforce equality, health inequalities, and the documents of this field that it holds."
)


_VOICES = {"reader": "A reader commented:", "reply": "NHS England replied:"}
# A list quoted from its first item on lacks that item's bullet, unless a paragraph leads it in.
_STARTS_PLAIN = re.compile(r"[^\n]*\n\n|[^\n]*:\n")


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
        *_, answer = self.parts(question, history, documents, voices, quotations=quotations)
        if not isinstance(answer, Answer):
            raise TypeError("The last part of an answer is the answer.")
        return answer

    def parts(
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
        options = [self.searcher.spelt(query) for query in queries(clean, history)]

        # Find the passages nearest to it.
        def find(query: str) -> Found:
            hits = self.searcher.search(query, self._settings.passages, documents, voices)
            return rate(query, hits, self.searcher)

        whole = max(map(find, options), key=lambda found: found.candidates[0].best if found.candidates else 0.0)
        query = whole.query
        parts = [(part, find(part.query)) for part in parts_of(query, self.searcher.names)]
        hits = _hits(whole)
        searched = time.perf_counter()
        # Judge whether they answer it, and quote the words that do.
        judgement = judge(query, hits, self.searcher)
        if judgement.verdict == "answered":
            chosen = choose(whole, [found for _, found in parts], self.searcher)
            missing = [part.words for part, found in parts if self._lacks(found)]
            answer = self._quote(question, query, chosen, hits)
            answer = _partly(answer, missing) if missing else answer
            if self.writer and not quotations:
                # Have the model say it in its own words, as far as the passages bear them out.
                answer = yield from self._write(answer, chosen, self.writer)
        else:
            answer = self._refuse(question, query, judgement, hits)
        answer = replace(answer, judgement=judgement)
        ended = time.perf_counter()
        answer.milliseconds.update(
            search=round((searched - started) * 1000, 2),
            answer=round((ended - searched) * 1000, 2),
            total=round((ended - started) * 1000, 2),
        )
        yield answer

    def _lacks(self, found: Found) -> bool:
        return judge(found.query, _hits(found), self.searcher).confidence < _LACKING

    def _refuse(self, question: str, query: str, judgement: Judgement, hits: list[Hit]) -> Answer:
        """The refusal; where the library contradicts what the question takes for granted, that passage comes first."""
        text = _OUT_OF_SCOPE if judgement.verdict == "out_of_scope" else _NOT_FOUND
        if judgement.premise is not None:
            against = self.searcher.passages[judgement.premise]
            if first := [hit for hit in hits if hit.passage is against]:
                hits = [*first, *(hit for hit in hits if hit.passage is not against)]
                text = f"{_NOT_FOUND} {_PREMISE}"
        return Answer(question, query, judgement.verdict, text, (), (), tuple(hits), ())

    def _quote(self, question: str, query: str, chosen: list[Chosen], hits: list[Hit]) -> Answer:
        citations = self._cite(chosen)
        numbers = {(citation.document, citation.anchor): citation.number for citation in citations}
        statements = tuple(
            Statement(
                piece.text, (numbers[piece.passage.document, piece.passage.anchor],), intro=_intro(piece, chosen[:n])
            )
            for n, piece in enumerate(chosen)
        )
        quoted = [(self.searcher.documents[p.passage.document], p.passage, p.text) for p in chosen]
        return Answer(
            question=question,
            query=query,
            status="answered",
            text=render_statements(statements),
            statements=statements,
            citations=tuple(citations),
            hits=tuple(hits),
            notes=tuple(notes_for(quoted)),
        )

    def _write(self, answer: Answer, chosen: list[Chosen], writer: Writer) -> Generator[Statement, None, Answer]:
        """The answer in the words of the model; the quotations, with a note, where it has none that hold."""
        lines: list[Line] = []
        checks = Checks(writer.model.name)
        for part in writer.write(answer.query, chosen, answer.hits):
            if isinstance(part, Checks):
                checks = part
            else:
                lines.append(part)
                yield self._statements(lines)[-1]
        if checks.fallback:
            note = f"The language model {checks.model} was left out of this answer: {checks.fallback}."
            return replace(answer, notes=(*answer.notes, note), checks=checks)
        pieces = [piece for line in lines for piece in line.pieces]
        statements = self._statements(lines)
        quoted = [(self.searcher.documents[p.passage.document], p.passage, p.text) for p in pieces]
        return replace(
            answer,
            text=render_statements(statements),
            statements=statements,
            citations=tuple(self._cite(pieces)),
            notes=tuple(notes_for(quoted)),
            mode=checks.model,
            checks=checks,
        )

    def _statements(self, lines: Sequence[Line]) -> tuple[Statement, ...]:
        """Lines with the numbers of their citations, which are counted in the order of first use."""
        numbers: dict[tuple[str, str], int] = {}
        statements, before = [], list[Chosen]()
        for line in lines:
            cited = [(piece.passage.document, piece.passage.anchor) for piece in line.pieces]
            marks = tuple(dict.fromkeys(numbers.setdefault(place, len(numbers) + 1) for place in cited))
            own = line.pieces[0].passage.voice == "publisher" and not line.verbatim
            intro = "" if own else _intro(line.pieces[0], before)
            statements.append(Statement(line.text, marks, line.verbatim, intro))
            before += line.pieces
        return tuple(statements)

    def _cite(self, chosen: list[Chosen]) -> list[Citation]:
        """One citation a passage, in the order of first use; its quote spans all that is said from it."""
        spans: dict[tuple[str, str], list[Chosen]] = {}
        for piece in chosen:
            spans.setdefault((piece.passage.document, piece.passage.anchor), []).append(piece)
        citations = []
        for number, pieces in enumerate(spans.values(), start=1):
            passage = pieces[0].passage
            document = self.searcher.documents[passage.document]
            said = [piece for piece in pieces if not piece.heading]
            start, end = min((p.start for p in said), default=0), max((p.end for p in said), default=0)
            citations.append(
                Citation(
                    number=number,
                    document=document.id,
                    title=document.title,
                    publisher=document.publisher,
                    published=document.published,
                    section=passage.section,
                    anchor=passage.anchor,
                    quote=passage.text[start:end] or passage.section[-1],
                    voice=passage.voice,
                    url=document.url,
                    reference=reference(document, passage),
                )
            )
        return citations


def render_statements(statements: Sequence[Statement]) -> str:
    """Statements as Markdown paragraphs, each with the numbers of its citations."""
    parts = []
    for statement in statements:
        intro = f"{statement.intro}\n\n" if statement.intro else ""
        bullet = "- " if "\n- " in statement.text and not _STARTS_PLAIN.match(statement.text) else ""
        marks = "".join(f"[{number}]" for number in statement.citations)
        parts.append(f"{intro}{bullet}{statement.text} {marks}")
    return "\n\n".join(parts)


def _intro(piece: Chosen, before: Sequence[Chosen]) -> str:
    """Our few words before a quotation that its own words do not make plain, unless they were said before."""
    first = piece.passage.sentences[piece.first]
    earlier = before[-1] if before else None
    same = earlier is not None and earlier.passage.anchor == piece.passage.anchor
    if piece.passage.voice != "publisher":
        return "" if same else _VOICES[piece.passage.voice]
    if piece.heading or first.kind not in ("cell", "item") or (earlier is not None and first.lead in _said(earlier)):
        return ""
    return f"{first.lead.rstrip(':')}:" if first.lead else ""


def _said(piece: Chosen) -> str:
    sentences = piece.passage.sentences[piece.first : piece.last + 1]
    return "\n".join([piece.text, *(sentence.lead for sentence in sentences)])


def _hits(found: Found) -> list[Hit]:
    """The hits in the order of their best sentences, with the scores of these."""
    return [replace(candidate.hit, score=candidate.best) for candidate in found.candidates]


def _partly(answer: Answer, missing: Sequence[str]) -> Answer:
    """The answer as one to a part of the question, naming what the library does not answer."""
    notes = tuple(f"The library does not say: “{words}”." for words in missing)
    return replace(answer, status="partial", notes=(*notes, *answer.notes))
