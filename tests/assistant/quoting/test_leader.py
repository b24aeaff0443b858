"""Who leads is read off the line that says so."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.quoting.leader import leader_of
from assistant.quoting.pieces import Piece

Make = Callable[..., Any]

LED = "In the lead: Ann Bly"


@pytest.mark.parametrize(("leader", "found"), [("in the lead", [LED]), ("In the", [LED]), ("In th", []), (None, [])])
def test_who_leads_is_read_off_the_line_that_the_document_names(
    leader: str | None, found: list[str], passage: Make, prose: Make, document: Make, fake_searcher: Make
) -> None:
    below = passage(*prose("Mix."), section=("Plan", "Bread"))
    above = passage(*prose("We plan.", LED), section=("Plan",))
    searcher = fake_searcher(below, above, documents=[document(leader=leader)])
    assert [piece.text for piece in leader_of(below, searcher)] == found


def test_the_leader_of_the_nearest_section_counts(
    passage: Make, prose: Make, document: Make, fake_searcher: Make
) -> None:
    above = passage(*prose("Led by Ann."), section=("Plan",))
    beside = passage(*prose("Led by Bob."), section=("Plan", "Boats"))
    own = passage(*prose("Mix.", "Led by Cy."), section=("Plan", "Bread"))
    searcher = fake_searcher(above, beside, own, documents=[document(leader="Led by")])
    assert leader_of(own, searcher) == [Piece(own, 1, 1)]
    assert leader_of(beside, searcher) == [Piece(beside, 0, 0)]
