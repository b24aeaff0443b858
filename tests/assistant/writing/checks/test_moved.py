"""A number attached to something else is found, and one that is only said in another order is not."""

import pytest

from assistant.writing.checks.moved import is_mislabelled, moved_numbers

COSTS = """When a staff member leaves the NHS, the average immediate cost to a trust is £4,500. Long term costs are much
greater. In social care, the average cost is estimated at £4,000.""".replace("\n", " ")
BULLYING = (
    "In 2014, 28% of BME staff said that they had experienced bullying or harassment – in 2015 this decreased to 11%."
)
HOSPICES = (
    "Seventy-five per cent of hospices rated as outstanding had carried out some work on equality for disabled people, "
    "but only 55% of other hospices had done so. Eighty-eight per cent of hospices rated as outstanding had carried "
    "out some work around equality for people of different religions and beliefs compared to 65% of lower-rated "
    "hospices."
)
HOUSE = "A care home providing respite care for up to 23 people at a time. The service employs 30 staff."


@pytest.mark.parametrize(
    ("claim", "passage", "moved"),
    [
        ("In social care, a leaver costs £4,500 on average.", COSTS, [4500]),
        ("A trust loses £4,500 on average, social care £4,000.", COSTS, []),
        ("28% of BME staff reported bullying in 2015.", BULLYING, [2015]),
        ("Reports of bullying by BME staff fell from 28% in 2014 to 11% in 2015.", BULLYING, []),
        ("55% of hospices rated outstanding had worked on equality for disabled people.", HOSPICES, [55]),
        ("Of the outstanding hospices, 88% had done work for disabled people.", HOSPICES, [88]),
        ("Among outstanding hospices 75% had worked for disabled people, against 55% of the others.", HOSPICES, []),
        ("The home employs 23 staff.", HOUSE, [23]),
        ("The home has up to 23 people and 23 staff.", HOUSE, [23, 23, 23]),
        ("The home has up to 23 people and employs 30 staff.", HOUSE, []),
    ],
)
def test_a_number_stays_with_what_it_counts(claim: str, passage: str, moved: list[float]) -> None:
    assert [number.value for number in moved_numbers(claim, passage)] == moved


@pytest.mark.parametrize(
    ("claim", "mislabelled"),
    [
        ("Integrity – doing the right thing for people.", False),
        ("Courage: doing the right thing for people.", True),
        ("Integrity is doing the right thing.", False),
        ("In short, it says: doing the right thing.", True),
    ],
)
def test_a_label_stays_with_what_is_said_of_it(claim: str, mislabelled: bool) -> None:
    values = ["Integrity – we do the right thing for people.", "Courage – we speak up."]
    assert is_mislabelled(claim, values) is mislabelled
