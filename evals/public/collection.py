"""A folder in BEIR format, read and checked: documents, queries, and which documents answer which queries."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import EvenhandError
from corpus.utf8 import read_utf8


class BenchmarkError(EvenhandError):
    """The folder of a benchmark is missing, or is not in its format."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A benchmark: the objects in the files of documents and queries, by id, and the judgements of one split.

    `judgements` give the grade of each judged document, by the ids of query and document.
    """

    documents: Mapping[str, Mapping[str, Any]]
    queries: Mapping[str, Mapping[str, Any]]
    judgements: Mapping[str, Mapping[str, int]]

    @property
    def texts(self) -> list[str]:
        """Title and text of every document, as they are searched."""
        return [f"{document.get('title', '')} {document['text']}".strip() for document in self.documents.values()]


def read_collection(folder: Path, split: str = "test", more: Sequence[Sequence[str]] = ((), ())) -> Collection:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`.

    `more` names the fields that documents, and those that queries, must have besides `_id` and `text`. Raises
    BenchmarkError naming the file, the line and the fault.
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
    """The objects of a JSON Lines file by `_id`, in order. Raises BenchmarkError where a field is not text."""
    found: dict[str, dict[str, Any]] = {}
    # Not splitlines(), which also splits at characters that JSON allows inside a string, such as U+2028.
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise BenchmarkError(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(value, dict) or not all(isinstance(value.get(field), str) for field in fields):
            raise BenchmarkError(f"{path}, line {number}: not an object with the texts {', '.join(fields)}.")
        if value["_id"] in found:
            raise BenchmarkError(f"{path}, line {number}: the id '{value['_id']}' occurs twice.")
        found[value["_id"]] = value
    if not found:
        raise BenchmarkError(f"{path} is empty; every line is a JSON object with {', '.join(fields)}.")
    return found


def _judgement_lines(path: Path) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for number, row in enumerate(csv.reader(_text(path).split("\n"), delimiter="\t"), start=1):
        if not row or (number == 1 and row[-1] == "score"):
            continue
        try:
            query, document, grade = row
            yield number, (query, document, int(grade))
        except ValueError as error:
            raise BenchmarkError(
                f"{path}, line {number}: not query-id, corpus-id and a whole score, with tabs between them."
            ) from error


def _text(path: Path) -> str:
    try:
        return read_utf8(path)
    except UnicodeError as error:
        raise BenchmarkError(f"{path} {error}; save it as UTF-8.") from error
    except OSError as error:
        raise BenchmarkError(f"{path} cannot be read ({error.strerror}); name a folder in BEIR format.") from error
