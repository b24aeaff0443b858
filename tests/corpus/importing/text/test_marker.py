import pytest

from corpus.importing.text.marker import Marker, marker_of


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("- plan", "", "plan"),
        ("•plan", "", "plan"),
        ("o plan", "", "plan"),
        ("– plan", "", "plan"),
        ("3. plan", "3.", "plan"),
        ("(b) plan", "(b)", "plan"),
        ("iv) plan", "iv)", "plan"),
        ("2.1 plan", "2.1", "plan"),
        ("10.2.3. plan", "10.2.3.", "plan"),
    ],
)
def test_bullets_and_numbers_stand_before_the_words(line: str, number: str, words: str) -> None:
    marker = marker_of(line)

    assert marker is not None
    assert (marker.number, line[marker.length :]) == (number, words)


@pytest.mark.parametrize(
    "line", ["plan", "-plan", "2010. The Act", "office", "3.", "*plan*", "a plan", "A. Smith", "1st plan"]
)
def test_other_lines_have_none(line: str) -> None:
    assert marker_of(line) is None


def _marker(number: str) -> Marker:
    marker = marker_of(f"{number} words")
    assert marker is not None
    return marker


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.", "2."),
        ("a)", "b)"),
        ("(i)", "(ii)"),
        ("h)", "i)"),
        ("(iii)", "(iv)"),
        ("2.1", "2.2"),
        ("2.9", "2.10"),
        ("-", "-"),
    ],
)
def test_numbers_of_one_list_follow_each_other(before: str, after: str) -> None:
    assert _marker(after).follows(_marker(before))


@pytest.mark.parametrize(
    ("before", "after"),
    [("1.", "3."), ("1.", "2)"), ("a)", "(b)"), ("2.1", "3.2"), ("2.1", "2.1.2"), ("-", "•"), ("1.", "-")],
)
def test_numbers_of_two_lists_do_not(before: str, after: str) -> None:
    assert not _marker(after).follows(_marker(before))


def test_an_i_may_begin_a_list_or_follow_h() -> None:
    assert _marker("i)").begins()
    assert _marker("(a)").begins()
    assert not _marker("b)").begins()
