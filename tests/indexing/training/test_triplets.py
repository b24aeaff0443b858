"""A triplet holds a question, what it belongs with and a known gap, and no two of a batch share a sentence."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from indexing.library import KnownGap, Library
from indexing.training.triplets import Batch, TripletDraw, positions_by


def place_of(text: str) -> str:
    """The home that a text is about at last, or none."""
    return next((word for word in reversed(text.split()) if word in ("Ashby", "Barton", "Corby", "Denton")), "")


@pytest.fixture
def four_homes(eight_homes: Library) -> Library:
    return replace(
        eight_homes,
        passages=eight_homes.passages[:4],
        questions=[one for one in eight_homes.questions if one.passage < 4],
        gaps=[gap for gap in eight_homes.gaps if gap.passage is None or gap.passage < 4],
    )


def triplets(library: Library, rounds: int = 20) -> Iterator[tuple[str, str, str]]:
    draw = TripletDraw(library, size=4)
    for _ in range(rounds):
        for batch in draw.a_round():
            yield from zip(*batch, strict=True)


def test_a_question_is_paired_with_what_is_said_of_the_same_home_and_a_gap_of_it(four_homes: Library) -> None:
    drawn = list(triplets(four_homes))
    assert all(place_of(question) == place_of(positive) for question, positive, _ in drawn)
    general = [gap for *_, gap in drawn if gap.endswith("What is the weather like?")]
    own = [gap for question, _, gap in drawn if place_of(gap) == place_of(question) and gap not in general]
    assert len(own) + len(general) == len(drawn)
    assert len(own) > len(general) > 0


def test_it_is_paired_with_its_sentence_or_with_another_question(four_homes: Library) -> None:
    questions = {question.text for question in four_homes.questions}
    drawn = list(triplets(four_homes))
    others = [positive for question, positive, _ in drawn if positive in questions]
    assert len(drawn) > len(others) > len(drawn) / 3
    assert all(not question.endswith(positive) for question, positive, _ in drawn)


def test_some_questions_and_gaps_follow_an_earlier_question(four_homes: Library) -> None:
    questions = [question.text for question in four_homes.questions]
    for column in (0, 2):
        drawn = [triplet[column] for triplet in triplets(four_homes)]
        following = [text for text in drawn if any(text.startswith(f"{question} ") for question in questions)]
        assert len(drawn) / 2 > len(following) > 0


def test_no_two_questions_of_a_batch_share_a_sentence(four_homes: Library) -> None:
    batches = [batch for _ in range(10) for batch in TripletDraw(four_homes, size=4).a_round()]
    assert all(isinstance(batch, Batch) and batch.questions for batch in batches)
    for batch in batches:
        places = [place_of(question) for question in batch.questions]
        assert len(set(places)) == len(places)


def test_a_false_premise_is_drawn_where_the_passage_has_one(four_homes: Library) -> None:
    premise = KnownGap("Why has Ashby no beds", 0, premise=True)
    drawn = list(triplets(replace(four_homes, gaps=[*four_homes.gaps, premise])))
    questions = [question for question, _, gap in drawn if gap.endswith(premise.text)]
    assert questions
    assert {place_of(question) for question in questions} == {"Ashby"}


def test_another_seed_draws_others(four_homes: Library) -> None:
    first, again, other = (list(TripletDraw(four_homes, 4, seed).a_round()) for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_positions_are_gathered_by_key() -> None:
    positions = positions_by([7, 8, 7])
    assert (positions[7], positions[8], positions[9]) == ([0, 2], [1], [])
