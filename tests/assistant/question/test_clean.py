"""What a person types is checked and cleaned before it is taken as a question."""

import random
import string

import pytest

from assistant.question.clean import check_question
from corpus.errors import QuestionError

LONGEST = 500
# What pasting puts into words, and between them.
INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202a")
SPACES = ("\u00a0", "\u2009", "\u202f", "\u3000", "\n", "\r\n", "\t", "\u2028", "\x0b", " \x00 ")
LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ"}


def test_control_characters_and_surplus_space_are_removed() -> None:
    assert check_question("  Who\x00 leads\u200b\n\there?\u2028 ", 50) == "Who leads here?"


@pytest.fixture(params=range(30))
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


@pytest.fixture
def words(chance: random.Random) -> list[str]:
    """Words of letters that form ligatures more often than those of English do."""
    letters = string.ascii_lowercase + "fffiiillst" * 2
    return ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(chance.randint(1, 12))]


def test_invisible_characters_change_nothing_wherever_they_stand(words: list[str], chance: random.Random) -> None:
    plain = " ".join(words)
    pasted = "".join(c + chance.choice(("", *INVISIBLE)) for c in plain)
    assert check_question(pasted, LONGEST) == plain


def test_all_spaces_are_one_space(words: list[str], chance: random.Random) -> None:
    pasted = "".join(word + chance.choice(SPACES) for word in words)
    assert check_question(pasted, LONGEST) == " ".join(words)


def test_ligatures_and_full_width_letters_are_plain_ones(words: list[str]) -> None:
    plain = ligatures = " ".join(words)
    for letters, ligature in LIGATURES.items():
        ligatures = ligatures.replace(letters, ligature)
    assert check_question(ligatures, LONGEST) == plain
    assert check_question("".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in plain), LONGEST) == plain


def test_what_is_clean_stays_as_it_is(chance: random.Random) -> None:
    text = "a" + "".join(chr(chance.choice((chance.randint(1, 0x2FF), chance.randint(1, 0xFFFF)))) for _ in range(30))
    clean = check_question(text, LONGEST)
    assert check_question(clean, LONGEST) == clean


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    assert check_question("a re\u00ad\nsident’s “choice”", 50) == 'a resident\'s "choice"'


@pytest.mark.parametrize("bullet", ["• ", "\uf0b7\t", "- ", "* ", "– ", "  ◦ ", "▪\u00a0"])
def test_bullets_of_a_pasted_list_are_left_out(bullet: str) -> None:
    pasted = f"{bullet}who leads?\n{bullet}how long - and why?"
    assert check_question(pasted, 50) == "who leads? how long - and why?"


@pytest.mark.parametrize("text", ["", " \n", "?!", "\u200b", "• - "])
def test_a_question_has_a_letter_or_a_digit(text: str) -> None:
    with pytest.raises(QuestionError, match="The question is empty; type a question"):
        check_question(text, 50)
    assert check_question("3?", 50) == "3?"


def test_a_long_question_is_refused_with_the_limit() -> None:
    assert check_question("x" * 50, 50) == "x" * 50
    with pytest.raises(QuestionError, match="has 2,051 characters; shorten it to at most 2,050"):
        check_question("x" * 2051, 2050)
    with pytest.raises(QuestionError, match="has 360 characters; shorten it to at most 100"):
        check_question("\ufdfa" * 20, 100)


def test_a_text_of_megabytes_is_refused_before_it_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.question.clean._plain", lambda text: pytest.fail("it was cleaned"))
    with pytest.raises(QuestionError, match="8,000,000 characters"):
        check_question("x" * 8_000_000, LONGEST)
