"""What reverses a sentence, and what makes it stronger than its source."""

import pytest

from assistant.writing.checks.polarity import instructs, negates, overstates, says_opposite


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("Training alone is very effective.", "A focus on equality training alone is not very effective."),
        ("Providers should not have policies.", "Providers should have policies in place."),
        ("Nobody was barred from practice.", "They were barred from practice."),
        ("Discrimination will be tolerated.", "Any form of discrimination will not be tolerated and is followed up."),
        ("They are not less likely to be referred.", "They are less likely to be referred."),
    ],
)
def test_a_reversed_sentence_is_found(claim: str, support: str) -> None:
    assert negates(claim, support)


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        (
            "Equity means treating people by their needs rather than treating everyone the same.",
            "Equity does not mean treating everyone the same.",
        ),
        ("Training on its own isn’t effective.", "Training alone is not effective."),
        ("They take no large resources.", "None of these took a large amount of resources."),
    ],
)
def test_the_same_in_other_words_is_not_reversed(claim: str, support: str) -> None:
    assert not negates(claim, support)


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("Violence increased.", "It led to a reduction in violence."),
        ("BAME people are more likely to be identified.", "BAME people are less likely to be identified."),
        ("The service is for paid carers.", "The service is for unpaid carers."),
        ("It works with practicing people.", "It works with non-practicing people."),
        ("The plan includes closing the programme.", "The plan includes doubling the programme."),
    ],
)
def test_an_opposite_is_found(claim: str, support: str) -> None:
    assert says_opposite(claim, support)


@pytest.mark.parametrize(
    ("claim", "support", "kinds"),
    [
        ("Boards must use it.", "Boards could use it.", ["duty"]),
        ("Boards should use it.", "Boards could use it.", ["advice"]),
        ("Only boards use it.", "Boards use it.", ["exclusion"]),
        ("All boards use it.", "Boards use it.", ["exclusion"]),
        ("It is guaranteed to work.", "It works.", ["certainty"]),
        ("Boards must use it.", "Boards are required to use it.", []),
        ("They meet every month.", "They have a monthly meeting.", []),
    ],
)
def test_a_claim_stronger_than_its_support_is_named(claim: str, support: str, kinds: list[str]) -> None:
    assert overstates(claim, support, advised=False) == kinds


def test_advice_is_no_stronger_than_an_instruction() -> None:
    assert overstates("Boards should use it.", "Use it in boards.", advised=True) == []


@pytest.mark.parametrize(
    "text",
    ["Use it in every board.", "What works:\n- Regularly review the plan", "1. Apply it.", "| Carry out a survey |"],
)
def test_an_instruction_is_found(text: str) -> None:
    assert instructs(text)


@pytest.mark.parametrize("text", ["Boards use it.", "The family supports it.", "Early results\nwere good."])
def test_a_statement_is_no_instruction(text: str) -> None:
    assert not instructs(text)
