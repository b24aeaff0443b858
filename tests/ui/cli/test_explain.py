"""What a maintainer is told about an answer, over the real library."""

import pytest

from assistant.assistant import Assistant
from ui.cli.explain import explanation

pytestmark = pytest.mark.model


def test_an_answer_is_explained_by_its_passages_its_judgement_and_its_sentences(assistant: Assistant) -> None:
    answer = assistant.ask("What are the FREDA principles?")
    lines = explanation(answer).splitlines()
    assert sum(line.split(". ")[0].strip().isdigit() and "vectors" in line for line in lines) == len(answer.hits)
    assert answer.judgement is not None
    judged = f"Judged answered, confidence {answer.judgement.confidence:.2f}: vote "
    assert any(line.startswith(judged) for line in lines)
    assert any(". *" in line and "FREDA" in line for line in lines)
    assert not lines[0].startswith("Why")


def test_a_refusal_says_how_near_a_known_gap_is_and_shows_no_words_of_the_catalogue(assistant: Assistant) -> None:
    answer = assistant.ask("How much does a week at Castlebar cost?")
    text = explanation(answer)
    assert text.startswith("Why it was refused:\n- Evidence for an answer came to ")
    assert "Judged not_found" in text
    assert "Nearest known gap at 0." in text
    assert [gap.text for gap in assistant.searcher.gaps if gap.text in text] == []
    assert ". *" not in text


def test_the_cross_encoders_odds_stand_beside_the_passages_that_it_read(assistant: Assistant) -> None:
    answer = assistant.ask("What do good leaders do about equality?")
    lines = [line for line in explanation(answer).splitlines() if "vectors" in line]
    assert ["cross-encoder" in line for line in lines] == [hit.odds is not None for hit in answer.hits]
    assert 2 <= sum("cross-encoder" in line for line in lines) <= 3
