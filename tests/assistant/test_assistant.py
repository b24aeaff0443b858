"""What an answer says when the library holds only a part, or the opposite of what is taken for granted."""

import pytest

from assistant.assistant import Assistant

pytestmark = pytest.mark.model


def test_an_answer_to_a_part_names_what_is_missing(assistant: Assistant) -> None:
    answer = assistant.ask("What did The Christie do about bullying, and how many beds does The Christie have?")
    assert answer.status == "partial"
    assert answer.lacking == "The library gives no answer to “how many beds does The Christie have”."
    assert answer.text.endswith(answer.lacking)
    assert "bullying" in answer.text


def test_a_false_premise_is_refused_and_the_passage_against_it_comes_first(assistant: Assistant) -> None:
    answer = assistant.ask("Why does CQC use the word equality to mean that everyone is treated the same?")
    assert answer.status == "not_found"
    assert (answer.statements, answer.citations) == ((), ())
    assert "different from treating everyone the same" in " ".join(answer.hits[0].passage.text.split())
    assert "take something for granted" in answer.text


def test_a_topic_is_gathered_from_several_documents(assistant: Assistant) -> None:
    answer = assistant.ask("Everything you have on interpreters and translation")
    assert len({citation.document for citation in answer.citations}) > 1


def test_a_table_row_is_quoted_whole(assistant: Assistant) -> None:
    answer = assistant.ask("What are the equality risks of reducing staffing numbers?")
    assert "Reduced dignity" in answer.text
    assert "Use staffing tools" in answer.text
