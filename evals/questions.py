"""The question files: what an item is, and how it is read; `evals/soundness.py` checks that each one is sound."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import EvenhandError
from corpus.utf8 import read_utf8

QUESTIONS = Path(__file__).parent / "questions"
# More questions to tune on, written by other people than `dev`; no figure in the README is measured on them.
PRACTICE = Path(__file__).parent / "practice"
# Questions from managers who had read none of the documents, to tune on.
MANAGERS = Path(__file__).parent / "managers"
# Questions of a first day's use, in every role, written before anyone had looked at a document and labelled twice.
FIRST_DAY = Path(__file__).parent / "first-day" / "questions.jsonl"
# More of the same, labelled once, to tune on.
TUNING = Path(__file__).parent / "first-day" / "tuning.jsonl"

Kind = Literal[
    "factoid", "list", "definition", "how-to", "case-study", "comparison", "several", "paraphrase", "colloquial",
    "yes-no", "topic", "about", "absent", "near-miss", "false-premise", "out-of-domain", "injection", "dialogue",
]  # fmt: skip
# How much of a question the library answers; "about" is a question on the library itself, or a greeting.
Extent = Literal["full", "partly", "none", "about"]
UNANSWERABLE = ("absent", "near-miss", "false-premise", "out-of-domain", "injection")


class QuestionFileError(EvenhandError):
    """A question file is missing, or holds no questions, or something that is not a sound item."""


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"'{pattern}' is not a regular expression ({error})") from error
    return pattern


Text = Annotated[str, Field(min_length=1)]
Pattern = Annotated[Text, AfterValidator(_compiled)]


class Strict(BaseModel):
    """What a line of a data file holds, and nothing beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Line = TypeVar("Line", bound=Strict)


class Quote(Strict):
    """Words that stand letter for letter in a document."""

    document: Text
    quote: Text


class Fact(Strict):
    """Something a good answer says; it is stated where any of the patterns (regular expressions, any case) matches."""

    fact: Text
    vital: bool
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]

    def stated_in(self, text: str) -> bool:
        """Whether any pattern matches the text as `plain_text` gives it."""
        plain = plain_text(text)
        return any(re.search(pattern, plain, re.IGNORECASE) for pattern in self.patterns)


class ItemTurn(Strict):
    """A question with what answers it, or with why nothing does.

    `gold` lists what must be found; each entry is a choice of quotes, any one of which is enough. `lacks` says what of
    the question the library does not say, where it answers only a part. An unanswerable question says `why`, and
    `absent` lists patterns that match nowhere in the library. For a false premise `gold` may hold the words that
    contradict it. A question `about` the library itself, or a greeting, is answered without its documents.
    """

    question: Text
    gold: tuple[Annotated[tuple[Quote, ...], Field(min_length=1)], ...] = ()
    facts: tuple[Fact, ...] = ()
    # Left out of what is written where unset, so that the fingerprints of older question sets stay what they were.
    lacks: Annotated[Text | None, Field(exclude_if=lambda lacks: lacks is None)] = None
    why: str | None = None
    absent: tuple[Pattern, ...] = ()
    about: Annotated[bool, Field(exclude_if=lambda about: not about)] = False

    @property
    def extent(self) -> Extent:
        """How much of the question the library answers."""
        if self.about:
            return "about"
        if self.why is not None:
            return "none"
        return "partly" if self.lacks else "full"

    @property
    def answerable(self) -> bool:
        """Whether the library's documents answer the question, or a part of it."""
        return self.extent in ("full", "partly")

    @model_validator(mode="after")
    def _whole(self) -> "ItemTurn":
        if self.about and (self.gold or self.facts or self.lacks or self.why is not None or self.absent):
            raise ValueError("a question about the library has nothing but its words")
        if self.lacks and self.why is not None:
            raise ValueError("a question says what the library lacks or why nothing answers it, not both")
        if self.answerable and not (self.gold and self.facts):
            raise ValueError("an answerable question needs gold and facts; an unanswerable one says why")
        if self.answerable and not any(fact.vital for fact in self.facts):
            raise ValueError("an answerable question needs at least one vital fact")
        if not self.answerable and self.facts:
            raise ValueError("an unanswerable question has no facts")
        return self


class Item(Strict):
    """A single question, or a dialogue whose later turns need the earlier ones."""

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
        if self.kind != "dialogue" and self.turns[0].extent not in _extents(self.kind):
            raise ValueError(f"kind '{self.kind}' does not go with what the item says about its answer")
        return self


def _extents(kind: Kind) -> tuple[Extent, ...]:
    if kind == "about":
        return ("about",)
    return ("none",) if kind in UNANSWERABLE else ("full", "partly")


def plain_text(text: str) -> str:
    """Text as patterns see it: single spaces, straight quotes, plain hyphens, no list or table marks."""
    text = re.sub(r"^\s*[-•]\s+", "", text, flags=re.MULTILINE)
    text = text.replace("|", " ").replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", text.replace("–", "-"))


def load_questions(folder: Path = QUESTIONS, split: str | None = None) -> list[Item]:
    """The items in the `*.jsonl` files of a folder, or in one file, in order; of one split, or of both.

    Raises QuestionFileError naming the file, the line and the fault, or saying that there are no such items.
    """
    items = [item for path in question_files(folder) for item in read_lines(path, Item) if split in (None, item.split)]
    if not items:
        kind = f"'{split}' questions" if split else "questions"
        raise QuestionFileError(f"There are no {kind} at {folder}; name a folder or file with some.")
    return items


def question_files(folder: Path) -> list[Path]:
    """The `*.jsonl` files of a folder, in order, or the one file. Raises QuestionFileError where there are none."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.jsonl"))
    if not paths:
        raise QuestionFileError(f"There are no question files (*.jsonl) at {folder}; name a folder or file with some.")
    return paths


def read_lines(path: Path, holds: type[Line]) -> Iterator[Line]:
    """What each line of a JSON Lines file holds, in order.

    Raises QuestionFileError naming the file, the line and the fault.
    """
    for number, line in numbered_lines(path, holds):
        if isinstance(line, str):
            raise QuestionFileError(f"{path.name}, line {number}: {line}")
        yield line


def numbered_lines(path: Path, holds: type[Line]) -> Iterator[tuple[int, Line | str]]:
    """Each line's number, from 1, with what it holds, or with what is wrong with it; empty lines are left out.

    Raises QuestionFileError where the file cannot be read.
    """
    try:
        text = read_utf8(path)
    except UnicodeError as error:
        raise QuestionFileError(f"{path.name} {error}; save it as UTF-8.") from error
    except OSError as error:
        raise QuestionFileError(f"{path.name} cannot be read ({error}).") from error
    # Not splitlines(), which also splits at characters that JSON allows inside a string, such as U+2028.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _parsed(line, holds)


def _parsed(line: str, holds: type[Line]) -> Line | str:
    try:
        return holds.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        return f"not JSON ({error.msg} at character {error.pos + 1})"
    except ValidationError as error:
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
