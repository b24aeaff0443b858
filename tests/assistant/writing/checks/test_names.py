"""Names and quotations of a sentence, and whether a text holds them."""

import pytest

from assistant.writing.checks.names import Names, names_of, quotations_of
from corpus.lists.glossary import load_glossary

ORDINARY = {"providers", "training", "see"}


def names(text: str) -> list[tuple[str, ...]]:
    return names_of(text, ORDINARY.__contains__)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Providers should work with Skills for Care.", [("Skills", "Care")]),
        ("Sheffield has a project.", [("Sheffield",)]),
        ("Additionally, the trust was rated.", []),
        ("The CQC and the NHS agree.", [("CQC",), ("NHS",)]),
        ("They met the Care Quality Commission, Oxfam and Shelter.", [
            ("Care", "Quality", "Commission"), ("Oxfam",), ("Shelter",),
        ]),
        ("By May 2016 the Act applied.", [("May", "2016"), ("Act",)]),
        ("Training Act 2010: it applies.", [("Training", "Act", "2010")]),
        ("See key line W1.6 and #ImWithSam.", [("W1.6",), ("#ImWithSam",)]),
    ],
)  # fmt: skip
def test_names_are_found(text: str, found: list[tuple[str, ...]]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("name", "held"),
    [
        (("Race", "Equality", "Foundation"), True),
        (("Equality", "Race"), False),
        (("CQC",), True),
        (("Care", "Quality", "Commission"), True),
        (("Oxfam",), False),
        (("Foundation", "2010"), True),
        (("Foundation", "2012"), False),
    ],
)
def test_a_name_is_held_in_its_order_and_by_its_abbreviation(name: tuple[str, ...], held: bool) -> None:
    text = Names("Based on the experience of CQC in 2012 and the Race Equality Foundation 2010.", load_glossary())
    assert text.hold(name) is held


def test_quotations_are_found_and_apostrophes_are_not() -> None:
    text = "The trust’s rule is “how do we serve this person?” and staff ‘don’t leave’, they said."
    assert quotations_of(text) == ["how do we serve this person?", "don’t leave"]
