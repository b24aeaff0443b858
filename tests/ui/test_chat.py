import logging
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.answer import Answer, Citation, Statement, Turn
from corpus.document import Passage
from corpus.errors import QuestionError
from ui.chat import Outcome, conversation_html, take_turn
from ui.sources import Library

CITATION = Citation(1, "sample", "A sample", None, None, ("Food",), "bread/p1", "Bread is old.", "publisher", None, "")
ANSWERED = Answer(
    "What is <b>bread</b>?", "What is <b>bread</b>?", "answered", "Bread is old. [1]",
    (Statement("Bread is old. Knead the <dough>.", (1,)), Statement("Add water.", (1,), intro="How & when:")),
    (CITATION,), (), ("Check <this>.",),
)  # fmt: skip


class FakeAsk:
    """Answers with what it is given, or raises it, and remembers the history."""

    def __init__(self, reply: Answer | Exception) -> None:
        self.reply = reply
        self.history: list[Turn] = []

    def __call__(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.history = list(history)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


@pytest.fixture
def refused(passage: Passage) -> Answer:
    hit = SimpleNamespace(passage=passage)
    return Answer("Beds?", "Beds?", "not_found", "The library does not say.", (), (), (hit,), ())


def test_a_turn_adds_its_answer_and_hands_on_the_turns_before_it() -> None:
    ask = FakeAsk(ANSWERED)
    assert take_turn(ask, "And cake?", (ANSWERED,)) == Outcome((ANSWERED, ANSWERED))
    assert ask.history == [Turn(ANSWERED.question, ANSWERED.text)]


def test_what_cannot_be_taken_as_a_question_is_said_plainly_and_adds_no_turn() -> None:
    assert take_turn(FakeAsk(QuestionError("The question is empty.")), " ", (ANSWERED,)) == Outcome(
        (ANSWERED,), "The question is empty."
    )


def test_a_failure_is_said_plainly_and_logged_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        outcome = take_turn(FakeAsk(ValueError("a secret question")), "a secret question", (ANSWERED,))
    assert outcome.answers == (ANSWERED,)
    assert outcome.problem.startswith("Something went wrong")
    assert "ValueError" in caplog.text
    assert "test_chat.py" in caplog.text
    assert "secret" not in caplog.text


def test_each_statement_points_to_its_source_and_the_first_sentence_stands_out(library: Library) -> None:
    html = conversation_html([ANSWERED], library)
    assert '<p class="lede">Bread is old.</p><p>Knead the &lt;dough&gt;. <a class="number"' in html
    assert html.count('href="#turn-1-source-1" aria-label="Source 1">1</a>') == 2
    assert html.count('id="turn-1-source-1"') == 1


def test_questions_intros_and_notes_are_escaped(library: Library) -> None:
    html = conversation_html([ANSWERED], library, pending="<script>alert(1)</script>")
    assert "What is &lt;b&gt;bread&lt;/b&gt;?" in html
    assert "How &amp; when:" in html
    assert "Check &lt;this&gt;." in html
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_an_answer_that_begins_with_a_list_has_no_first_sentence_to_stand_out(library: Library) -> None:
    listed = replace(ANSWERED, statements=(Statement("- Mix flour.\n- Add water.", (1,)),))
    html = conversation_html([listed], library)
    assert "lede" not in html
    assert '<li>Add water. <a class="number"' in html


def test_only_the_last_answer_has_its_sources_unfolded(library: Library) -> None:
    first, second = conversation_html([ANSWERED, ANSWERED], library).split('id="turn-2"')
    assert '<details class="sources" aria-live="off">' in first
    assert '<details class="sources" aria-live="off" open>' in second


def test_a_refusal_is_named_in_words_and_shows_no_source(refused: Answer, library: Library) -> None:
    html = conversation_html([refused], library)
    assert "<h3>No answer in the library</h3>" in html
    assert "Nearest passages, not an answer" in html
    assert 'class="sources"' not in html
    assert 'class="card"' not in html


def test_what_is_outside_the_library_keeps_the_nearest_passages_folded(refused: Answer, library: Library) -> None:
    html = conversation_html([replace(refused, status="out_of_scope")], library)
    assert "<h3>Outside the library</h3>" in html
    assert '<div class="unanswered" aria-live="off"><details><summary>' in html


def test_an_answer_to_a_part_says_so(library: Library) -> None:
    assert "Answer to a part of the question" in conversation_html([replace(ANSWERED, status="partial")], library)


def test_what_a_follow_up_was_taken_to_mean_is_shown(library: Library) -> None:
    html = conversation_html([replace(ANSWERED, question="And cake?", query="bread <cake>")], library)
    assert "Searched for: bread &lt;cake&gt;" in html
    assert "Searched for" not in conversation_html([ANSWERED], library)
