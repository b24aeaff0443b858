"""Turns of a conversation become queries that stand on their own."""

import pytest

from assistant.answer import Turn
from assistant.question import followup
from indexing.query import Query

COST = Turn("How much does an NHS trust lose when a nurse leaves?", "£4,500 [1]")
LAWS = Turn("Which two laws are listed in the article?", "The laws:\n\n- Equality Act\n- Care Act [1]")


def queries(question: str, history: list[Turn]) -> list[str]:
    return [query.text for query in followup.queries(question, history)]


def test_the_first_question_stands_alone() -> None:
    assert queries("and in social care?", []) == ["and in social care?"]


def test_a_turn_that_leans_is_joined_with_the_earlier_question() -> None:
    assert queries("and in social care?", [COST]) == [f"{COST.question} and in social care?"]


def test_a_query_holds_a_turn_and_its_antecedent_apart() -> None:
    assert followup.queries("and in social care?", [COST]) == [
        Query(f"{COST.question} and in social care?", "and in social care?", COST.question)
    ]
    assert followup.queries("What is the second one about?", [LAWS])[0].antecedent == "Care Act [1]"


def test_a_turn_leans_on_the_latest_question_that_stood_alone() -> None:
    history = [LAWS, COST, Turn("and in social care?", "£4,000 [1]")]
    assert queries("what about in a GP practice?", history) == [f"{COST.question} what about in a GP practice?"]


def test_a_turn_can_lean_on_a_short_question() -> None:
    short = Turn("Which trusts train interpreters in house?", "Interpreters … [1]")
    assert queries("and what else?", [COST, short]) == [f"{short.question} and what else?"]


def test_an_ordinal_is_joined_with_the_list_item() -> None:
    assert queries("What is the second one about?", [LAWS]) == ["What is the second one about? Care Act [1]"]


def test_the_one_before_is_counted_from_the_last_ordinal() -> None:
    history = [LAWS, Turn("What is the second about?", "It says …")]
    assert queries("and the one before?", history) == ["and the one before? Equality Act"]


def test_an_ordinal_beyond_the_latest_list_means_an_earlier_one() -> None:
    longer = Turn("Which three?", "- Air\n- Water\n- Fire [1]")
    assert queries("what about the third?", [longer, LAWS]) == ["what about the third? Fire [1]"]


@pytest.mark.parametrize("switch", ["Moving on: ", "Ok new topic, ", "Separately, ", "Thanks. A different question - "])
def test_a_change_of_topic_drops_the_old_one(switch: str) -> None:
    assert queries(f"{switch}who wrote the foreword?", [COST]) == ["who wrote the foreword?"]
    history = [COST, Turn(f"{switch}who wrote the foreword?", "A professor [1]")]
    assert queries("and when?", history) == ["who wrote the foreword? and when?"]


def test_words_that_ask_for_one_more_change_no_topic() -> None:
    assert queries("Is there another one?", [COST]) == [f"{COST.question} Is there another one?"]
    question = "Do networks of Black staff meet separately from trade unions?"
    assert queries(question, [COST]) == [question]


def test_a_full_question_stands_alone() -> None:
    question = "Which hospital improved interpreting provision for Deaf patients after complaints?"
    assert queries(question, [COST]) == [question]


def test_a_short_question_gives_both_queries() -> None:
    assert queries("what does FREDA mean", [COST]) == ["what does FREDA mean", f"{COST.question} what does FREDA mean"]


def test_a_turn_adds_to_the_follow_up_before_it_or_takes_its_place() -> None:
    history = [COST, Turn("how does that compare with doctors", "… [1]")]
    assert queries("and since when?", history) == [f"{COST.question} {history[1].question} and since when?"]
    history = [COST, Turn("and in social care?", "… [1]"), Turn("thanks", "")]
    assert queries("who says so", history) == [f"{COST.question} and in social care? who says so"]


def test_words_on_the_form_of_an_answer_do_not_search() -> None:
    assert queries("hi, what is a resident's right to family life in plain english pls", []) == [
        "what is a resident's right to family life"
    ]


def test_first_and_last_are_no_places_in_a_list_without_an_article() -> None:
    assert queries("so what should we do first?", [LAWS]) == [f"{LAWS.question} so what should we do first?"]


def test_an_ordinal_without_a_list_points_at_no_item() -> None:
    question = "What was the last thing that they changed?"
    assert queries(question, [COST]) == [f"{COST.question} {question}"]
