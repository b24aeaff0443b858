import json
import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.answer import Answer, Citation, NearPassage, Statement
from corpus.document import Passage
from corpus.lists.signposts import Place, Signpost
from ui.ask.conversation import below_html, questions_html, statements_html, turn_html
from ui.ask.turn import Exchange
from ui.html.filters import Filters
from ui.html.passages import Holdings

ALL = Filters()
CITATION = Citation(
    1, "sample", "A sample", None, None, ("Food",), "bread/p1", None, "Bread is old.", "publisher", None, ""
)
ANSWERED = Answer(
    "What is <b>bread</b>?", "What is <b>bread</b>?", "answered", "Bread is old. [1]",
    (Statement("Bread is old. Knead the <dough>.", (1,)), Statement("Add water.", (1,), intro="How & when:")),
    (CITATION,), (), ("Check <this>.",),
)  # fmt: skip


def shown(answer: Answer, library: Holdings, filters: Filters = ALL) -> str:
    return tight(turn_html(Exchange(answer, filters, library), 1))


def tight(html: str) -> str:
    """Without the white space that the templates have between tags."""
    return re.sub(r">\s+<", "><", html)


@pytest.fixture
def refused(passage: Passage) -> Answer:
    near = (NearPassage(passage, Statement("Bread is old.", ()), 0, "A sample."),)
    words = "The library does not say."
    return Answer("Beds?", "Beds?", "not_found", words, opening=words, nearest=near)


def test_each_statement_points_to_its_source_and_the_first_sentence_stands_out(library: Holdings) -> None:
    html = shown(ANSWERED, library)
    assert '<p class="lede">Bread is old.</p><p>Knead the &lt;dough&gt;. <a class="number"' in html
    assert html.count('href="#turn-1-source-1" aria-label="Source 1">1</a>') == 2
    assert html.count('id="turn-1-source-1"') == 1


def test_the_first_sentence_shows_emphasis_and_not_its_marks(library: Holdings) -> None:
    whole = replace(ANSWERED, statements=(Statement("Bread is **old** & good.", (1,)),))
    assert '<p class="lede">Bread is <strong>old</strong> &amp; good. <a class="number"' in shown(whole, library)
    longer = replace(ANSWERED, statements=(Statement("Bread is *old*. Knead it.", (1,)),))
    assert '<p class="lede">Bread is <em>old</em>.</p><p>Knead it. <a class="number"' in shown(longer, library)


def test_questions_intros_and_notes_are_escaped(library: Holdings) -> None:
    html = shown(ANSWERED, library)
    assert "What is &lt;b&gt;bread&lt;/b&gt;?" in html
    assert "How &amp; when:" in html
    assert "Check &lt;this&gt;." in html


def test_an_answer_that_begins_with_a_list_has_no_first_sentence_to_stand_out(library: Holdings) -> None:
    listed = replace(ANSWERED, statements=(Statement("- Mix flour.\n- Add water.", (1,)),))
    html = shown(listed, library)
    assert "lede" not in html
    assert '<li>Add water. <a class="number"' in html


def test_a_quotation_that_begins_inside_a_list_is_a_list(library: Holdings) -> None:
    listed = replace(ANSWERED, statements=(Statement("Mix flour.\n- Add water.", (1,), marker="- "),))
    html = shown(listed, library)
    assert "<ul><li>Mix flour.</li><li>Add water." in html
    assert "lede" not in html


def test_questions_to_click_are_shown_as_text() -> None:
    assert questions_html(()) == ""
    html = tight(questions_html(["Why <salt>?"]))
    assert html.startswith('<ul class="offers"><li><button')
    assert "Why &lt;salt&gt;?</button>" in html


def test_a_refusal_is_named_in_words_and_shows_no_source(refused: Answer, library: Holdings) -> None:
    html = shown(refused, library)
    assert "<h3>No answer in the library</h3>" in html
    assert "Nearest passages, not an answer" in html
    assert 'class="sources"' not in html
    assert 'class="card"' not in html


def test_a_question_from_outside_the_library_gets_its_nearest_passages_folded(
    refused: Answer, library: Holdings
) -> None:
    html = shown(replace(refused, status="out_of_scope"), library)
    assert "<h3>Outside the library</h3>" in html
    assert '<div class="unanswered" aria-live="off"><details><summary>' in html


def test_a_signpost_says_what_to_do_first_and_who_answers_and_that_it_is_ours(
    refused: Answer, library: Holdings
) -> None:
    places = (Place("A <baker>", "loaves & rolls", "https://bread.example"), Place("Your own oven", "heat"))
    post = Signpost("bread", (), places, "Switch it off.")
    touched = replace(ANSWERED, status="partial", opening="We only touch.", lacking="Nothing on it.", signpost=post)
    for html in (shown(replace(refused, signpost=post, text="All in one."), library), shown(touched, library)):
        signpost = html.partition('<div class="signpost">')[2].partition("</div>")[0]
        assert signpost == (
            '<p class="first">Switch it off.</p><h4>Where such questions are answered</h4><ul>'
            '<li><a href="https://bread.example" rel="noreferrer">A &lt;baker&gt;</a>: loaves &amp; rolls</li>'
            '<li>Your own oven: heat</li></ul><p class="origin">Our pointers, not from the documents.</p>'
        )
        assert "All in one." not in html
    assert "signpost" not in shown(refused, library)


def test_an_urgent_signpost_comes_before_all_else(refused: Answer, library: Holdings) -> None:
    post = Signpost("fire", (), (Place("The fire service", "fires"),), "Leave.", urgent=True)
    for answer, after in ((refused, "The library does not say."), (ANSWERED, "Bread is old.")):
        html = shown(replace(answer, signpost=post), library)
        assert html.index("Leave.") < html.index("The fire service") < html.index(after)
        assert html.count("Leave.") == 1


def test_an_answer_to_part_of_the_question_says_so(library: Holdings) -> None:
    assert "Answer to part of the question" in shown(replace(ANSWERED, status="partial"), library)


def test_what_is_only_touched_on_says_so_before_and_what_is_not_said_after(library: Holdings) -> None:
    touched = replace(ANSWERED, status="partial", opening="We only <touch>.", lacking="Nothing on “<beds>”.")
    html = shown(touched, library)
    assert "<h3>What comes nearest, in the words of the sources</h3>" in html
    assert html.index("We only &lt;touch&gt;.") < html.index("Bread is old.") < html.index("Nothing on “&lt;beds&gt;”.")
    assert "lede" not in html
    assert html.count('class="card"') == 1


def test_what_a_follow_up_was_taken_to_mean_is_shown(library: Holdings) -> None:
    html = shown(replace(ANSWERED, question="And cake?", query="bread <cake>"), library)
    assert "Searched for: bread &lt;cake&gt;" in html
    assert "Searched for" not in shown(ANSWERED, library)


def test_a_turn_carries_its_question_and_filters_for_asking_it_again(library: Holdings) -> None:
    html = shown(ANSWERED, library, Filters(voices=("reader",)))
    asked = unescape(html.split('data-asked="')[1].split('"')[0])
    assert json.loads(asked) == {"question": ANSWERED.question, "filters": [["voice", "reader"]]}
    assert "Only in: Readers’ comments" in html


def test_questions_are_offered_after_an_answer_and_after_a_refusal(refused: Answer) -> None:
    html = below_html(ANSWERED, ["Why <salt>?"])
    assert "You could ask next" in html
    assert 'data-ask="Why &lt;salt&gt;?">Why &lt;salt&gt;?</button>' in html
    assert "Questions the library does answer" in below_html(refused, ["Why salt?"])
    later = below_html(ANSWERED, "/offers?ask=1&ask=2")
    assert 'data-further="/offers?ask=1&amp;ask=2" hidden>' in later
    assert "<ul" not in later


def test_feedback_is_asked_for_only_where_it_is_stored() -> None:
    assert "Did this help?" in below_html(ANSWERED, feedback=True)
    assert below_html(ANSWERED) == ""


def test_an_answer_that_a_model_wrote_says_so_and_looks_different(library: Holdings) -> None:
    written = replace(ANSWERED, statements=(Statement("In <other> words.", (1,), verbatim=False),), mode="small<1>")
    html = shown(written, library)
    assert "<h3>Answer, written by small&lt;1&gt;, each sentence checked against its source</h3>" in html
    assert '<div class="statement own"><p class="lede">In &lt;other&gt; words. <a class="number"' in html
    assert "<mark>Bread is old.</mark>" in html
    assert "<h3>Answer, in the words of the sources</h3>" in shown(ANSWERED, library)


def test_statements_that_are_ready_are_shown_before_the_answer() -> None:
    assert "Bread is &lt;old&gt;." in statements_html((Statement("Bread is <old>.", (1,)),), "asked-1")
