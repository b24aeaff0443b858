"""What is measured: anything that answers a question in the light of earlier turns; and Evenhand as such a system."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answer import Answer, Checks, Citation, Statement, Turn
from assistant.assistant import Assistant
from evals.writing.unsupported import unsupported

Status = Literal["answered", "partial", "not_found", "out_of_scope", "failed"]
ANSWERS = ("answered", "partial")
REFUSALS = ("not_found", "out_of_scope")


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that was found; `gold` are the gold entries (from 1) that it supports, once it is scored."""

    document: str
    anchor: str
    text: str = ""
    gold: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a document that stand behind an answer; `right` once it is scored: whether they bear the answer."""

    document: str
    quote: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an answer; one that is `verbatim` claims to be letter for letter in one of its documents.

    `unsupported` are the numbers and names of one that is not which the passages it cites lack.
    """

    text: str
    verbatim: bool
    documents: tuple[str, ...]
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemReply:
    """What a system said to one question; `passages` are the best ten it found, best first, whatever the status.

    `confidence` is what it holds against its threshold for answering, higher for more; `checks` say what became of
    what a language model wrote, where one was asked. The status "failed" is for
    the run alone, where a system raised an error.
    """

    status: Status
    text: str
    query: str
    passages: tuple[FoundPassage, ...] = ()
    citations: tuple[Cited, ...] = ()
    statements: tuple[Said, ...] = ()
    confidence: float | None = None
    milliseconds: float | None = None
    checks: Checks | None = None


class System(Protocol):
    """Anything that the same questions can be put to."""

    @property
    def name(self) -> str:
        """What its results are called."""

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        """Reply to a question; `history` holds the earlier ones with this system's own answers."""


class Evenhand:
    """The assistant, as it is, with a language model where it has one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def name(self) -> str:
        """What its results are called."""
        return "evenhand-model" if self._assistant.writer else "evenhand"

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        """Reply to a question; `history` holds the earlier ones with this system's own answers."""
        return self.reply(self._assistant.ask(question, history))

    def reply(self, answer: Answer) -> SystemReply:
        """An answer as it is measured."""
        documents = {citation.number: citation.document for citation in answer.citations}
        return SystemReply(
            status=answer.status,
            text=answer.text,
            query=answer.query,
            passages=tuple(
                FoundPassage(h.passage.document, h.passage.anchor, h.passage.text) for h in answer.hits[:10]
            ),
            citations=tuple(Cited(citation.document, citation.quote) for citation in answer.citations),
            statements=tuple(
                Said(
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
        )

    def _sources(self, statement: Statement, answer: Answer) -> list[str]:
        """The passages that a statement cites, with what stands above them."""
        cited = [citation for citation in answer.citations if citation.number in statement.citations]
        return ["\n".join([c.title, c.publisher or "", c.document, *c.section, *self._texts(c)]) for c in cited]

    def _texts(self, citation: Citation) -> list[str]:
        passages = self._assistant.searcher.passages_of(citation.document)
        return [passage.text for passage in passages if passage.anchor == citation.anchor]
