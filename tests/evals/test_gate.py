"""The gate: on a small fixed part of the questions no headline figure may fall under the committed baseline."""

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.compare import falls, read_baseline
from evals.questions import load_questions
from evals.run import first_of_each_kind, result_of, run_system
from evals.system import Evenhand

# Items of each kind and split: some 170, which take ten to twenty seconds on two cores.
_EACH = 6


@pytest.mark.model
def test_no_headline_figure_falls_under_the_baseline(assistant: Assistant) -> None:
    every = load_questions()
    bodies = {id_: document.body for id_, document in assistant.searcher.documents.items()}
    outcomes = run_system(Evenhand(assistant), first_of_each_kind(every, _EACH), bodies)
    result = result_of("evenhand", outcomes, Settings(), every)
    assert falls(result, read_baseline("evenhand")) == []
