from dataclasses import replace

import pytest

from corpus.document import Passage, Sentence
from ui.html.passages import date_words, passage_html


def test_a_table_row_is_shown_under_its_columns(passage: Passage) -> None:
    sentences = (
        Sentence("Fewer staff", 0, "cell", "g", "Change:"),
        Sentence("Less time.", 16, "cell", "g", "Fewer staff – Impact on people:"),
    )
    row = replace(passage, text="Fewer staff | • Less time.", sentences=sentences)
    assert passage_html(row) == (
        '<dl class="row"><div><dt>Change</dt><dd><p>Fewer staff</p></dd></div>'
        "<div><dt>Impact on people</dt><dd><ul><li>Less time.</li></ul></dd></div></dl>"
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
def test_dates_are_said_as_people_say_them(date: str | None, words: str) -> None:
    assert date_words(date) == words


@pytest.mark.model
def test_every_passage_of_the_library_shows_all_its_words_once(passages: dict[str, list[Passage]]) -> None:
    import html
    import re

    for passage in (passage for of_document in passages.values() for passage in of_document):
        shown = html.unescape(re.sub(r"<dt>.*?</dt>|<[^>]+>", " ", passage_html(passage)))
        words = re.sub(r"^\s*(- |> |\d+\. )|\s\| |•", " ", passage.text, flags=re.MULTILINE)
        assert shown.split() == words.split(), passage.anchor
