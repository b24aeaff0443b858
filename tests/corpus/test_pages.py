"""The page of each sentence is found by its words, also where they stand on several pages or on none."""

from collections.abc import Callable
from pathlib import Path

from corpus.load import load_document
from corpus.pages import with_pages
from corpus.split import split

BODY = """# Lone working

Everybody who visits people at home carries a charged telephone. Nobody goes without.

## Before a visit

- Call the office.
- Look at the map.

## After a visit

Call the office. A visit that took longer than planned is written down in the book that hangs at the door.
"""
PAGES = [
    "Lone working\nEverybody who visits people at home carries a charged tele-\nphone. Nobody goes without.",
    "Before a visit\n• Call the office.\n• Look at the map.\nAfter a visit",
    "Call the office. A visit that took longer than planned is written",
    "down in the book that hangs at the door.",
]


def pages_of(body: str, pages: list[str], write_document: Callable[..., Path]) -> list[tuple[str, int | None]]:
    passages = split(load_document(write_document(body)), len, 10_000)
    return [(one.text[:18], one.page) for passage in with_pages(passages, pages) for one in passage.sentences]


def test_a_sentence_stands_on_the_page_that_it_begins_on(write_document: Callable[..., Path]) -> None:
    assert pages_of(BODY, PAGES, write_document) == [
        ("Everybody who visi", 1), ("Nobody goes withou", 1), ("Call the office.", 2), ("Look at the map.", 2),
        ("Call the office.", 3), ("A visit that took ", 3),
    ]  # fmt: skip


def test_without_pages_no_sentence_has_one(write_document: Callable[..., Path]) -> None:
    assert {page for _, page in pages_of(BODY, [], write_document)} == {None}


def test_a_sentence_that_no_page_holds_stands_where_the_one_before_it_does(
    write_document: Callable[..., Path],
) -> None:
    body = BODY.replace("Look at the map.", "Something else.")
    assert dict(pages_of(body, PAGES, write_document))["Something else."] == 2


def test_what_is_out_of_order_is_found_where_it_is(write_document: Callable[..., Path]) -> None:
    note = "A footnote that was moved to here stands at the end."
    body = f"# One\n\nThe first words of all are here.\n\n{note}\n\nThe second words of all are here too."
    pages = [
        "The first words of all are here. The second words of all are here too.",
        "Nothing of it.",
        "A footnote that was moved to here stands at the end.",
    ]
    assert [page for _, page in pages_of(body, pages, write_document)] == [1, 3, 1]


def test_marks_of_markdown_do_not_count(write_document: Callable[..., Path]) -> None:
    body = "# One\n\n**Bold** words \\* with a star stand first.\n\nOthers follow them on the next page."
    pages = ["Bold words * with a star stand first.", "Others follow them on the next page."]
    assert [page for _, page in pages_of(body, pages, write_document)] == [1, 2]
