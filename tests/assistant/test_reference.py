"""References state their source, and notes say what to know of its age and voice."""

from dataclasses import replace

import pytest

from assistant.reference import in_words, notes_for, reference, replier
from corpus.document import CurrencyNote, Document, Passage, Voice

GUIDE = Document(
    id="guide", title="A guide", publisher="A publisher", author=None, published="2020-01", period=None, kind="guide",
    url=None, rights=None, status="current", currency=(), raw="guide.txt", sha256="0" * 64, body="", sections=(),
)  # fmt: skip
PASSAGE = Passage("food/p1", "guide", ("Food", "Dough"), "publisher", "Knead the dough.", "", (), (), 0)


def test_a_reference_names_publisher_date_title_headings_and_kind() -> None:
    assert reference(GUIDE, PASSAGE) == "A publisher (January 2020) A guide. Food › Dough [guide]."


def test_a_reference_says_what_the_document_does_not_state() -> None:
    bare = replace(GUIDE, publisher=None, published=None)
    assert reference(bare, PASSAGE) == "Publisher not stated (no date) A guide. Food › Dough [guide]."
    assert "(2012 to 2013)" in reference(replace(bare, period="2012 to 2013"), PASSAGE)


@pytest.mark.parametrize(
    ("voice", "said"), [("reader", "a reader's comment"), ("reply", "official reply to a comment")]
)
def test_a_reference_to_a_comment_says_whose_it_is(voice: Voice, said: str) -> None:
    assert reference(GUIDE, replace(PASSAGE, voice=voice)).endswith(f"[{said}].")


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2012-10", "October 2012"),
        ("2012-10-05", "October 2012"),
        ("2018", "2018"),
        ("2012-13", "2012-13"),
        (None, None),
    ],
)
def test_a_month_is_written_out(published: str | None, words: str | None) -> None:
    assert in_words(published) == words


@pytest.mark.parametrize(
    ("names", "who"),
    [
        ({"replies_by": "The council"}, "The council"),
        ({}, "A publisher"),
        ({"publisher": None}, "The publisher"),
    ],
)
def test_a_reply_is_by_whoever_the_document_says(names: dict[str, str | None], who: str) -> None:
    document = replace(GUIDE, **names)
    assert replier(document) == who
    assert notes_for([(document, replace(PASSAGE, voice="reply"), "Yes.")]) == [
        f"{who}'s reply to a reader's comment is quoted: it is not formal guidance."
    ]


def test_a_reader_s_comment_is_noted_as_a_view() -> None:
    (note,) = notes_for([(GUIDE, replace(PASSAGE, voice="reader"), "No.")])
    assert "one person's view, not guidance" in note


def test_current_guidance_needs_no_note() -> None:
    assert notes_for([(GUIDE, PASSAGE, PASSAGE.text)]) == []


def test_an_old_document_is_noted_with_its_date() -> None:
    dated, historical = replace(GUIDE, status="dated"), replace(GUIDE, status="historical", period="2012 to 2013")
    assert notes_for([(dated, PASSAGE, ""), (historical, PASSAGE, "")]) == [
        "“A guide” (January 2020) is dated: check the current position.",
        "“A guide” (2012 to 2013) is historical: read it as a record, not as current policy.",
    ]


def test_a_currency_note_is_given_once_and_only_for_whole_words() -> None:
    document = replace(GUIDE, currency=(CurrencyNote(("CCG", "CCGs"), "CCGs were abolished."),))
    assert notes_for([(document, PASSAGE, "Ask the CCG."), (document, PASSAGE, "CCGs decide.")]) == [
        "CCGs were abolished."
    ]
    assert notes_for([(document, PASSAGE, "The CCGX decides.")]) == []


def test_a_gap_in_the_text_is_noted_under_its_heading() -> None:
    passage = replace(PASSAGE, notes=("A page is missing.",))
    assert notes_for([(GUIDE, passage, passage.text)]) == ["Note on “Dough”: A page is missing."]
