import pytest

from corpus.importing.pdf.markers import follows, marked
from corpus.importing.pdf.page.lines import Line, line_of
from corpus.importing.pdf.page.words import Word


def line(*words: str, gap: float = 3) -> Line:
    """A line of words, each 20 points wide, the first followed by a gap."""
    found, left = [], 70.0
    for word in words:
        found.append(Word(word, left, left + 20, 100, 10, bold=False))
        left += 20 + (gap if len(found) == 1 else 3)
    return line_of(found, page=1)


@pytest.mark.parametrize(
    ("words", "number", "text"),
    [
        (("•", "the", "rota"), "", "the rota"),
        (("•The", "rota"), "", "The rota"),
        (("\uf0a7", "the", "rota"), "", "the rota"),
        (("1.", "The", "rota"), "1.", "The rota"),
        (("12.The", "rota"), "12.", "The rota"),
        (("(iv)", "the", "rota"), "(iv)", "the rota"),
        (("2.1", "The", "rota"), "2.1", "The rota"),
        (("3.4.1.", "The", "rota"), "3.4.1.", "The rota"),
    ],
)
def test_a_marker_is_told_from_the_words(words: tuple[str, ...], number: str, text: str) -> None:
    found = marked(line(*words))

    assert found is not None
    assert (found[0].number, found[1]) == (number, text)


@pytest.mark.parametrize(
    "words", [("2018", "was"), ("I", "agree"), ("Rest", "well"), ("o", "clock"), ("100.5", "hours")]
)
def test_words_and_other_numbers_are_no_marker(words: tuple[str, ...]) -> None:
    assert marked(line(*words)) is None


def test_a_letter_that_a_gap_sets_apart_is_a_bullet() -> None:
    assert marked(line("o", "the", "rota", gap=12)) is not None


@pytest.mark.parametrize(
    ("one", "two"), [("a)", "b)"), ("1.", "2."), ("2.9", "2.10"), ("(iv)", "(v)"), ("(h)", "(i)"), ("9.", "10.")]
)
def test_numbers_follow_each_other(one: str, two: str) -> None:
    assert follows(one, two)
    assert not follows(two, one)


@pytest.mark.parametrize(("one", "two"), [("1.", "3."), ("2.1", "3.2"), ("a)", "1)"), ("", "1.")])
def test_other_numbers_do_not(one: str, two: str) -> None:
    assert not follows(one, two)
