"""What people said about answers, kept if whoever runs the page switched that on: here in a SQLite file.

`ui.database` keeps it in PostgreSQL. SQLite is confined to this file.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.answer import Answer
from corpus.errors import EvenhandError

# The most characters kept of a person's own words.
_LONGEST_LINE = 1000
_TABLE = """
create table if not exists feedback (
    date text not null, question text not null, status text not null, anchors text not null,
    helpful integer not null, line text not null
)
"""
# What a maintainer has to add before a draft is an item of the evaluation (`evals/questions.py`).
_MISSING = {
    "kind": "what kind of question it is",
    "split": "dev or test",
    "gold": "the exact words that answer it, with their document; or, under `why`, why nothing does",
    "facts": "what a good answer says, each with patterns; or, under `absent`, patterns that match nowhere",
}


class FeedbackError(EvenhandError):
    """Feedback cannot be read or written where it is kept."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Whether an answer helped; `anchors` are the passages it cited, each as "document anchor".

    `line` is what the person added in their own words, or "".
    """

    date: dt.date
    question: str
    status: str
    anchors: tuple[str, ...]
    helpful: bool
    line: str = ""

    @classmethod
    def of(cls, answer: Answer, date: dt.date, line: str = "", *, helpful: bool) -> "Feedback":
        """What a person says about an answer that they were shown."""
        anchors = tuple(f"{citation.document} {citation.anchor}" for citation in answer.citations)
        return cls(date, answer.question, answer.status, anchors, helpful, line)

    @property
    def kept_line(self) -> str:
        """What is kept of the person's own words: one line, cut where it is very long."""
        return kept_text(" ".join(self.line.split())[:_LONGEST_LINE])


def kept_text(text: str) -> str:
    """A text without what no database takes: characters that are none, and the one that ends a text."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


class FeedbackStore(Protocol):
    """Where feedback is kept. Both raise FeedbackError where that is not possible."""

    def add(self, one: Feedback) -> None:
        """Keep one person's feedback."""

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first."""


class FeedbackFile:
    """The file that feedback is added to; the first feedback creates it, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, one: Feedback) -> None:
        """Keep one person's feedback. Raises FeedbackError."""
        question, status = kept_text(one.question), kept_text(one.status)
        row = (one.date.isoformat(), question, status, json.dumps(one.anchors), one.helpful, one.kept_line)
        with self._opened() as connection, connection:
            connection.execute("insert into feedback values (?, ?, ?, ?, ?, ?)", row)

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first; empty where there is no file yet. Raises FeedbackError."""
        if not self._path.exists():
            return []
        with self._opened() as connection:
            rows = connection.execute("select * from feedback order by rowid").fetchall()
        return [
            Feedback(dt.date.fromisoformat(date), question, status, tuple(json.loads(anchors)), bool(helpful), line)
            for date, question, status, anchors, helpful, line in rows
        ]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            with closing(sqlite3.connect(self._path)) as connection:
                connection.execute(_TABLE)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise FeedbackError(f"Feedback cannot be kept in {self._path}: {error}; name another file.") from error


def draft_items(feedback: Sequence[Feedback]) -> Iterator[dict[str, Any]]:
    """Drafts of evaluation items, for a maintainer to complete; `evals` does not read them before that.

    Each holds an item's `id` and `turns`, what is `missing`, and the feedback itself.
    """
    for number, one in enumerate(feedback, start=1):
        yield {
            "draft": "not an item yet: add what is missing, then remove 'draft', 'missing' and 'feedback'",
            "missing": _MISSING,
            "id": f"feedback-{number:04}",
            "turns": [{"question": one.question}],
            "feedback": {
                "date": one.date.isoformat(),
                "status": one.status,
                "cited": list(one.anchors),
                "helpful": one.helpful,
                "line": one.line,
            },
        }
