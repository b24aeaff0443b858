"""A preview is one line, without marks of Markdown."""

import pytest

from corpus.markdown.preview import in_one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Help by:\n\n- Being *kind*.\n  - To all.", "Help by: • Being kind. • To all."),
        ("1. Mix.\n2. Bake.", "1. Mix. 2. Bake."),
        ("> Said\n> so.", "Said so."),
        ("a - b", "a - b"),
    ],
)
def test_a_preview_is_one_line_without_markers_of_lists(text: str, line: str) -> None:
    assert in_one_line(text) == line


def test_a_preview_of_a_part_has_its_spaces_and_whole_markers() -> None:
    text = "Help by:\n\n- Being *kind*.\n- More."
    assert [in_one_line(text, 0, 10), in_one_line(text, 12, 24), in_one_line(text, 18)] == [
        "Help by: ", "Being kind", "kind. • More.",
    ]  # fmt: skip
