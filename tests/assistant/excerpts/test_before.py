"""What a passage goes on from is said beside it, in every format, and is no part of the quotation."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.excerpts.before import before, before_words
from assistant.excerpts.export import export
from assistant.excerpts.find import Excerpt, excerpt_of
from assistant.excerpts.selection import SelectedExcerpt
from corpus.document import Passage
from corpus.load import load_document
from corpus.split import split
from indexing.search import Searcher
from ui.cli.text import excerpts_text

Write = Callable[..., Path]
Open = Callable[[Any], Any]

DAY = dt.date(2026, 3, 5)


def cut(path: Path, limit: int = 60) -> list[tuple[Passage, Excerpt]]:
    document = load_document(path)
    passages = split(document, lambda text: len(text.split()), limit)
    return [(passage, excerpt_of(passage, document)) for passage in passages]


def items(count: int, words: int = 20) -> list[str]:
    return [f"Item {n} {'word ' * words}end." for n in range(1, count + 1)]


def test_a_later_part_of_a_list_keeps_its_lead_in_and_says_which_items_it_holds(write_document: Write) -> None:
    listed = "\n".join(f"- {item}" for item in items(5))
    made = cut(write_document(f"# One\n\nThe trust *always* does:\n\n{listed}"))
    befores = [excerpt.before for _, excerpt in made]
    assert befores[0] == "Items 1 to 2 of 5 in the list"
    assert befores[1:] == [f"Before this passage: “The trust always does:” ({part})" for part in _parts(made[1:])]
    assert len(befores) >= 3


def _parts(made: list[tuple[Passage, Excerpt]]) -> list[str]:
    numbers = [[s.item for s in passage.sentences if s.item] for passage, _ in made]
    return [f"item {n[0]} of 5" if n[0] == n[-1] else f"items {n[0]} to {n[-1]} of 5" for n in numbers]


def test_a_numbered_list_below_a_heading_has_no_lead_in_but_says_how_many_there_are(write_document: Write) -> None:
    listed = "\n".join(f"{n}. {item}" for n, item in enumerate(items(5), start=1))
    made = cut(write_document(f"# Factors\n\n{listed}"))
    assert all(excerpt.lead == "" for _, excerpt in made)
    assert all("of 5 in the list" in excerpt.before for _, excerpt in made)


def test_a_later_part_of_a_table_row_keeps_the_name_of_its_row(write_document: Write) -> None:
    cell = " ".join(items(6))
    made = cut(write_document(f"# One\n\n| What | How |\n|---|---|\n| Baking bread | {cell} |"))
    assert [excerpt.before for _, excerpt in made] == ["", *["In the row: “Baking bread”"] * (len(made) - 1)]
    assert len(made) > 1


@pytest.mark.parametrize(
    "body", ["# One\n\nSome words.", "# One\n\nIt does:\n\n- Listen.\n- Learn.", "# One\n\n- Listen."]
)
def test_nothing_is_said_of_what_is_whole(body: str, write_document: Write) -> None:
    assert [excerpt.before for _, excerpt in cut(write_document(body))] == [""]


@pytest.fixture
def led(excerpt: Callable[..., Excerpt]) -> Excerpt:
    return excerpt("Knead.\n- Bake.", marker="- ", lead="Bakers can help by:", items="items 2 to 3 of 4")


SAID = "Before this passage: “Bakers can help by:” (items 2 to 3 of 4)"


def test_word_and_markdown_say_it_before_the_quotation(led: Excerpt, opened: Open) -> None:
    paragraphs = [p.text for p in opened(export([SelectedExcerpt(led)], "Baking", DAY, "docx")).paragraphs]
    assert paragraphs[paragraphs.index(SAID) + 1] == "Knead."
    text = export([SelectedExcerpt(led)], "Baking", DAY, "md").content.decode()
    assert f"{SAID}\n\n> - Knead.\n> - Bake." in text


def test_csv_and_json_hold_it_apart_from_the_quotation(led: Excerpt) -> None:
    content = export([SelectedExcerpt(led)], "Baking", DAY, "csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert (row["lead-in"], row["items"]) == ("Bakers can help by:", "items 2 to 3 of 4")
    assert row["quote"] == "'- Knead.\n- Bake."
    (one,) = json.loads(export([SelectedExcerpt(led)], "Baking", DAY, "json").content)["excerpts"]
    assert (one["lead_in"], one["items"], one["marker"]) == ("Bakers can help by:", "items 2 to 3 of 4", "- ")
    assert one["quote"] == "Knead.\n- Bake."


def test_the_terminal_says_it_before_the_text(led: Excerpt) -> None:
    words = " ".join(excerpts_text([led]).split())
    assert f"{SAID} - Knead. - Bake." in words


@pytest.mark.model
def test_no_passage_of_the_library_begins_inside_a_list_or_row_without_a_word(searcher: Searcher) -> None:
    begun = [
        passage for passage in searcher.passages
        if passage.sentences[0].item > 1 or (passage.sentences[0].kind == "cell" and passage.sentences[0].row)
    ]  # fmt: skip
    assert len(begun) > 10
    silent = [passage.anchor for passage in begun if not _words(passage, searcher)]
    assert silent == []


def _words(passage: Passage, searcher: Searcher) -> str:
    stands = before(passage, searcher.documents[passage.document])
    return before_words(stands.lead, stands.items)
