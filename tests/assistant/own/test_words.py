"""Evenhand says of itself what is so, whatever it runs with."""

import pytest

from assistant.own.words import Running, of_itself
from corpus.lists.own_questions import OTHER, known_own_questions

KINDS = {kind for _, kind in known_own_questions()} - {OTHER}
# Said from the library's metadata.
OF_LIBRARY = {"contents", "age", "ability", "greeting"}


@pytest.mark.parametrize("running", [Running(), Running("openai:large", feedback=True)])
def test_every_kind_has_words(running: Running) -> None:
    assert {kind for kind in KINDS if not of_itself(kind, running)} == OF_LIBRARY


def test_a_model_is_named_wherever_it_makes_a_difference() -> None:
    named = {kind for kind in KINDS if "openai:large" in of_itself(kind, Running("openai:large"))}
    assert named == {"machine", "cost", "privacy", "trust"}
    assert not any(
        "{" in of_itself(kind, running) for kind in KINDS for running in (Running(), Running("m", feedback=True))
    )


def test_quotations_are_promised_only_where_no_model_writes() -> None:
    for kind in ("maker", "machine", "trust"):
        assert "quot" in of_itself(kind, Running())
    assert "letter for letter" not in of_itself("trust", Running("m"))
    assert "word for word" not in of_itself("maker", Running("m"))


def test_feedback_is_told_of_only_where_it_is_saved() -> None:
    assert "is saved" in of_itself("privacy", Running(feedback=True))
    assert "is saved" not in of_itself("privacy", Running())
