"""CSV and JSON hold what their columns and keys say, to the letter; no cell of a spreadsheet is a formula."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable

import pytest

from assistant.excerpts.export import export
from assistant.excerpts.find import Excerpt
from assistant.excerpts.selection import SelectedExcerpt
from assistant.excerpts.tables import guarded

Make = Callable[..., Excerpt]

DAY = dt.date(2026, 3, 5)
LIST = "Do this:\n\n1. Mix.\n2. Knead, at length:\n  - by hand"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_cell_holds_what_its_column_says(excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(LIST), "mine", "dough"), SelectedExcerpt(excerpt(page=7), topic="crust")]
    row, paged = rows(export(taken, "Baking", DAY, "csv").content)
    assert row["quote"] == LIST
    assert (row["number"], row["topic"], row["taken"], row["own note"]) == ("1", "dough", "2026-03-05", "mine")
    assert (row["anchor"], row["section"], row["status"]) == ("food/dough/p1", "Food › Dough", "dated")
    assert "dated: check the current position" in row["notes"]
    assert (row["page"], paged["page"], paged["topic"]) == ("", "7", "crust")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "'quoted'", " 'so", "- item"],
)
def test_no_cell_is_a_formula_and_every_text_can_be_restored(text: str, excerpt: Make) -> None:
    (row,) = rows(export([SelectedExcerpt(excerpt(text), text, text)], text, DAY, "csv").content)
    for cell in (row["topic"], row["quote"], row["own note"]):
        assert cell.startswith("'")
        assert cell.removeprefix("'") == text


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1 - 2", "“=1”"])
def test_a_harmless_cell_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_json_holds_the_title_the_topics_the_day_and_the_excerpts(hostile: str, excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(hostile), "mine", "dough"), SelectedExcerpt(excerpt(), topic="crust")]
    whole = json.loads(export(taken, "For the board", DAY, "json").content)
    one, other = whole.pop("excerpts")
    assert whole == {"title": "For the board", "topics": ["dough", "crust"], "taken": "2026-03-05"}
    assert (one["number"], one["topic"], one["quote"], one["own_note"]) == (1, "dough", hostile, "mine")
    assert (other["number"], other["topic"], other["own_note"]) == (2, "crust", "")


def test_rows_follow_the_groups(excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(text, document=d)) for d, text in (("b", "One."), ("a", "Two."), ("b", "Three."))]
    assert [row["quote"] for row in rows(export(taken, "T", DAY, "csv", grouped=True).content)] == [
        "One.", "Three.", "Two.",
    ]  # fmt: skip
    assert [row["quote"] for row in rows(export(taken, "T", DAY, "csv").content)] == ["One.", "Two.", "Three."]
