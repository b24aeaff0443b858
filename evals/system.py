"""What is measured: anything that answers a question in the light of earlier turns; and Evenhand as such a system."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.refuse import judge

Status = Literal["answered", "partial", "not_found", "out_of_scope", "failed"]
ANSWERS = ("answered", "partial")
REFUSALS = ("not_found", "out_of_scope")


@dataclass(frozen=True, slots=True)
class Found:
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
    """A statement of an answer; one that is `verbatim` claims to be letter for letter in one of its documents."""

    text: str
    verbatim: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system said to one question; `passages` are the best ten it found, best first, whatever the status.

    `confidence` is what it holds against its threshold for answering, higher for more. The status "failed" is for
    the run alone, where a system raised an error.
    """

    status: Status
    text: str
    query: str
    passages: tuple[Found, ...] = ()
    citations: tuple[Cited, ...] = ()
    statements: tuple[Said, ...] = ()
    confidence: float | None = None
    milliseconds: float | None = None


class System(Protocol):
    """Anything that the same questions can be put to."""

    @property
    def name(self) -> str:
        """What its results are called."""

    def answer(self, question: str, history: Sequence[Turn]) -> Reply:
        """Reply to a question; `history` holds the earlier ones with this system's own answers."""


class Evenhand:
    """The assistant, as it is."""

    name = "evenhand"

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, question: str, history: Sequence[Turn]) -> Reply:
        """Reply to a question; `history` holds the earlier ones with this system's own answers."""
        answer = self._assistant.ask(question, history)
        judgement = judge(answer.query, answer.hits, self._assistant.searcher)
        documents = {citation.number: citation.document for citation in answer.citations}
        return Reply(
            status=answer.status,
            text=answer.text,
            query=answer.query,
            passages=tuple(Found(h.passage.document, h.passage.anchor, h.passage.text) for h in answer.hits[:10]),
            citations=tuple(Cited(citation.document, citation.quote) for citation in answer.citations),
            statements=tuple(
                Said(s.text, s.verbatim, tuple(documents[number] for number in s.citations)) for s in answer.statements
            ),
            confidence=judgement.confidence,
            milliseconds=answer.milliseconds["total"],
        )
