"""What every format prints of the excerpts picked: titles, numbers, headings, citations, references and cautions."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from assistant.excerpts.find import Excerpt
from assistant.excerpts.selection import SelectedExcerpt, Selection, note_lines

Make = Callable[..., Excerpt]

DAY = dt.date(2026, 3, 5)


def selection(*excerpts: Excerpt, title: str = "Baking", **fields: Any) -> Selection:
    return Selection(title, DAY, [SelectedExcerpt(one) for one in excerpts], **fields)


@pytest.mark.parametrize(
    ("title", "topics", "heading"),
    [
        ("human  rights\nnow", [], "Human rights now"),
        ("iPads in care", ["x"], "iPads in care"),
        ("", ["dignity", "DoLS", "dignity"], "Dignity; DoLS"),
        ("", [], "Excerpts"),
    ],
)
def test_the_title_is_what_the_person_typed_or_else_the_topics(
    title: str, topics: list[str], heading: str, excerpt: Make
) -> None:
    taken = [SelectedExcerpt(excerpt(), topic=topic) for topic in topics]
    assert Selection(title, DAY, taken).heading == heading


def test_the_origin_counts_the_documents_and_keeps_the_topics(excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(), topic="dough"), SelectedExcerpt(excerpt(document="boats"), topic="sails")]
    assert Selection("T", DAY, taken).origin == (
        "2 excerpts from 2 documents, word for word. Searched for: “dough”, “sails”."
    )
    assert selection(excerpt()).origin == "1 excerpt from 1 document, word for word."


def test_a_heading_says_document_and_section_once(excerpt: Make) -> None:
    one, bare = excerpt(section=("Food", "Dough and crust")), excerpt(section=("Bread",))
    assert selection(one, bare).headings == {1: "1. Bread: Dough and crust", 2: "2. Bread"}
    assert selection(one, bare, grouped=True).headings == {1: "1. Dough and crust", 2: "2. Bread"}


def test_no_two_headings_are_the_same(excerpt: Make) -> None:
    same = [excerpt(f"{word} the dough.", section=("Food", "Dough and crust")) for word in ("Knead", "Bake")]
    other = excerpt(section=("Food", "Dough and crust"), title="Boats")
    assert list(selection(*same, other).headings.values()) == [
        "1. Bread: Dough and crust: “Knead the dough.”",
        "2. Bread: Dough and crust: “Bake the dough.”",
        "3. Boats: Dough and crust",
    ]


def test_a_heading_that_other_sections_share_takes_along_the_one_that_differs(excerpt: Make) -> None:
    shared = excerpt(section=("Rye bread", "Success factors"), levels=2)
    assert selection(shared).headings == {1: "1. Bread: Rye bread › Success factors"}
    assert selection(shared).citation_of(shared) == "A & B (January 2020) [1]"


def test_a_citation_says_who_when_where_and_whose_voice(excerpt: Make) -> None:
    plain = excerpt(section=("Food", "Dough and crust"), page=4)
    reader = excerpt(section=("Comments", "2. A reader says:"), voice="reader")
    reply = excerpt(section=("Answers and replies",), voice="reply")
    chosen = selection(plain, reader, reply)
    assert [chosen.citation_of(one) for one in (plain, reader, reply)] == [
        "A & B (January 2020), Food, p. 4 [1]",
        "A & B (January 2020), a reader's comment, Comments [1]",
        "A & B (January 2020), a reply to a reader's comment [1]",
    ]


def test_each_document_has_one_reference_without_anchors(excerpt: Make) -> None:
    boats = excerpt(document="boats", whole_reference="C (2021) Boats [book].", url=None)
    chosen = selection(excerpt(), boats, excerpt(anchor="food/crust/p2", section=("Food", "Crust")))
    assert chosen.references == [
        "A & B (January 2020) Bread [guide]. Available at: example.org/bread",
        "C (2021) Boats [book].",
    ]
    assert [chosen.citation_of(one.excerpt)[-3:] for one in chosen.taken] == ["[1]", "[2]", "[1]"]


def test_each_caution_stands_once_with_the_excerpts_it_is_on(excerpt: Make) -> None:
    notes = [("Old.",), ("Old.", "Renamed."), ("Old.",), ("Old.",), (), ("Old.",)]
    assert selection(*(excerpt(notes=some) for some in notes)).cautions == [
        "Old (excerpts 1–4 and 6).",
        "Renamed (excerpt 2).",
    ]
    assert selection(excerpt(notes=("Old.",)), excerpt(notes=("Old.", "New."))).cautions == ["Old.", "New (excerpt 2)."]
    pairs = [("Old.",), ("Old.",), (), ("Old.",)]
    assert selection(*(excerpt(notes=some) for some in pairs)).cautions == ["Old (excerpts 1, 2 and 4)."]


def test_groups_follow_the_order_of_each_document_s_first_excerpt(excerpt: Make) -> None:
    order = [("boats", "One."), ("bread", "Two."), ("boats", "Three.")]
    excerpts = [excerpt(text, document=document, title=document.title()) for document, text in order]
    grouped = selection(*excerpts, grouped=True)
    assert [heading for heading, _ in grouped.groups] == ["Boats", "Bread"]
    assert [(number, one.excerpt.text) for number, one in grouped.ordered] == [(1, "One."), (2, "Three."), (3, "Two.")]
    assert [one.excerpt.text for _, one in selection(*excerpts).ordered] == ["One.", "Two.", "Three."]


def test_more_than_ten_excerpts_need_contents(excerpt: Make) -> None:
    assert [selection(*[excerpt()] * count).is_long for count in (10, 11)] == [False, True]


def test_the_lines_of_a_note_are_kept() -> None:
    assert note_lines(" For the\tboard \n\n in May\n") == ["Note: For the board", "in May"]
    assert note_lines(" \n ") == []
