"""References state their source, and notes say what to know of its age and voice."""

import datetime as dt
from dataclasses import replace

import pytest

from assistant.reference import (
    age_notes,
    cited,
    headings,
    in_full,
    in_words,
    notes_for,
    notes_on,
    page_at,
    quoted_in,
    reference,
    replier,
    review_is_past,
    version_in_words,
    whole_reference,
    without_repeated_ages,
)
from corpus.document import CurrencyNote, Document, Passage, Sentence, Voice

GUIDE = Document(
    id="guide", title="A guide", publisher="A publisher", author=None, published="2020-01", period=None, kind="guide",
    url=None, rights=None, status="current", currency=(), raw="guide.txt", sha256="0" * 64, body="", sections=(),
)  # fmt: skip
POLICY = replace(
    GUIDE, title="Consent policy", publisher=None, published="2024-03-12", kind=None, version="2.1", added="2026-11-30"
)
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


PAGED = replace(
    PASSAGE, sentences=(Sentence("Knead.", 0, "sentence", page=4), Sentence("Then rest.", 7, "sentence", page=5))
)


def test_a_reference_to_an_organisations_own_document_reads_naturally() -> None:
    assert reference(POLICY, PAGED) == "Consent policy, version 2.1 (March 2024), p. 4. Food › Dough."
    assert reference(replace(POLICY, publisher="Mill Lane Trust"), PAGED, 5) == (
        "Mill Lane Trust. Consent policy, version 2.1 (March 2024), p. 5. Food › Dough."
    )


def test_nothing_is_said_of_what_an_organisations_own_document_does_not_state() -> None:
    bare = replace(POLICY, published=None, version=None)
    assert reference(bare, PASSAGE) == "Consent policy. Food › Dough."
    assert reference(bare, replace(PASSAGE, voice="reader")) == "Consent policy. Food › Dough [a reader's comment]."
    assert reference(replace(bare, kind="policy"), PASSAGE) == "Consent policy. Food › Dough."
    assert notes_for([(bare, PASSAGE, PASSAGE.text)]) == []
    assert notes_for([(replace(bare, status="dated"), PASSAGE, "")]) == [
        "“Consent policy” is dated: check the current position."
    ]


def test_an_added_document_s_title_is_not_repeated_among_the_headings() -> None:
    titled = replace(PAGED, section=("Consent Policy", "Food"))
    assert reference(POLICY, titled) == "Consent policy, version 2.1 (March 2024), p. 4. Food."
    alone = replace(PAGED, section=("Consent policy",))
    assert reference(POLICY, alone) == "Consent policy, version 2.1 (March 2024), p. 4."
    assert headings(GUIDE, replace(PASSAGE, section=("A guide", "Food"))) == ("A guide", "Food")


def test_a_document_that_comes_with_evenhand_keeps_its_form_whatever_else_it_states() -> None:
    assert reference(replace(GUIDE, version="2"), PAGED) == reference(GUIDE, PASSAGE)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("2.1", "version 2.1"),
        ("v2.1", "version 2.1"),
        ("Version 3", "version 3"),
        ("V. 3 draft", "version 3 draft"),
        ("Issue 4", "Issue 4"),
        ("Final", "Final"),
    ],
)
def test_a_version_is_said_as_people_say_it(stated: str, words: str) -> None:
    assert version_in_words(stated) == words


@pytest.mark.parametrize(("start", "page"), [(0, 4), (6, 4), (7, 5), (99, 5)])
def test_a_place_in_a_passage_has_the_page_of_the_sentence_there(start: int, page: int) -> None:
    assert page_at(PAGED, start) == page
    assert page_at(PASSAGE, start) is None


@pytest.mark.parametrize(
    ("due", "past", "said"),
    [
        ("2025-03-12", True, "on 12 March 2025"),
        ("2025-03-13", False, "on 13 March 2025"),
        ("2025-03", False, "in March 2025"),
        ("2025-02", True, "in February 2025"),
        ("2024", True, "in 2024"),
        ("2025", False, "in 2025"),
    ],
)
def test_a_review_that_is_overdue_is_noted(due: str, past: bool, said: str) -> None:
    document, today = replace(POLICY, review_due=due), dt.date(2025, 3, 13)
    assert review_is_past(document, today) is past
    note = f"“Consent policy” was due for review {said}: check that it is current."
    assert notes_for([(document, PASSAGE, "")], today) == ([note] if past else [])
    assert in_full(due) == said


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


def test_a_gap_in_the_text_is_noted_on_a_passage_that_leaves_its_document_and_not_beside_an_answer() -> None:
    passage = replace(PASSAGE, notes=("A page is missing.",))
    assert notes_for([(GUIDE, passage, passage.text)]) == []
    assert notes_on(replace(GUIDE, status="dated"), passage) == [
        "“A guide” (January 2020) is dated: check the current position.",
        "Note on “Dough”: A page is missing.",
    ]


BREAD = replace(GUIDE, id="bread", title="Bread", status="dated", body="Knead the dough.\n\n- Rest\n- Bake it well.")
CAKE = replace(GUIDE, id="cake", title="Cake", status="dated", body="Whisk.\n\n- Rest\n")
LATE = replace(GUIDE, id="late", title="Late", review_due="2025-03", body="Wait for it.")


@pytest.mark.parametrize(
    ("earlier", "quotes"),
    [
        ("Knead the dough. [1]", ["bread"]),
        ("The baker: Knead the dough. [1]\n\nSteps:\n\n- Rest\n- Bake it well. [2]", ["bread"]),
        ("Steps:\n\n- Rest [1]", []),  # both have it, so it tells nothing
        ("The library does not answer this question.", []),
        ("", []),
        ("Whisk. [1]\n\nBake it well. [2]", ["bread", "cake"]),
    ],
)
def test_which_documents_an_earlier_answer_quotes_is_told_from_its_text(earlier: str, quotes: list[str]) -> None:
    assert [document.id for document in quoted_in(earlier, [BREAD, CAKE])] == quotes


def test_the_age_of_a_document_is_noted_once_a_conversation_and_what_has_changed_each_time() -> None:
    bread = replace(BREAD, currency=(CurrencyNote(("dough",), "Dough is now batter."),))
    notes = notes_for(
        [(bread, PASSAGE, "Knead the dough."), (CAKE, PASSAGE, "Whisk."), (LATE, PASSAGE, "Wait for it.")]
    )
    assert len(notes) == 4
    before = ["Knead the dough. [1]", "Wait for it. [1]"]
    assert without_repeated_ages(notes, before, [bread, CAKE, LATE]) == ("Dough is now batter.", age_notes(CAKE)[0])
    assert without_repeated_ages(notes, [], [bread, CAKE, LATE]) == tuple(notes)


ASSESSMENT = replace(GUIDE, kind="assessment", published=None, stands_for=(("the council", "Ely City Council"),))


def test_a_reference_to_an_assessment_names_the_body_assessed() -> None:
    assert reference(ASSESSMENT, PASSAGE).endswith("A guide. Food › Dough [assessment on Ely City Council].")
    assert whole_reference(ASSESSMENT) == ("A publisher (no date) A guide [assessment on Ely City Council].")
    assert cited(ASSESSMENT) == "A publisher (no date), on Ely City Council"
    assert "A publisher" not in cited(replace(ASSESSMENT, publisher="Ely City Council"))
    assert " on " not in cited(replace(ASSESSMENT, publisher="Ely City Council"))
    assert reference(ASSESSMENT, replace(PASSAGE, voice="reader")).endswith("[a reader's comment].")


def test_a_whole_document_is_referred_to_by_author_and_date_without_a_place_in_it() -> None:
    assert whole_reference(GUIDE) == "A publisher (January 2020) A guide [guide]."
    assert cited(GUIDE) == "A publisher (January 2020)"


@pytest.mark.parametrize(
    ("stated", "whole", "short"),
    [
        ({}, "Consent policy, version 2.1 (March 2024).", "Consent policy (March 2024)"),
        ({"published": None, "version": None}, "Consent policy.", "Consent policy"),
        ({"publisher": "Mill"}, "Mill (March 2024) Consent policy, version 2.1.", "Mill (March 2024)"),
        ({"publisher": "Mill", "published": None}, "Mill. Consent policy, version 2.1.", "Mill"),
    ],
)
def test_an_organisations_own_document_is_cited_by_what_it_states(
    stated: dict[str, str | None], whole: str, short: str
) -> None:
    assert whole_reference(replace(POLICY, **stated)) == whole
    assert cited(replace(POLICY, **stated)) == short
