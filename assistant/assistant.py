"""The flow from a question to an answer, on one page."""

import re
import time
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Statement, Status, Turn
from assistant.followup import queries
from assistant.question import check_question
from assistant.quote import Candidate, Chosen, candidates_of, choose
from assistant.reference import notes_for, reference
from assistant.refuse import judge
from assistant.settings import Settings
from corpus.errors import QuestionError
from indexing.build import open_index
from indexing.search import Hit, Searcher

_NOT_FOUND = "The library does not answer this question. The nearest passages are listed below; they are not an answer."
_OUT_OF_SCOPE = (
    "This is outside the library, which is about equality and human rights in health and social care: "
    "improving care, workforce equality, health inequalities, and the documents of this field that it holds."
)


_VOICES = {"reader": "A reader commented:", "reply": "NHS England replied:"}
# A list quoted from its first item on lacks that item's bullet, unless a paragraph leads it in.
_STARTS_PLAIN = re.compile(r"[^\n]*\n\n|[^\n]*:\n")


class Assistant:
    """Answers questions from one index; holds no conversation."""

    def __init__(self, searcher: Searcher, settings: Settings) -> None:
        self.searcher, self._settings = searcher, settings

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Open the index that the settings name. Raises StoredIndexError when it is missing or does not match."""
        return cls(open_index(settings.index, settings.embedding_model), settings)

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
    ) -> Answer:
        """Answer one question, in the light of earlier turns, from the documents and voices named (None: all).

        Raises QuestionError when the text cannot be taken as a question.
        """
        started = time.perf_counter()
        # Make the question one that stands on its own.
        clean = check_question(question, self._settings.longest_question)
        options = [self.searcher.spelt(query) for query in queries(clean, history)]
        # Find the passages nearest to it.
        found = [(query, self.searcher.search(query, self._settings.passages, documents, voices)) for query in options]
        query, hits = max(found, key=lambda pair: pair[1][0].score if pair[1] else 0.0)
        candidates = candidates_of(query, hits, self.searcher)
        hits = [replace(candidate.hit, score=candidate.best) for candidate in candidates]
        searched = time.perf_counter()
        # Judge whether they answer it, and quote the words that do.
        judgement = judge(query, hits, self.searcher)
        if judgement.verdict == "answered":
            answer = self._quote(question, query, candidates, hits)
        else:
            answer = _refuse(question, query, judgement.verdict, hits)
        ended = time.perf_counter()
        answer.milliseconds.update(
            search=round((searched - started) * 1000, 2),
            answer=round((ended - searched) * 1000, 2),
            total=round((ended - started) * 1000, 2),
        )
        return answer

    def _quote(self, question: str, query: str, candidates: list[Candidate], hits: list[Hit]) -> Answer:
        chosen = choose(query, candidates, self.searcher)
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


def _refuse(question: str, query: str, verdict: Status, hits: list[Hit]) -> Answer:
    text = _OUT_OF_SCOPE if verdict == "out_of_scope" else _NOT_FOUND
    return Answer(question, query, verdict, text, (), (), tuple(hits), ())
