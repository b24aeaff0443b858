"""A system: anything that answers questions, and can be measured; and Evenhand as such a system."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answer import Answer, Checks, Citation, Statement, Turn
from assistant.assistant import Assistant
from assistant.outcome.why import why_not
from evals.writing.unsupported import unsupported

Status = Literal["answered", "partial", "not_found", "out_of_scope", "failed"]
ANSWERS = ("answered", "partial")
REFUSALS = ("not_found", "out_of_scope")


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that a system found; once scored, `gold` are the numbers (from 1) of the gold entries it supports."""

    document: str
    anchor: str
    text: str = ""
    gold: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemCitation:
    """Words of a document that a system cites; once they are scored, `right` says whether they support the answer."""

    document: str
    quote: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class SystemStatement:
    """A statement of an answer; a `verbatim` one claims to stand letter for letter in one of its documents.

    `unsupported` are the numbers and names that the passages it cites lack; a verbatim statement has none.
    """

    text: str
    verbatim: bool
    documents: tuple[str, ...]
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemReply:
    """What a system replied to one question; `passages` are the ten best it found, best first, whatever the status.

    `confidence` is what the system compares with its threshold for answering; higher is more sure. `checks` say what
    became of each sentence that a language model wrote, and `why` says why the system did not answer. Only a run sets
    the status "failed", where a system raised an error.
    """

    status: Status
    text: str
    query: str
    passages: tuple[FoundPassage, ...] = ()
    citations: tuple[SystemCitation, ...] = ()
    statements: tuple[SystemStatement, ...] = ()
    confidence: float | None = None
    milliseconds: float | None = None
    checks: Checks | None = None
    why: str = ""


class System(Protocol):
    """Anything that answers questions."""

    @property
    def name(self) -> str:
        """The name under which its results are kept."""

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        """Reply to a question; `history` holds the earlier questions with this system's own answers."""


class Evenhand:
    """The assistant as people use it, with a language model where it has one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def name(self) -> str:
        """The name under which its results are kept."""
        return "evenhand-model" if self._assistant.writer else "evenhand"

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        """Reply to a question; `history` holds the earlier questions with this system's own answers."""
        return self.reply(self._assistant.ask(question, history))

    def reply(self, answer: Answer) -> SystemReply:
        """An answer, in the form in which it is measured."""
        documents = {citation.number: citation.document for citation in answer.citations}
        return SystemReply(
            status=answer.status,
            text=answer.text,
            query=answer.query,
            passages=tuple(
                FoundPassage(h.passage.document, h.passage.anchor, h.passage.text) for h in answer.hits[:10]
            ),
            citations=tuple(SystemCitation(citation.document, citation.quote) for citation in answer.citations),
            statements=tuple(
                SystemStatement(
                    statement.text,
                    statement.verbatim,
                    tuple(documents[number] for number in statement.citations),
                    () if statement.verbatim else tuple(unsupported(statement.text, self._sources(statement, answer))),
                )
                for statement in answer.statements
            ),
            confidence=answer.judgement.confidence if answer.judgement else None,
            milliseconds=answer.milliseconds["total"],
            checks=answer.checks,
            why=" ".join(why_not(answer)),
        )

    def _sources(self, statement: Statement, answer: Answer) -> list[str]:
        """The text of each passage that a statement cites, with its title, publisher, document id and headings."""
        cited = [citation for citation in answer.citations if citation.number in statement.citations]
        return ["\n".join([c.title, c.publisher or "", c.document, *c.section, *self._texts(c)]) for c in cited]

    def _texts(self, citation: Citation) -> list[str]:
        passages = self._assistant.searcher.passages_of(citation.document)
        return [passage.text for passage in passages if passage.anchor == citation.anchor]
