"""However much a program sends of a conversation, what is used of it is bounded."""

import time

import pytest

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.question.history import LONGEST_ANSWER, MOST_TURNS, recent

LONGEST = 2000


def test_an_ordinary_conversation_is_used_whole() -> None:
    history = [Turn(f"What is {number}?", "An answer of ours. " * 60) for number in range(30)]
    assert recent(history, LONGEST) == history
    assert recent([], LONGEST) == []


def test_of_a_long_one_the_last_turns_are_used() -> None:
    history = [Turn(f"What is {number}?", "It is.") for number in range(1000)]
    assert recent(history, LONGEST) == history[-MOST_TURNS:]


def test_texts_that_are_too_long_are_cut() -> None:
    (turn,) = recent([Turn("q" * 10**6, "a" * 10**6)], LONGEST)
    assert (len(turn.question), len(turn.answer)) == (LONGEST, LONGEST_ANSWER)
    assert len(recent([Turn("q" * 10**6, "a" * 10**6)] * 40, LONGEST)) == 2


@pytest.mark.model
@pytest.mark.parametrize("turn", [Turn("Who is a carer? " * 500_000, ""), Turn("Who?", "word word\n" * 800_000)])
def test_megabytes_of_history_take_no_longer_than_a_short_one(turn: Turn, assistant: Assistant) -> None:
    assistant.ask("and in social care?", [Turn("Who is a carer?", "A person.")])
    began = time.process_time()
    assistant.ask("and in social care?", [turn] * 100)
    assert time.process_time() - began < 3  # it was a minute and a half
