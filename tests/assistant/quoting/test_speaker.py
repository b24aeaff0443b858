"""The body that a quotation means is named where its words do not name it."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.quoting.pieces import Piece
from assistant.quoting.speaker import speaker_of

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("We bake bread.", "Bakers of Ely"),
        ("Bread rises, as we all know.", ""),
        ("They said: “We bake.”", ""),
        ("We at Bakers of Ely bake.", ""),
        ("The trust bakes bread.", "The Mill NHS Trust"),
        ("The Mill bakes bread, and the trust eats it.", ""),
        ("The town bakes bread.", "Ely Town Council"),
        ("The town is Ely Town Council.", ""),
    ],
)
def test_who_is_meant_is_told_by_the_document_its_headings_or_its_publisher(
    text: str, speaker: str, passage: Make, prose: Make, document: Make
) -> None:
    piece = Piece(passage(*prose(text), section=("Cases", "Case 2: The Mill NHS Trust")), 0, 0)
    named = document(publisher="Bakers of Ely", stands_for=(("the town", "Ely Town Council"),))
    assert speaker_of(piece, named) == speaker


@pytest.mark.parametrize(
    ("fields", "section", "speaker"),
    [
        ({}, "Steps", "A publisher"),
        ({"publisher": None}, "Steps", ""),
        ({"author": "Ann"}, "Steps", ""),
        ({"stands_for": (("the town", "Ely"),)}, "What the town does", "Ely"),
    ],
)
def test_we_are_the_publisher_unless_an_author_or_a_heading_speaks(
    fields: dict[str, Any], section: str, speaker: str, passage: Make, prose: Make, document: Make
) -> None:
    piece = Piece(passage(*prose("We bake."), section=(section,)), 0, 0)
    assert speaker_of(piece, document(**fields)) == speaker


def test_a_sentence_with_a_colon_is_no_name(passage: Make, prose: Make, document: Make) -> None:
    piece = Piece(passage(*prose("The trust bakes."), section=("Aim: To win back the trust",)), 0, 0)
    assert speaker_of(piece, document()) == ""
