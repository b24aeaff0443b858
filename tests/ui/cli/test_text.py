"""Answers as plain text for the terminal."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, NearPassage, Statement
from corpus.document import Passage
from ui.cli.text import as_text


@pytest.fixture
def refused() -> Answer:
    passage = Passage("p1", "bread", ("Bread",), "publisher", "- Mix.\n- Knead.", "", (), (), 0)
    words = Statement("Mix.\n- Knead.", (), intro="Steps:", marker="- ")
    near = NearPassage(passage, words, 0, "Bread. Dough [guide].")
    return Answer("Beds?", "Beds?", "not_found", "The library does not say.", nearest=(near,))


def test_the_words_that_matched_are_bold(refused: Answer) -> None:
    assert "- \x1b[1mKnead\x1b[0m." in as_text(replace(refused, query="How is dough kneaded?"))


def test_a_refusal_shows_the_words_nearest_to_an_answer_below_their_reference(refused: Answer) -> None:
    assert as_text(refused) == (
        "The library does not say.\n\nNearest passages, not an answer\n\n"
        "- Bread. Dough [guide].\n\n    Steps:\n\n    - Mix.\n    - Knead."
    )
