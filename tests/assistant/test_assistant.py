"""What an answer says when the library holds only a part, or the opposite of what is taken for granted."""

from dataclasses import replace

import pytest

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.judge import judge
from corpus.document import Document

pytestmark = pytest.mark.model


def test_an_answer_to_a_part_names_what_is_missing(assistant: Assistant) -> None:
    answer = assistant.ask("What did The Christie do about bullying, and how many beds does The Christie have?")
    assert answer.status == "partial"
    assert answer.lacking == "The library gives no answer to “how many beds does The Christie have”."
    assert answer.text.endswith(answer.lacking)
    assert "bullying" in answer.text


def test_a_false_premise_is_refused_and_the_passage_against_it_comes_first(assistant: Assistant) -> None:
    answer = assistant.ask("Why does equality amount to treating everyone the same, as Equally Outstanding defines it?")
    assert answer.status == "not_found"
    assert (answer.statements, answer.citations) == ((), ())
    assert "different from treating everyone the same" in " ".join(answer.hits[0].passage.text.split())
    assert "take something for granted" in answer.text


def test_what_the_library_only_touches_on_is_quoted_and_cited_between_our_words(
    assistant: Assistant, documents: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.finding.judge", lambda *found: replace(judge(*found), verdict="touched"))
    answer = assistant.ask("How do we roster halal meals for patients on the ward?")
    assert answer.status == "partial"
    assert answer.text.startswith(f"{answer.opening}\n\n")
    assert answer.text.endswith(f"\n\n{answer.lacking}")
    assert "halal" in answer.lacking
    assert 1 <= len(answer.citations) <= 3
    assert all(citation.quote in documents[citation.document].body for citation in answer.citations)


def test_a_topic_is_gathered_from_several_documents(assistant: Assistant) -> None:
    answer = assistant.ask("Everything you have on interpreters and translation")
    assert len({citation.document for citation in answer.citations}) > 1


def test_a_table_cell_is_quoted_whole_beside_the_names_of_its_row_and_column(assistant: Assistant) -> None:
    answer = assistant.ask("What are the equality risks of reducing staffing numbers?")
    assert answer.text.startswith("Reduced dignity")
    assert "(In the table: Reducing staffing numbers – Equality and human rights impacts)" in answer.text
    assert "Harder to provide personalised care" in answer.text
    assert "Differential impact on staff equality groups" in answer.text


def test_the_age_of_a_document_is_noted_in_its_first_answer_of_a_conversation_and_a_change_in_each(
    assistant: Assistant,
) -> None:
    dated = "“Equally outstanding: Equality and human rights – good practice resource” (2018) is dated: check the"
    first = assistant.ask("How much does it cost when a member of staff leaves?")
    assert any(note.startswith(dated) for note in first.notes)
    later = assistant.ask("Which key lines of enquiry does CQC link to courage?", [Turn(first.question, first.text)])
    assert "equally-outstanding" in {citation.document for citation in later.citations}
    assert not any(note.startswith(dated) for note in later.notes)
    assert any("single assessment framework" in note for note in later.notes)
