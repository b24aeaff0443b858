"""Proof that an added document says what was received, and that its passages hold all of it."""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from corpus.added.folder import load_added, original_of, report_of, text_of_pages
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.fidelity import curated_words, lost_words
from corpus.importing.reporting.losses import lost_from
from corpus.split import split


@dataclass(frozen=True, slots=True)
class AddedCheck:
    """What the check of one document found; it passed where there are no `problems`."""

    document: str
    words: int
    problems: tuple[str, ...]


def check_added(library: Path, id_: str) -> AddedCheck:
    """Compare the original, the document and its passages by their words. Raises CorpusError as `load_added` does."""
    document, folder = load_added(library, id_), library / id_
    problems = [*_original(document, folder), *_lost(document, folder)]
    # No limit but the passages' own in words, so that no embedding model is loaded.
    problems += lost_words(document, split(document, len, sys.maxsize))
    return AddedCheck(id_, len(curated_words(document.body)), tuple(problems))


def _original(document: Document, folder: Path) -> list[str]:
    try:
        digest = hashlib.sha256(original_of(folder).read_bytes()).hexdigest()
    except (CorpusError, OSError) as error:
        return [str(error)]
    return [] if digest == document.sha256 else ["the file as received has changed since it was added"]


def _lost(document: Document, folder: Path) -> list[str]:
    try:
        report = report_of(folder)
    except CorpusError as error:
        return [str(error)]
    lost = lost_from(document.body, text_of_pages(folder), report.left_out)
    where = [f" (page {run.page})" if report.pages else "" for run in lost.runs]
    return [f"the document lacks '{run.text}'{page}" for run, page in zip(lost.runs, where, strict=True)]
