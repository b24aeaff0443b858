"""A reply that arrives in fragments becomes sentences with their numbers."""

import pytest

from assistant.writing.reply import ReplySentence, sentences_of


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        ("It costs £4,500 [1]. It grows [2].", [("It costs £4,500.", (1,)), ("It grows.", (2,))]),
        ("It costs £4,500. [1][2] It grows.", [("It costs £4,500.", (1, 2)), ("It grows.", ())]),
        ("- One [1, 2]\n- Two [3]", [("One.", (1, 2)), ("Two.", (3,))]),
        ("For example, e.g. this one [Passage 4].", [("For example, e.g. this one.", (4,))]),
        ("", []),
        (" \n ... \n", []),
        ("UNANSWERED", [("UNANSWERED.", ())]),
    ],
)
def test_sentences_come_with_their_numbers(reply: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert list(sentences_of([reply])) == [ReplySentence(*sentence) for sentence in sentences]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_it_does_not_matter_where_the_fragments_are_cut(size: int) -> None:
    reply = "It costs £4,500. [1][2] In all, 10.7 days are lost [3].\n\n- A list item [1]\nThe end [12]."
    fragments = [reply[start : start + size] for start in range(0, len(reply), size)]
    assert list(sentences_of(fragments)) == list(sentences_of([reply]))


def test_a_sentence_comes_before_the_next_one_is_whole() -> None:
    fragments = iter(["It costs £4,500 [1]. It gr", "ows [2]."])
    first = next(sentences_of(fragments))
    assert first.text == "It costs £4,500."
    assert list(fragments) == ["ows [2]."]


def test_a_sentence_without_an_end_is_not_read_to_its_end() -> None:
    fragments = iter(["and so on "] * 1_000)
    assert len(list(sentences_of(fragments))) == 1
    assert len(list(fragments)) > 500
