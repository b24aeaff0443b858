import pytest

from corpus.importing.pdf.hyphens import joined, vocabulary


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the organi-", "sation acts"], "the organisation acts"),
        (["the treat-", "ment of pain"], "the treatment of pain"),
        (["a well-", "known rule"], "a well-known rule"),
        (["a non-", "clinical reason"], "a non-clinical reason"),
        (["since COVID-", "19 began"], "since COVID-19 began"),
        (["the care -", "and the cost"], "the care - and the cost"),
        (["co\u00adordinates a\u00ad", "gain"], "coordinates again"),
        (["see www.example.org/help-and-", "advice/leave"], "see www.example.org/help-and-advice/leave"),
        (["at www.example.org.", "Ask there first."], "at www.example.org. Ask there first."),
        (["by  the", " manager"], "by the manager"),
    ],
)
def test_lines_are_joined(lines: list[str], text: str) -> None:
    assert joined(lines, vocabulary(["known rules are well kept"])) == text


def test_a_compound_that_stands_elsewhere_keeps_its_hyphen() -> None:
    known = vocabulary(["A decision is person-centred."])

    assert joined(["what is person-", "centred care"], known) == "what is person-centred care"


def test_two_words_that_are_one_elsewhere_lose_their_hyphen() -> None:
    known = vocabulary(["They inform the family.", "It is in the form."])

    assert joined(["to in-", "form the family"], known) == "to inform the family"


def test_the_halves_of_a_broken_word_are_no_words() -> None:
    assert not vocabulary(["the treat-", "ment of pain"]) & {"treat", "ment"}
