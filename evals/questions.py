"""The question files: what an item is, how it is read, and the proof that each one is sound."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.document import Document
from corpus.errors import EvenhandError

QUESTIONS = Path(__file__).parent / "questions"
# Questions to tune on beside `dev`, written by others than those; no figure of the README is measured on them.
PRACTICE = Path(__file__).parent / "practice"
# Questions as managers ask them who have read none of the documents; they are reported, and nothing is tuned on them.
MANAGERS = Path(__file__).parent / "managers"

Kind = Literal[
    "factoid", "list", "definition", "how-to", "case-study", "comparison", "several", "paraphrase", "colloquial",
    "yes-no", "topic", "absent", "near-miss", "false-premise", "out-of-domain", "injection", "dialogue",
]  # fmt: skip
UNANSWERABLE = ("absent", "near-miss", "false-premise", "out-of-domain", "injection")
# A fact's pattern must be found this near (characters) to a gold quote, so that quoting the gold can state it.
_NEAR = 1200

Text = Annotated[str, Field(min_length=1)]


class QuestionFileError(EvenhandError):
    """A question file is missing or holds something that is not a sound item."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Strict):
    """A verbatim span of a curated document."""

    document: Text
    quote: Text


class Fact(_Strict):
    """Something a good answer says; any of the patterns (regular expressions, any case) shows it."""

    fact: Text
    vital: bool
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]

    def stated_in(self, text: str) -> bool:
        """Whether any pattern is found; white space counts as one blank, curly quotes as straight ones."""
        plain = plain_text(text)
        return any(re.search(pattern, plain, re.IGNORECASE) for pattern in self.patterns)


class ItemTurn(_Strict):
    """A question with what answers it, or why nothing does.

    `gold` lists what must be found; each entry is a choice of spans of which one suffices. An unanswerable
    question says `why` and lists patterns that stand nowhere in the library; for a false premise `gold` may
    hold the words that contradict it.
    """

    question: Text
    gold: tuple[tuple[Quote, ...], ...] = ()
    facts: tuple[Fact, ...] = ()
    why: str | None = None
    absent: tuple[Text, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the library holds the answer."""
        return self.why is None

    @model_validator(mode="after")
    def _whole(self) -> "ItemTurn":
        if self.answerable and not (self.gold and self.facts):
            raise ValueError("an answerable question needs gold and facts; an unanswerable one says why")
        if self.answerable and not any(fact.vital for fact in self.facts):
            raise ValueError("an answerable question needs at least one vital fact")
        if not self.answerable and self.facts:
            raise ValueError("an unanswerable question has no facts")
        return self


class Item(_Strict):
    """One item: a single question, or a dialogue whose later turns need the earlier ones."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: Kind
    split: Literal["dev", "test"]
    turns: Annotated[tuple[ItemTurn, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _turns_fit_kind(self) -> "Item":
        if (self.kind == "dialogue") != (len(self.turns) > 1):
            raise ValueError("a dialogue has two to four turns, every other kind one")
        if len(self.turns) > 4:
            raise ValueError("a dialogue has at most four turns")
        if self.kind != "dialogue" and self.turns[0].answerable == (self.kind in UNANSWERABLE):
            raise ValueError(f"kind '{self.kind}' does not go with what the item says of its answer")
        return self


def plain_text(text: str) -> str:
    """Text as patterns see it: one blank for any white space, straight quotes, plain dashes, no list or table marks."""
    text = re.sub(r"^\s*[-•]\s+", "", text, flags=re.MULTILINE)
    text = text.replace("|", " ").replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", text.replace("–", "-"))


def load_questions(folder: Path = QUESTIONS, split: str | None = None) -> list[Item]:
    """All items of the `*.jsonl` files of a folder (or of one file), in order, of one split or both.

    Raises QuestionFileError naming file, line and fault.
    """
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.jsonl"))
    if not paths:
        raise QuestionFileError(f"No question files (*.jsonl) at {folder}; name a folder or file that has some.")
    items = [item for path in paths for item in _load_file(path)]
    return [item for item in items if split in (None, item.split)]


def _load_file(path: Path) -> Iterable[Item]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{path.name} cannot be read as UTF-8 text ({error}).") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Item.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise QuestionFileError(f"{path.name}, line {number}: not JSON ({error.msg}).") from error
        except ValidationError as error:
            faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise QuestionFileError(f"{path.name}, line {number}: {faults}") from error


def faults(items: list[Item], documents: list[Document]) -> list[str]:
    """What is wrong with the items, one line a fault; empty when all are sound.

    Quotes occur in their document; every fact is met near its gold and not by the question; ids and questions
    are unique; the listed patterns of unanswerable items stand nowhere in the library.
    """
    bodies = {document.id: document.body for document in documents}
    library = plain_text("\n".join(bodies.values()))
    found = [f"{id_}: the id stands {n} times" for id_, n in Counter(item.id for item in items).items() if n > 1]
    first = Counter(item.turns[0].question.casefold() for item in items)
    found += [f"'{question}': asked {n} times" for question, n in first.items() if n > 1]
    for item in items:
        for turn in item.turns:
            found += [f"{item.id}: {fault}" for fault in _faults_of(turn, item.kind, bodies, library)]
    return found


def _faults_of(turn: ItemTurn, kind: Kind, bodies: dict[str, str], library: str) -> Iterable[str]:
    for quote in (quote for choice in turn.gold for quote in choice):
        if quote.quote not in bodies.get(quote.document, ""):
            yield f"'{quote.quote[:60]}' is not in {quote.document}"
    surroundings = "\n".join(_surroundings(turn, bodies))
    for fact in turn.facts:
        try:
            if not fact.stated_in(surroundings):
                yield f"fact '{fact.fact}' cannot be met near the gold"
            if kind != "yes-no" and fact.stated_in(turn.question):
                yield f"fact '{fact.fact}' is met by the question itself"
        except re.error as error:
            yield f"fact '{fact.fact}': pattern is not a regular expression ({error})"
    if not turn.answerable and kind not in ("injection", "false-premise") and not turn.absent:
        yield "an unanswerable question lists patterns that stand nowhere in the library"
    for pattern in turn.absent:
        if match := re.search(pattern, library, re.IGNORECASE):
            yield f"'{pattern}' is in the library after all: '{match[0]}'"


def _surroundings(turn: ItemTurn, bodies: dict[str, str]) -> Iterable[str]:
    for quote in (quote for choice in turn.gold for quote in choice):
        body = bodies.get(quote.document, "")
        if (at := body.find(quote.quote)) >= 0:
            yield body[max(0, at - _NEAR) : at + len(quote.quote) + _NEAR]
