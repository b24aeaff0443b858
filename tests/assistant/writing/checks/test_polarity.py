"""What turns a sentence round, and what makes it stronger than its source."""

import pytest

from assistant.writing.checks.polarity import opposite, stronger, turned


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Training alone is very effective.", "A focus on equality training alone is not very effective."),
        ("Providers should not have policies.", "Providers should have policies in place."),
        ("Nobody was barred from practice.", "They were barred from practice."),
        ("Discrimination will be tolerated.", "Any form of discrimination will not be tolerated and is followed up."),
        ("They are not less likely to be referred.", "They are less likely to be referred."),
    ],
)
def test_a_sentence_turned_round_is_seen(claim: str, evidence: str) -> None:
    assert turned(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "Equity means treating people by their needs rather than treating everyone the same.",
            "Equity does not mean treating everyone the same.",
        ),
        ("Training on its own isn’t effective.", "Training alone is not effective."),
        ("They take no large resources.", "None of these took a large amount of resources."),
    ],
)
def test_the_same_said_otherwise_is_not(claim: str, evidence: str) -> None:
    assert not turned(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Violence increased.", "It led to a reduction in violence."),
        ("BAME people are more likely to be identified.", "BAME people are less likely to be identified."),
        ("The service is for paid carers.", "The service is for unpaid carers."),
        ("It works with practicing people.", "It works with non-practicing people."),
        ("The plan includes closing the programme.", "The plan includes doubling the programme."),
    ],
)
def test_an_opposite_is_seen(claim: str, evidence: str) -> None:
    assert opposite(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence", "kinds"),
    [
        ("Boards must use it.", "Boards could use it.", ["duty"]),
        ("Boards should use it.", "Boards could use it.", ["advice"]),
        ("Boards should use it.", "Use it in every board.", []),
        ("Only boards use it.", "Boards use it.", ["exclusion"]),
        ("All boards use it.", "Boards use it.", ["exclusion"]),
        ("It is guaranteed to work.", "It works.", ["certainty"]),
        ("Boards must use it.", "Boards are required to use it.", []),
        ("They meet every month.", "They have a monthly meeting.", []),
    ],
)
def test_more_strength_than_the_source_is_named(claim: str, evidence: str, kinds: list[str]) -> None:
    assert stronger(claim, evidence, evidence) == kinds
