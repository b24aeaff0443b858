"""A question is of the kind whose examples it is like."""

from typing import Any

from assistant.question.examples import Examples

KNOWN = [("why is my bread flat", "bread"), ("which flour for bread", "bread"), ("who rows the boat", "boats")]


def test_a_question_has_most_of_the_kind_that_it_is_like(fake_embedder: Any) -> None:
    examples = Examples(KNOWN, fake_embedder)
    shares = examples.shares("is the bread flat", fake_embedder.encode(["is the bread flat"])[0])
    assert shares["bread"] > 0.4
    assert shares["boats"] < 0.2


def test_a_question_like_no_example_has_hardly_a_share_of_any_kind(fake_embedder: Any) -> None:
    shares = Examples(KNOWN, fake_embedder).shares("zebras graze", fake_embedder.encode(["zebras graze"])[0])
    assert max(shares.values()) < 0.1
