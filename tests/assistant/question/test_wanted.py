"""The wording of a question tells what kind of answer it wants."""

import pytest

from assistant.question.wanted import asked, names_them


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("List the King's Fund's six points", 6),
        ("pls give me the 5 main reasons", 5),
        ("what are the 4 ratings", 4),
        ("who do I need 2 tell", 0),
        ("is there a guide 4 this", 0),
        ("Which one is it?", 0),
    ],
)
def test_the_number_of_things_asked_for_is_read(question: str, count: int) -> None:
    assert asked(question).count == count


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Anything about interpreters?", True),
        ("Everything on carers across our documents", True),
        ("What do the documents say about falls?", True),
        ("I'm writing a briefing on hearing loss", True),
        ("Pull together what there is on hearing loss", True),
        ("What’s there on hearing loss?", True),
        ("Is it doing anything for young men?", False),
        ("What do the documents say a leader should do?", False),
        ("Which publication covers all topics across the sectors?", False),
    ],
)
def test_a_topic_is_told_from_a_question(question: str, topic: bool) -> None:
    assert asked(question).topic == topic


def test_a_sentence_that_counts_things_may_name_them() -> None:
    assert names_them("There are three colours – red, green and blue.", 3)
    assert not names_them("There are three colours, which are listed below.", 3)
    assert not names_them("Of the four colours three are warm: red, yellow and orange.", 3)
