"""When a part is broken on purpose, the comparison shows that the right figures fall, and only those."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.compare import compare, falls
from evals.intervals import Difference
from evals.outcome import Result
from evals.questions import load_questions
from evals.run import first_of_each_kind, result_of, run_system
from evals.system import Evenhand
from indexing.keyword import KeywordIndex
from indexing.search import Searcher, SearchResult

pytestmark = pytest.mark.model

EACH = 5


def run(assistant: Assistant) -> Result:
    items = first_of_each_kind(load_questions(split="dev"), EACH)
    bodies = {id_: document.body for id_, document in assistant.searcher.documents.items()}
    return result_of("evenhand", run_system(Evenhand(assistant), items, bodies), Settings(), items)


@pytest.fixture(scope="module")
def assistant(real_index: Path) -> Assistant:
    """Without the cross-encoder, which takes most of the time and is not what is broken here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexing.stored.models.is_installed", lambda: False)
        return Assistant.open(Settings(index=real_index))


@pytest.fixture(scope="module")
def whole(assistant: Assistant) -> Result:
    return run(assistant)


@pytest.fixture
def patched() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def differences(before: Result, after: Result) -> dict[str, Difference]:
    return {difference.name: difference for difference in compare(before, after).figures["all"]}


def fell(difference: Difference) -> bool:
    return difference.interval is not None and difference.interval[1] < 0


def test_the_same_assistant_twice_shows_no_difference(assistant: Assistant, whole: Result) -> None:
    again = run(assistant)
    comparison = compare(whole, again)
    moved = [d.name for d in comparison.figures["all"] if d.moved != (0, 0) and not d.name.startswith("milliseconds")]
    assert (moved, comparison.better, comparison.worse) == ([], [], [])
    assert falls(again, whole) == []


def test_without_bm25_less_is_found(assistant: Assistant, whole: Result, patched: pytest.MonkeyPatch) -> None:
    def silent(self: KeywordIndex, words: list[str]) -> Any:
        return np.zeros(self.size, dtype=np.float32)

    patched.setattr(KeywordIndex, "scores", silent)
    found = differences(whole, run(assistant))
    assert found["MRR"].after < found["MRR"].before
    assert found["hit@1"].moved[1] > found["hit@1"].moved[0]
    assert found["verbatim"].after == 1.0


def test_with_shuffled_passages_ranks_and_answers_fall(
    assistant: Assistant, whole: Result, patched: pytest.MonkeyPatch
) -> None:
    import assistant.finding as flow

    rated, order = flow.rate, random.Random(1)

    def shuffled(result: SearchResult, searcher: Searcher) -> Any:
        return rated(replace(result, hits=tuple(order.sample(result.hits, len(result.hits)))), searcher)

    patched.setattr(flow, "rate", shuffled)
    broken = run(assistant)
    found = differences(whole, broken)
    assert fell(found["hit@1"])
    assert fell(found["MRR"])
    assert fell(found["full answers"])
    # The hits of a turn that is read in two ways alternate, so that the last of them may go.
    assert sum(found["hit@10"].moved) <= 1
    assert any(line.startswith("hit@1 (all)") for line in falls(broken, whole))


def test_without_refusals_silence_falls_and_finding_does_not(
    assistant: Assistant, whole: Result, patched: pytest.MonkeyPatch
) -> None:
    import assistant.finding as flow

    judge = flow.judge

    def never(*arguments: Any, **named: Any) -> Any:
        return replace(judge(*arguments, **named), verdict="answered")

    patched.setattr(flow, "judge", never)
    broken = run(assistant)
    found = differences(whole, broken)
    assert fell(found["refused"])
    assert found["refused"].after == 0.0
    assert found["wrongly refused"].after == 0.0
    assert found["MRR"].moved == (0, 0)
    assert any(line.startswith("refused (all)") for line in falls(broken, whole))
