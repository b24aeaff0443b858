"""Quotations become statements with numbered citations, notes and a few words of our own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.quoting.cite import SupportedText, quoted, render_statements, statements_of, with_lines
from assistant.quoting.pieces import Piece
from corpus.document import CurrencyNote, Sentence

Make = Callable[..., Any]

EMPTY = Answer("Steps?", "Steps?", "answered", "", (), (), (), ())


def test_a_list_quoted_from_an_item_on_shows_the_marker_of_every_item(
    document: Make, passage: Make, listed: Make
) -> None:
    steps = passage(*listed("Mix.", "Knead.", "Bake.", lead="Bakers must:"))
    statements = statements_of(quoted([Piece(steps, 1, 2)]), {"guide": document()})
    assert (statements[0].text, statements[0].marker) == ("Knead.\n- Bake.", "- ")
    assert render_statements(statements) == "Bakers must:\n\n- Knead.\n- Bake. [1]"


@pytest.mark.parametrize(("first", "last"), [(0, 3), (1, 1)])
def test_a_list_with_its_lead_in_and_an_item_alone_have_no_marker(
    first: int, last: int, document: Make, passage: Make, listed: Make
) -> None:
    steps = passage(*listed("Mix.", "Knead.", "Bake.", led=True))
    assert statements_of(quoted([Piece(steps, first, last)]), {"guide": document()})[0].marker == ""


def test_the_rest_of_an_item_that_was_cut_has_no_marker(document: Make, passage: Make, listed: Make) -> None:
    mix, bake = listed("Mix well.", "Bake.")
    steps = passage(mix, replace(mix, text="Then rest.", marker=""), bake)
    assert statements_of(quoted([Piece(steps, 1, 2)]), {"guide": document()})[0].marker == ""
    assert statements_of(quoted([Piece(steps, 0, 1)]), {"guide": document()})[0].marker == ""


def test_the_last_item_of_a_list_has_no_marker_before_another_list(
    document: Make, passage: Make, listed: Make, prose: Make
) -> None:
    lists = passage(*listed("Mix.", "Bake."), *prose("Then:"), *listed("Wait.", "Cut.", "Eat.", group="steps#3"))
    assert statements_of(quoted([Piece(lists, 1, 5)]), {"guide": document()})[0].marker == ""


@pytest.mark.parametrize(
    ("names", "intro"),
    [
        ({"replies_by": "The council"}, "The council replied:"),
        ({}, "A publisher replied:"),
        ({"publisher": None}, "The publisher replied:"),
    ],
)
def test_a_reply_names_who_replies(
    names: dict[str, Any], intro: str, document: Make, passage: Make, prose: Make
) -> None:
    reply = passage(*prose("We agree."), voice="reply")
    assert statements_of(quoted([Piece(reply, 0, 0)]), {"guide": document(**names)})[0].intro == intro


def test_a_reader_is_introduced_once_for_each_comment(document: Make, passage: Make, prose: Make) -> None:
    comment = passage(*prose("No.", "Never.", "Ever."), voice="reader")
    other = replace(comment, document="blog")
    pieces = [Piece(comment, 2, 2), Piece(comment, 0, 1), Piece(other, 0, 0)]
    statements = statements_of(quoted(pieces), {"guide": document(), "blog": document(id="blog")})
    assert [statement.intro for statement in statements] == ["A reader commented:", "", "A reader commented:"]


def test_an_item_is_led_in_unless_its_lead_in_was_just_said(document: Make, passage: Make, listed: Make) -> None:
    steps = passage(*listed("Mix.", "Knead.", "Bake.", lead="Bakers must:"))
    statements = statements_of(quoted([Piece(steps, 2, 2), Piece(steps, 0, 1)]), {"guide": document()})
    assert [statement.intro for statement in statements] == ["Bakers must:", ""]
    assert render_statements(statements) == "Bakers must: Bake. [1]\n\n- Mix.\n- Knead. [1]"


@pytest.mark.parametrize(
    ("lead", "intro"),
    [
        ("When is it done?", "When is it done?"),
        ("Bakers must:", "Bakers must:"),
        ("This includes:", ""),
        ("Steps", ""),
    ],
)
def test_a_lead_in_is_shown_where_it_says_something(
    lead: str, intro: str, document: Make, passage: Make, listed: Make
) -> None:
    steps = passage(*listed("Mix.", "Bake", lead=lead))
    assert statements_of(quoted([Piece(steps, 1, 1)]), {"guide": document()})[0].intro == intro


@pytest.mark.parametrize(("row", "intro"), [("Pay", "Pay – What to do:"), ("Pay. Or the lack of it.", "What to do:")])
def test_a_cell_is_led_in_by_its_column_and_the_name_of_its_row(
    row: str, intro: str, document: Make, passage: Make
) -> None:
    lead = f"{row} – What to do:"
    cells = Sentence(row, 0, "cell", "t#1.1"), Sentence("Ask.", 0, "cell", "t#1.1", lead, row=row, column="What to do:")
    assert statements_of(quoted([Piece(passage(*cells), 1, 1)]), {"guide": document()})[0].intro == intro


def test_a_cell_that_is_a_sentence_has_the_names_of_its_row_and_column_beside_it(document: Make, passage: Make) -> None:
    lead, words = "Pay – What to do:", "Bakers must ask before they cut it."
    cells = [
        Sentence(text, 0, "cell", "t#1.1", lead, row="Pay", column="What to do:")
        for text in (words, "Then they wait a day.")
    ]
    pieces = [Piece(passage(Sentence("Pay", 0, "cell", "t#1.1"), *cells), n, n) for n in (1, 2)]
    statements = statements_of(quoted(pieces), {"guide": document()})
    assert [(statement.intro, statement.beside) for statement in statements] == [("", "Pay – What to do"), ("", "")]
    assert render_statements(statements[:1]).endswith("[1] (In the table: Pay – What to do)")


def test_a_heading_leads_in_to_a_sentence_that_leans_on_it(document: Make, passage: Make, prose: Make) -> None:
    kneading = passage(*prose("This takes time.", "Wait."), section_anchor="steps", anchor="steps/p1")
    statements = statements_of(quoted([Piece(kneading, 0, 0), Piece(kneading, 1, 1)]), {"guide": document()})
    assert [statement.intro for statement in statements] == ["Steps:", ""]


def test_who_is_meant_is_named_once(document: Make, passage: Make, prose: Make) -> None:
    bread = passage(*prose("We knead.", "Our bread rises."))
    statements = statements_of(quoted([Piece(bread, 0, 0), Piece(bread, 1, 1)]), {"guide": document()})
    assert [statement.intro for statement in statements] == ["A publisher:", ""]


def test_passages_are_numbered_in_order_of_use_and_cited_once(document: Make, passage: Make, prose: Make) -> None:
    one = passage(*prose("One.", "Two.", "Three."), anchor="a/p1")
    two = passage(*prose("Four."), anchor="b/p1", notes=("A page is missing.",))
    pieces = [Piece(two, 0, 0), Piece(one, 2, 2), Piece(one, 0, 0)]
    answer = with_lines(EMPTY, quoted(pieces), {"guide": document(status="historical")})
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (2,)]
    assert [(c.number, c.anchor, c.quote) for c in answer.citations] == [
        (1, "b/p1", "Four."),
        (2, "a/p1", "One. Two. Three."),
    ]
    assert answer.text == "Four. [1]\n\nThree. [2]\n\nOne. [2]"
    (note,) = answer.notes
    assert note.startswith("“A guide” (January 2020) is historical")


def test_a_scheme_that_is_named_only_by_the_column_or_lead_in_of_the_words_quoted_is_noted(
    document: Make, passage: Make, listed: Make
) -> None:
    changed = document(currency=(CurrencyNote(("KLOEs",), "KLOEs were replaced."),))
    cell = Sentence("W4.3", 0, "cell", "t#1.1", row="Courage", column="CQC KLOEs")
    item = listed("Be open.", lead="By these KLOEs:")
    for sentences in ((cell,), item, (replace(cell, column="Factor"),)):
        answer = with_lines(EMPTY, quoted([Piece(passage(*sentences), 0, 0)]), {"guide": changed})
        assert answer.notes == (("KLOEs were replaced.",) if sentences[0].column != "Factor" else ())


def test_a_citation_names_the_page_on_which_its_words_begin(document: Make, passage: Make, prose: Make) -> None:
    first, second = prose("One.", "Two.")
    paged = passage(replace(first, page=3), replace(second, page=4))
    policy = document(kind=None, publisher=None, published=None)
    (citation,) = with_lines(EMPTY, quoted([Piece(paged, 1, 1)]), {"guide": policy}).citations
    assert (citation.page, citation.quote, citation.reference) == (4, "Two.", "A guide, p. 4. Steps.")
    (unpaged,) = with_lines(EMPTY, quoted([Piece(passage(first), 0, 0)]), {"guide": policy}).citations
    assert unpaged.page is None


def test_a_heading_is_cited_by_its_own_words(document: Make, passage: Make, listed: Make) -> None:
    heading = Piece(passage(*listed("Mix.", "Bake.")), 0, 0, heading=True)
    answer = with_lines(EMPTY, quoted([heading]), {"guide": document()})
    assert (answer.text, answer.citations[0].quote) == ("Steps [1]", "Steps")


def test_a_model_s_sentence_cites_all_that_supports_it_and_needs_no_lead_in(
    document: Make, passage: Make, listed: Make
) -> None:
    one, two = (passage(*listed("Mix.", "Bake."), anchor=anchor) for anchor in ("a/p1", "b/p1"))
    line = SupportedText(
        "First mix, then bake.", (Piece(one, 0, 1), Piece(two, 0, 0), Piece(one, 1, 1)), verbatim=False
    )
    (statement,) = statements_of([line], {"guide": document()})
    assert (statement.citations, statement.intro, statement.marker) == ((1, 2), "", "")


def test_a_model_s_sentence_from_a_reader_says_so(document: Make, passage: Make, prose: Make) -> None:
    piece = Piece(passage(*prose("No."), voice="reader"), 0, 0)
    (statement,) = statements_of([SupportedText("They object.", (piece,), verbatim=False)], {"guide": document()})
    assert statement.intro == "A reader commented:"
