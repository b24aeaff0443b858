"""Files are named after their title, and hold every passage of the library to the letter."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.excerpts.export import FORMATS, MEDIA_TYPES, export
from assistant.excerpts.find import Excerpt, excerpt_of, find_excerpts
from assistant.excerpts.markdown import quotation
from assistant.excerpts.selection import SelectedExcerpt
from corpus.lines import lines_of
from indexing.search import Searcher

Make = Callable[..., Excerpt]
Open = Callable[[Any], Any]

DAY = dt.date(2026, 3, 5)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_selection_still_makes_a_file(format_: Any) -> None:
    file = export([], "Nothing", DAY, format_)
    assert file.content
    assert file.name == f"Nothing.{format_}"
    assert format_ in MEDIA_TYPES


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("human rights approach", "Human rights approach"),
        ("Équité – 2026", "Équité – 2026"),
        ('Rights: "dignity" / respect?', "Rights dignity respect"),
        ("..\\..\\windows\n\tsystem32", "windows system32"),
        ("Board paper. ", "Board paper"),
        ("con", "Excerpts Con"),
        ("LPT1.notes", "Excerpts LPT1.notes"),
        ("COM¹", "Excerpts COM¹"),
        ("console", "Console"),
        ("\u202egnp.exe", "gnp.exe"),
        ("***", "Excerpts"),
        ("", "Excerpts"),
        ("word " * 40, ("Word " + "word " * 15).strip()),
        ("x" * 300, "x".upper() + "x" * 79),
    ],
)
def test_a_file_is_named_after_its_title_as_every_system_accepts(title: str, name: str) -> None:
    assert export([], title, DAY, "csv").name == f"{name}.csv"


def test_a_name_is_short_enough_for_every_system_in_any_script() -> None:
    name = export([], "平等" * 100, DAY, "json").name
    assert 100 < len(name.encode()) < 255
    assert "�" not in name


def test_without_a_title_the_topics_name_the_file(excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(), topic=topic) for topic in ("bread", "dough", "bread")]
    assert export(taken, " ", DAY, "md").name == "Bread; dough.md"


@pytest.mark.model
def test_every_passage_of_the_library_comes_through_to_the_letter(searcher: Searcher, opened: Open) -> None:
    """In Word its lines and cells without their markers, in Markdown without marks, in JSON as it is."""
    excerpts = [excerpt_of(passage, searcher.documents[passage.document]) for passage in searcher.passages]
    taken = [SelectedExcerpt(excerpt) for excerpt in excerpts]
    word = opened(export(taken, "All", DAY, "docx"))
    styles = ("Quote", "Intense Quote", "List", "Table Text", "Table Bullet")
    written = [
        text for part in word.iter_inner_content() for style, text in _texts(part) if style.startswith(styles) and text
    ]
    assert written == [words for excerpt in excerpts for words in _words(excerpt)]
    back = json.loads(export(taken, "All", DAY, "json").content)
    assert [one["quote"] for one in back["excerpts"]] == [excerpt.text for excerpt in excerpts]
    for excerpt in excerpts:
        lines = [line.removeprefix(">").removeprefix(" ") for line in quotation(excerpt.text).split("\n")]
        assert re.sub(r"\\(.)", r"\1", "\n".join(lines)) == excerpt.text


def _texts(part: Any) -> list[tuple[str, str]]:
    """The style and words of a paragraph, or of each paragraph of a table's last row."""
    if hasattr(part, "rows"):
        return [(p.style.name, p.text) for cell in part.rows[-1].cells for p in cell.paragraphs]
    return [(part.style.name, part.text)]


def _words(excerpt: Excerpt) -> list[str]:
    if any(excerpt.columns):
        return [part for cell in excerpt.text.split(" | ") for part in re.split(r"\s*•\s*", cell) if part]
    return [line.words for line in lines_of(excerpt.text, excerpt.marker) if line.kind != "blank"]


@pytest.mark.model
def test_an_exported_excerpt_has_its_currency_note(searcher: Searcher, opened: Open) -> None:
    found = find_excerpts(searcher, "health visitors")
    word = opened(export([SelectedExcerpt(one) for one in found], "health visitors", DAY, "docx"))
    box = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Box Text"]
    assert any("is historical: read it as a record" in note for note in box)
