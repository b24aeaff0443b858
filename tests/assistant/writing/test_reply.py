"""A reply in pieces becomes sentences with their numbers."""

import pytest

from assistant.writing.reply import Written, sentences_of


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
    assert list(sentences_of([reply])) == [Written(*sentence) for sentence in sentences]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_it_does_not_matter_where_the_pieces_are_cut(size: int) -> None:
    reply = "It costs £4,500. [1][2] In all, 10.7 days are lost [3].\n\n- A list item [1]\nThe end [12]."
    pieces = [reply[start : start + size] for start in range(0, len(reply), size)]
    assert list(sentences_of(pieces)) == list(sentences_of([reply]))


def test_a_sentence_comes_before_the_next_one_is_whole() -> None:
    def pieces() -> list[str]:
        return ["It costs £4,500 [1]. It gr", "ows [2]."]

    read: list[str] = []

    def reading() -> object:
        for piece in pieces():
            read.append(piece)
            yield piece

    first = next(iter(sentences_of(reading())))  # type: ignore[arg-type]
    assert (first.text, len(read)) == ("It costs £4,500.", 1)
