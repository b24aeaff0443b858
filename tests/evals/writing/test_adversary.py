"""A real small model behind a real server answers a few questions: what it invents is not shown."""

import json

import pytest

from assistant.settings import Settings
from assistant.writing.model import ChatModel
from corpus.errors import ModelError
from evals.questions import load_questions
from evals.run import first_of_each_kind
from evals.writing.adversary import TABLE, run_adversary, table
from evals.writing.small_model import NAME, serve_small_model, weights
from indexing.search import Searcher

pytestmark = pytest.mark.model


def installed() -> bool:
    try:
        return weights().exists()
    except ModelError:
        return False


@pytest.mark.skipif(not installed(), reason="the small language model is not installed")
def test_nothing_that_the_small_model_invents_is_shown(searcher: Searcher) -> None:
    pytest.importorskip("xllamacpp")
    items = [item for item in load_questions(split="dev") if item.id in first_ids()]
    with serve_small_model() as url:
        rows = run_adversary(searcher, Settings(), items, ChatModel(NAME, url))
    assert [row.unsupported_shown for row in rows] == [0, 0]
    assert all(row.sentences for row in rows)
    assert len(table(rows).splitlines()) == 8


def first_ids() -> list[str]:
    return [item.id for item in first_of_each_kind(load_questions(split="dev"), 1) if item.turns[0].answerable][:3]


def test_over_all_dev_questions_nothing_unsupported_was_shown() -> None:
    """The baseline that `python -m evals.writing.adversary` wrote."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    assert [row["unsupported_shown"] for row in rows] == [0, 0]
    assert rows[0]["questions"] > 100
    assert rows[0]["invented"] > 0
