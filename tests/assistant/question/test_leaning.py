"""What leans on an earlier turn is told from what stands alone, by its wording."""

import pytest

from assistant.question.leaning import features, leaning, leans


@pytest.mark.parametrize(
    "turn",
    ["and for agency staff?", "any examples?", "who says so", "what about GP practices", "how would we show that"],
)
def test_a_turn_that_says_little_or_points_back_leans(turn: str) -> None:
    assert leaning(turn) > 0.9


@pytest.mark.parametrize(
    "turn",
    [
        "How do other providers recruit a workforce that looks like the local community?",
        "What do people from minority ethnic communities say stops them using social care?",
        "A resident refuses care from a black carer and his family backs him; what do we do?",
    ],
)
def test_a_full_question_stands_alone_though_it_points_at_words_of_its_own(turn: str) -> None:
    assert not leans(turn)


def test_a_word_that_points_is_told_by_where_it_stands() -> None:
    assert features("did they improve the ward")["personal_first"] == 1
    assert features("did the ward improve for them") == {
        **features("did the ward improve for nurses"), "content": features("did ward improve")["content"],
        "personal_later": 1,
    }  # fmt: skip
