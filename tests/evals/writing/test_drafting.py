"""A real small model drafts questions for a document: what is kept is a catalogue, whatever it writes."""

from datetime import date
from pathlib import Path

import pytest

from assistant.writing.drafting.draft import draft_questions
from assistant.writing.drafting.file import as_file
from assistant.writing.model import ChatModel
from corpus.catalogue import load_catalogue
from corpus.errors import ModelError
from evals.writing.small_model import NAME, serve_small_model, weights
from indexing.search import Searcher

pytestmark = pytest.mark.model
DOCUMENT = "promoting-equality"


def installed() -> bool:
    try:
        return weights().exists()
    except ModelError:
        return False


@pytest.mark.skipif(not installed(), reason="the small language model is not installed")
def test_what_is_kept_of_a_small_models_draft_is_a_catalogue(searcher: Searcher, tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    with serve_small_model() as url:
        drafting = draft_questions(DOCUMENT, searcher, ChatModel(NAME, url, seconds=200))
        drafts = [next(drafting)]
    assert drafts[0].stopped == ""
    document = searcher.documents[DOCUMENT]
    content = as_file(document, drafts, 1, NAME, tmp_path / "catalogue.yaml", date(2026, 12, 1))
    (tmp_path / "catalogue.yaml").write_text(content, encoding="utf-8")
    kept = [question for draft in drafts for _, question in draft.kept]
    entries = load_catalogue(document, tmp_path, "catalogue")
    assert sorted(kept) == sorted(question for entry in entries for question in entry.questions)
