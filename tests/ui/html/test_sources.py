import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.answer import Answer, Citation, NearPassage, Statement
from corpus.document import CurrencyNote, Document, Passage, Sentence
from ui.html.passages import Holdings
from ui.html.sources import acts, nearest_passages, source_cards

Answering = Callable[..., Answer]
Refusing = Callable[..., str]


@pytest.fixture
def refusing(document: Document) -> Refusing:
    """The near passages of a refusal that has this one alone, by these words of it."""

    def make(passage: Passage, words: Statement, start: int = 0, query: str = "Beds?") -> str:
        near = (NearPassage(passage, words, start, "A sample."),)
        library = Holdings({"sample": document}, {("sample", passage.anchor): passage})
        return re.sub(r">\s+<", "><", nearest_passages(Answer("Beds?", query, "not_found", nearest=near), library))

    return make


@pytest.fixture
def answering(document: Document, passage: Passage) -> Answering:
    """An answer that cites the sample passage once for all statements."""

    def make(*texts: str, quote: str = "Bread is old.") -> Answer:
        citation = Citation(
            1, document.id, document.title, document.publisher, document.published, passage.section, passage.anchor,
            None, quote, passage.voice, None, "",
        )  # fmt: skip
        statements = tuple(Statement(text, (1,)) for text in texts)
        hit = SimpleNamespace(passage=passage)
        return Answer("Bread?", "Bread?", "answered", "", statements, (citation,), (hit,), ())

    return make


def test_a_card_says_who_what_when_and_where(answering: Answering, library: Holdings) -> None:
    html = source_cards(answering("Bread is old."), library, "turn-1")
    assert 'id="turn-1-source-1"' in html
    assert "A &lt;b&gt;sample&lt;/b&gt;" in html
    assert "A &amp; B · October 2012" in html
    assert "Food › Bread" in html
    assert '<li class="badge publisher">Guide</li>' in html


def test_the_quoted_words_are_marked_in_the_folded_passage_and_stand_nowhere_else_in_the_card(
    answering: Answering, library: Holdings
) -> None:
    html = source_cards(answering("Bread is old.", "Add water."), library, "turn-1")
    seen, _, folded = html.partition("<details")
    assert "Bread is old." not in seen
    assert '<summary>The whole passage<span class="unseen"> of source 1</span></summary>' in folded
    assert "<mark>Bread is old.</mark> Knead the &lt;dough&gt;." in folded
    assert "<li>Mix flour.</li><li><mark>Add water.</mark></li>" in folded


def test_a_passage_that_is_quoted_whole_does_not_stand_in_its_card_again(
    answering: Answering, library: Holdings, passage: Passage
) -> None:
    for texts in ((passage.text,), ("Bread is old. Knead the <dough>.", "Steps:\n\n- Mix flour.\n- Add water.")):
        html = source_cards(answering(*texts), library, "turn-1")
        assert "Quoted whole in the answer." in html
        assert "<details" not in html
        assert "<mark" not in html
        assert "words=0-" in html  # in its document the words are marked all the same


def test_a_sentence_in_other_words_has_the_words_that_it_rests_on_in_its_card(
    answering: Answering, library: Holdings
) -> None:
    answer = answering("In other words.", quote="Mix flour.")
    (written,) = answer.statements
    html = source_cards(replace(answer, statements=(replace(written, verbatim=False),)), library, "turn-1")
    seen, _, folded = html.partition("<details")
    assert '<div class="words"><p>Mix flour.</p></div>' in seen
    assert folded.count("<mark>") == 1
    assert "<mark>Mix flour.</mark>" in folded


def test_no_mark_covers_a_whole_passage(answering: Answering, guidance: Holdings) -> None:
    """The first sentence of each passage of the library is quoted, and then all of them."""
    for (_, anchor), passage in guidance.passages.items():
        for quoted in (passage.sentences[0].text, passage.text):
            answer = answering(quoted, quote=quoted)
            cited = replace(answer.citations[0], document=passage.document, anchor=anchor)
            html = source_cards(replace(answer, citations=(cited,)), guidance, "turn-1")
            assert ("<mark>" in html) == ("Quoted whole" not in html)
            bare = re.sub(
                r"<mark>.*?</mark>|<[^>]+>", "", html.partition('<div class="words">')[2].partition("</details>")[0]
            )
            assert "Quoted whole" in html or re.search(r"\w", bare), anchor


@pytest.mark.parametrize(
    ("voice", "words"), [("reply", "Official reply to a comment"), ("reader", "Reader’s comment, not guidance")]
)
def test_a_voice_that_is_not_the_publishers_is_named(
    answering: Answering, document: Document, passage: Passage, voice: str, words: str
) -> None:
    spoken = replace(passage, voice=voice)
    library = Holdings({"sample": document}, {("sample", passage.anchor): spoken})
    html = source_cards(answering("Bread is old."), library, "turn-1")
    assert words in html
    assert ">Guide<" not in html


def test_a_card_says_once_that_its_document_is_dated_and_what_has_changed_where_that_is_not_said_beside_the_answer(
    answering: Answering, document: Document, passage: Passage
) -> None:
    old = replace(document, status="dated", currency=(CurrencyNote(("dough",), "Dough is now <batter>."),))
    library = Holdings({"sample": old}, {("sample", passage.anchor): replace(passage, notes=("A heading was lost.",))})
    html = source_cards(answering("Bread is old."), library, "turn-1")
    assert html.count("Dated: check current position") == 1
    assert "is dated" not in html
    assert "Dough is now &lt;batter&gt;." in html.partition("<details")[2]
    assert "A heading was lost" not in html  # the curators' notes stand in the document
    said = replace(answering("Bread is old."), notes=("Dough is now <batter>.",))
    assert "batter" not in source_cards(said, library, "turn-1")


def test_a_document_without_publisher_and_date_says_so(
    answering: Answering, document: Document, passage: Passage
) -> None:
    bare = replace(document, publisher=None, published=None)
    library = Holdings({"sample": bare}, {("sample", passage.anchor): passage})
    assert "Publisher not stated · no date stated" in source_cards(answering("Bread is old."), library, "turn-1")


def test_an_organisations_own_document_is_marked_so_and_its_page_named(
    answering: Answering, document: Document, passage: Passage
) -> None:
    policy = replace(document, kind=None, publisher=None, published=None, version="3", added="2026-11-30")
    paged = replace(passage, sentences=(replace(passage.sentences[0], page=7),))
    html = source_cards(
        answering("Bread is old."), Holdings({"sample": policy}, {("sample", passage.anchor): paged}), "turn-1"
    )
    assert '<p class="origin">Version 3 · p. 7</p>' in html
    assert "Added by your organisation" in html
    assert 'href="/library/sample/original#page=7">Original, p. 7' in html
    assert "not stated" not in html
    assert "no date" not in html


def test_a_review_that_is_overdue_is_a_badge(answering: Answering, document: Document, passage: Passage) -> None:
    policy = replace(document, review_due="2025-03-12")
    html = source_cards(
        answering("Bread is old."), Holdings({"sample": policy}, {("sample", passage.anchor): passage}), "turn-1"
    )
    assert "Review was due on 12 March 2025: check that it is current" in html


def test_a_near_passage_shows_the_words_that_matched_after_ours_over_the_folded_whole(
    passage: Passage, refusing: Refusing
) -> None:
    start = passage.text.index("Mix")
    words = Statement("Mix flour.\n- Add water.", (), intro="Steps & more:", marker="- ")
    sentences = (Sentence("Bread is old.", 0, "sentence", page=3), Sentence("Mix flour.", start, "item", page=4))
    html = refusing(replace(passage, sentences=sentences), words, start)
    seen, _, folded = html.partition("<details")
    assert '<p class="intro">Steps &amp; more:</p><ul><li>Mix flour.</li><li>Add water.</li></ul>' in seen
    assert "p. 4" in seen
    assert "Bread is old." not in seen
    assert "Bread is old." in folded
    assert f"words={start}-{start + len(words.text)}" in folded


def test_a_near_passage_that_is_shown_whole_is_not_folded(passage: Passage, refusing: Refusing) -> None:
    html = refusing(passage, Statement(passage.text, ()))
    assert "Bread is old." in html
    assert "<details" not in html


def test_the_words_that_matched_are_marked_in_a_near_passage_which_is_no_card(
    passage: Passage, refusing: Refusing
) -> None:
    html = refusing(passage, Statement("Bread is old.", ()), query="How old are a bed & a breads’ oven?")
    assert "<p><mark>Bread</mark> is <mark>old</mark>.</p>" in html
    assert html.count("<mark>") == 2
    assert 'class="card"' not in html
    assert "<mark>" not in refusing(passage, Statement("Bread is old.", ()), query="Beds?")


def test_a_card_links_to_its_words_and_offers_its_reference_and_a_place_in_the_excerpts(
    answering: Answering, library: Holdings
) -> None:
    html = source_cards(answering("Bread is old."), library, "turn-1")
    assert 'href="/library/sample?passage=bread/p1&amp;words=0-13#bread/p1"' in html
    assert 'data-copy="A &amp; B (October 2012) A &lt;b&gt;sample&lt;/b&gt;. Food › Bread [guide]."' in html
    assert 'data-document="sample" data-anchor="bread/p1" data-topic="Bread?"' in html


def test_in_its_document_a_passage_offers_its_address_and_beside_a_tick_box_no_button(
    document: Document, passage: Passage
) -> None:
    html = acts(document, passage, "Bread?", takes=False)
    assert 'data-copy-address="/library/sample#bread/p1"' in html
    assert "Read in document" not in html
    assert "Add to excerpts" not in html
