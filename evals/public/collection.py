"""A folder in BEIR format, read and checked: documents, queries, and which of them belong together."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import EvenhandError


class BenchmarkError(EvenhandError):
    """A benchmark's folder is not there or not as its format wants it."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A benchmark: `documents` and `queries` are the lines of their files by id, `judgements` those of one split."""

    documents: dict[str, dict[str, Any]]
    queries: dict[str, dict[str, Any]]
    judgements: dict[str, dict[str, int]]

    @property
    def texts(self) -> list[str]:
        """Title and text of every document, as they are searched."""
        return [f"{document.get('title', '')} {document['text']}".strip() for document in self.documents.values()]


def read_collection(folder: Path, split: str = "test", more: Sequence[Sequence[str]] = ((), ())) -> Collection:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`.

    `more` names fields that documents and queries must have beside `_id` and `text`. Raises BenchmarkError
    naming file, line and fault.
    """
    documents = read_lines(folder / "corpus.jsonl", ("_id", "text", *more[0]))
    queries = read_lines(folder / "queries.jsonl", ("_id", "text", *more[1]))
    judgements: dict[str, dict[str, int]] = {}
    path = folder / "qrels" / f"{split}.tsv"
    for number, (query, document, grade) in _judgement_lines(path):
        if query not in queries:
            raise BenchmarkError(f"{path}, line {number}: query '{query}' is not in queries.jsonl.")
        if document not in documents:
            raise BenchmarkError(f"{path}, line {number}: document '{document}' is not in corpus.jsonl.")
        judgements.setdefault(query, {})[document] = grade
    if not judgements:
        raise BenchmarkError(f"{path} holds no judgements; name a split that has some.")
    return Collection(documents, queries, judgements)


def read_lines(path: Path, fields: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The objects of a JSON Lines file by `_id`, in order. Raises BenchmarkError where a field is no text."""
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise BenchmarkError(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(value, dict) or not all(isinstance(value.get(field), str) for field in fields):
            raise BenchmarkError(f"{path}, line {number}: not an object with the texts {', '.join(fields)}.")
        if value["_id"] in found:
            raise BenchmarkError(f"{path}, line {number}: the id '{value['_id']}' stands twice.")
        found[value["_id"]] = value
    if not found:
        raise BenchmarkError(f"{path} is empty; every line is a JSON object with {', '.join(fields)}.")
    return found


def _judgement_lines(path: Path) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for number, row in enumerate(csv.reader(_text(path).splitlines(), delimiter="\t"), start=1):
        if number == 1 and row[-1:] == ["score"]:
            continue
        try:
            query, document, grade = row
            yield number, (query, document, int(grade))
        except ValueError as error:
            raise BenchmarkError(
                f"{path}, line {number}: not query-id, corpus-id and a whole score parted by tabs."
            ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BenchmarkError(f"{path} is not UTF-8 (byte {error.start}).") from error
    except OSError as error:
        raise BenchmarkError(f"{path} cannot be read ({error.strerror}); name a folder in BEIR format.") from error
