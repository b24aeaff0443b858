"""Pieces of Markdown and their places, whatever characters are in the text."""

import pytest

from corpus.markdown.parse import cell_spans, pieces_of

SEPARATORS = ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("where", ["One{}two.", "{}Words.", "Words.{}", "Words.\n{}\nMore."])
def test_a_separator_that_ends_no_line_moves_nothing(separator: str, where: str) -> None:
    body = f"# One\n\n{where.format(separator)}\n\n# Two\n\nThe last words.\n"
    pieces = pieces_of(body)
    assert [piece.words for piece in pieces if piece.kind == "heading"] == ["One", "Two"]
    assert body[pieces[-1].span.start : pieces[-1].span.end] == "The last words."
    assert all(piece.span.start < piece.span.end for piece in pieces)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_hides_no_heading_or_list(separator: str) -> None:
    assert [piece.kind for piece in pieces_of(f"{separator}# One\n\n{separator}- Time.")] == ["heading", "bullet_list"]


def test_nul_moves_nothing() -> None:
    body = "# One\0\n\nA\0b.\n\nThe last words."
    assert [body[piece.span.start : piece.span.end] for piece in pieces_of(body)] == [
        "# One\0", "A\0b.", "The last words.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "level", "words"),
    [
        ("## Title ##", 2, "Title"),
        ("# C#", 1, "C#"),
        ("# #tag", 1, "#tag"),
        ("Title\n====", 1, "Title"),
        ("Title\n---", 2, "Title"),
        ("Two\nlines\n===", 1, "Two lines"),
        ("#", 1, ""),
    ],
)
def test_a_heading_has_its_words_without_the_marks_around_them(heading: str, level: int, words: str) -> None:
    piece, following = pieces_of(f"{heading}\n\nText.")
    assert (piece.kind, piece.level, piece.words) == ("heading", level, words)
    assert following.kind == "paragraph"


def test_a_line_like_a_links_definition_is_text() -> None:
    (piece,) = pieces_of("[1]: https://example.org 'Its title'")
    assert piece.kind == "paragraph"


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b c |", ["a", "b c"]),
        ("a | b", ["a", "b"]),
        ("| a | | c |", ["a", "", "c"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        (r"| a | b \|", ["a", r"b \|"]),
        ("words alone", ["words alone"]),
        ("||", [""]),
        ("|", []),
    ],
)
def test_a_row_is_cut_at_its_unescaped_pipes(row: str, cells: list[str]) -> None:
    assert [row[span.start : span.end] for span in cell_spans(row)] == cells
