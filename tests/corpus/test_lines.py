"""The lines of a verbatim text, as pages and files draw them."""

import pytest

from corpus.lines import lines_of


def shown(text: str, marker: str = "") -> list[tuple[str, int, str, str]]:
    return [(line.kind, line.depth, line.marker, line.words) for line in lines_of(text, marker)]


def test_each_kind_of_line_is_recognised() -> None:
    assert shown("Words.\n\n- Time.\n1. One.\n2) Two.\n> Said.\n>Said.") == [
        ("text", 0, "", "Words."), ("blank", 0, "", ""), ("item", 0, "- ", "Time."), ("number", 0, "1. ", "One."),
        ("number", 0, "2) ", "Two."), ("quotation", 0, "> ", "Said."), ("quotation", 0, ">", "Said."),
    ]  # fmt: skip


def test_the_first_line_takes_the_marker_that_the_text_leaves_out() -> None:
    assert shown("Time.\n  - More.\n- Care.", "- ") == [
        ("item", 0, "- ", "Time."), ("item", 1, "  - ", "More."), ("item", 0, "- ", "Care."),
    ]  # fmt: skip


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_a_list_inside_a_list_is_one_deeper_whatever_its_indent(indent: str) -> None:
    text = f"- A\n{indent}- B\n{indent * 2}1. C\n{indent}- D\n- E"
    assert [depth for _, depth, _, _ in shown(text)] == [0, 1, 2, 1, 0]


def test_a_tab_indents_by_four() -> None:
    assert [depth for _, depth, _, _ in shown("- A\n  - B\n\t- C")] == [0, 1, 2]


def test_a_text_that_begins_inside_a_list_keeps_its_depth() -> None:
    assert shown("Words.\n  - B")[1] == ("item", 1, "  - ", "B")
    assert shown("B\n    - C", "  - ") == [("item", 1, "  - ", "B"), ("item", 2, "    - ", "C")]


@pytest.mark.parametrize("text", ["-5 degrees", "2018 was dry", "1.5 hours", "a - b", "*important*", "(1) One"])
def test_words_that_only_look_like_a_marker_are_words(text: str) -> None:
    assert shown(text) == [("text", 0, "", text)]


@pytest.mark.parametrize("marker", ["", "- ", "  - "])
def test_the_words_of_a_line_stand_where_it_says(marker: str) -> None:
    text = "Time.\n  -   More.\n\n> Said.\n3.  Three.\f\u2028Four."
    for line in lines_of(text, marker):
        assert text.startswith(line.words, line.start)
    assert len(lines_of(text, marker)) == len(text.split("\n"))
