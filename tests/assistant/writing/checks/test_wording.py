"""How much of a claim is new, and when that is too much."""

import pytest

from assistant.writing.checks.likeness import TextLikeness
from assistant.writing.checks.thresholds import Thresholds
from assistant.writing.checks.wording import Wording, measure_wording
from indexing.embed import Embedder

THRESHOLDS = Thresholds(like=0.65, covered=0.6, covered_part=0.4, new_in_a_row=2, near=0.5)


def test_each_content_word_is_measured_and_the_words_for_saying_are_not(fake_embedder: Embedder) -> None:
    wording = measure_wording(
        "The report says that bakers knead, and sailors row.", "bakers knead dough", "Bakers knead.",
        TextLikeness(fake_embedder),
    )  # fmt: skip
    assert wording.words == (1, 1, 0, 0)
    assert wording.parts == ((1, 1), (0, 0))
    assert 0 < wording.nearness < 1


def test_a_claim_in_the_words_of_its_source_has_no_fault(fake_embedder: Embedder) -> None:
    claim = "Bakers knead dough."
    wording = measure_wording(claim, claim, claim, TextLikeness(fake_embedder))
    assert wording == Wording((1, 1, 1), ((1, 1, 1),), pytest.approx(1))
    assert wording.faults(THRESHOLDS) == []


@pytest.mark.parametrize(
    ("wording", "faults"),
    [
        (Wording((1, 1, 1, 0.7), (), 0.9), []),
        (Wording((1, 1, 0.5, 0.5), (), 0.9), ["words"]),
        (Wording((1, 1, 1, 1, 1, 0), ((1, 1), (0.7, 0)), 0.9), ["words"]),
        (Wording((1,) * 12 + (0, 0, 0), (), 0.9), ["words"]),
        (Wording((1,) * 12 + (0, 0, 1, 0), (), 0.9), []),
        (Wording((1, 1, 1), (), 0.4), ["meaning"]),
        (Wording((), (), 0.4), ["words", "meaning"]),
    ],
    ids=["alike", "too few words", "a new part", "three new in a row", "two new in a row", "far away", "no words"],
)
def test_what_is_too_far_from_the_sources_is_named(wording: Wording, faults: list[str]) -> None:
    assert wording.faults(THRESHOLDS) == faults
