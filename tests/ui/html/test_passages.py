import html
import re
from dataclasses import replace

import pytest

from corpus.document import Passage, Sentence
from ui.html.passages import Holdings, date_words, opening, passage_html


def test_the_opening_of_a_folded_passage_has_its_first_words_without_marks(passage: Passage) -> None:
    marked = replace(passage, text="Knead the **dough**\nfor an hour.")
    assert opening(marked, 3) == "Knead the dough …"
    assert opening(marked, 6) == "Knead the dough for an hour."


def test_a_table_row_is_shown_under_its_columns(passage: Passage) -> None:
    sentences = (
        Sentence("Fewer staff", 0, "cell", "g", column="Change"),
        Sentence("Less time.", 16, "cell", "g", row="Fewer staff", column="Impact on people"),
    )
    columns = ("Change", "Impact on people")
    row = replace(passage, text="Fewer staff | • Less time.", sentences=sentences, columns=columns)
    assert passage_html(row) == (
        '<dl class="row"><div><dt>Change</dt><dd><p>Fewer staff</p></dd></div>'
        "<div><dt>Impact on people</dt><dd><ul><li>Less time.</li></ul></dd></div></dl>"
    )


def test_the_later_part_of_a_long_row_is_shown_under_its_own_columns(passage: Passage) -> None:
    sentences = (
        Sentence("Less care.", 0, "cell", "g", row="Fewer staff", column="Impact"),
        Sentence("Hire staff.", 16, "cell", "g", row="Fewer staff", column="Action"),
    )
    columns = ("Change", "Impact", "Reason", "Action")
    row = replace(passage, text="Less care. |  | Hire staff.", sentences=sentences, columns=columns)
    assert passage_html(row) == (
        '<dl class="row"><div><dt>Impact</dt><dd><p>Less care.</p></dd></div>'
        "<div><dt>Action</dt><dd><p>Hire staff.</p></dd></div></dl>"
    )


def test_a_passage_that_begins_with_a_list_item_begins_with_a_list(passage: Passage) -> None:
    text = "Mix flour.\n- Add water."
    items = (Sentence("Mix flour.", 0, "item", "g", marker="- "), Sentence("Add water.", 13, "item", "g", marker="- "))
    assert passage_html(replace(passage, text=text, sentences=items)) == (
        "<ul><li>Mix flour.</li><li>Add water.</li></ul>"
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2012-10", "October 2012"),
        ("2012-10-05", "5 October 2012"),
        ("2018", "2018"),
        ("September 2012 – December 2013", "September 2012 – December 2013"),
        (None, "no date stated"),
    ],
)
def test_dates_are_written_as_people_say_them(date: str | None, words: str) -> None:
    assert date_words(date) == words


def test_every_passage_of_the_library_shows_all_its_words_once(guidance: Holdings) -> None:
    for passage in guidance.passages.values():
        shown = html.unescape(re.sub(r"<dt>.*?</dt>|<[^>]+>", " ", passage_html(passage)))
        words = re.sub(r"^\s*(- |> |\d+\. )|\s\| |•", " ", passage.text, flags=re.MULTILINE)
        assert shown.split() == words.split(), passage.anchor
