"""What an answer is made of: Answer, Statement, Citation; and its JSON form, which other programs rely on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.judge import Judgement
from assistant.nearest import matching
from corpus.document import Passage, Voice
from corpus.lists.signposts import Signpost
from indexing.search import Hit

Status = Literal["answered", "partial", "not_found", "out_of_scope"]
# How many are named of things that may be many: passages near to a question, what it lacks, examples of others.
FEW = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation and the answer it got."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Exact words of one passage: sentences that follow each other, or a list with its lead-in.

    One that is not `verbatim` is a sentence of a language model that its citations bear out. `intro` are our own few
    words before it on the page, such as the table column it stands in; `citations` are numbers of the answer's
    citations. `marker` is the list marker before the text in its document ("- ", "3. "), where it begins with an item
    of a list that goes on in it. `beside` are the names of the table row and column that a whole sentence stands in,
    which follow it in small.
    """

    text: str
    citations: tuple[int, ...]
    verbatim: bool = True
    intro: str = ""
    marker: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where statements come from: document, place in it, and the exact words.

    `page` is the page of the original on which these words begin; None where it has no pages.
    """

    number: int
    document: str
    title: str
    publisher: str | None
    published: str | None
    section: tuple[str, ...]
    anchor: str
    page: int | None
    quote: str
    voice: Voice
    url: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A passage that is near to a refused question and no answer, by the words of it that matched.

    `words` cite nothing; they stand in the passage from character `start`.
    """

    passage: Passage
    words: Statement
    start: int
    reference: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence that a language model wrote, the passages it cites as the model numbers them, and its fate.

    `reasons` say why it was not shown; a sentence that was "replaced" gave way to a quotation.
    """

    text: str
    citations: tuple[int, ...]
    reasons: tuple[str, ...]
    fate: Literal["shown", "replaced", "left out"]


@dataclass(frozen=True, slots=True)
class Checks:
    """What became of all that a model wrote; `fallback` says why the quotations are shown instead, if they are."""

    model: str
    sentences: tuple[CheckedSentence, ...] = ()
    fallback: str = ""

    def to_json(self) -> dict[str, Any]:
        """Numbers alone: sentences that failed are not passed on."""
        fates = [sentence.fate for sentence in self.sentences]
        reasons = sorted(reason for sentence in self.sentences for reason in sentence.reasons)
        return {
            "model": self.model,
            "sentences": len(fates),
            "shown": fates.count("shown"),
            "replaced": fates.count("replaced"),
            "left_out": fates.count("left out"),
            "reasons": {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)},
            "fallback": self.fallback or None,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to one question; `hits` are the best passages whatever the status, best first.

    `opening` and `lacking` are words of our own before and after the statements of an answer that is not whole: that
    the library only touches on the question or why it is refused, and what it does not say. `signpost` says where such
    questions are answered. `text` holds all of these too. `nearest` are the passages to show with a refusal.
    `mode` is "quotations", or the name of the model that wrote it; `checks` are None where none was asked.
    `judgement` says why it was answered or refused; it is not passed on to other programs.
    """

    question: str
    query: str
    status: Status
    text: str = ""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()
    milliseconds: Mapping[str, float] = field(default_factory=dict)
    mode: str = "quotations"
    checks: Checks | None = None
    judgement: Judgement | None = None
    opening: str = ""
    lacking: str = ""
    nearest: tuple[NearPassage, ...] = ()
    signpost: Signpost | None = None

    def to_json(self) -> dict[str, Any]:
        """The shape that docs/using-it.md promises; a batch adds `id`, a language model `mode` and `checks`."""
        written = {"mode": self.mode, "checks": self.checks.to_json()} if self.checks else {}
        return {
            "question": self.question,
            "query": self.query,
            "status": self.status,
            "answer": self.text,
            "statements": [
                {"text": s.text, "citations": list(s.citations), "verbatim": s.verbatim} for s in self.statements
            ],
            "citations": [{**asdict(citation), "section": list(citation.section)} for citation in self.citations],
            "passages": [_passage_json(rank, hit) for rank, hit in enumerate(self.hits, start=1)],
            "notes": list(self.notes),
            "milliseconds": dict(self.milliseconds),
            **written,
        }


def _passage_json(rank: int, hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": rank,
        "anchor": passage.anchor,
        "document": passage.document,
        "section": list(passage.section),
        "text": passage.text,
        "sentence": passage.sentences[matching(hit)].text,
        "score": round(hit.score, 4),
    }
