"""Of the pairs, only a question beside what answers it or another question of its sentence is right."""

import pytest

from indexing.embed import Embedder
from indexing.learnt.tokenizer import PairTokenizer
from indexing.library import Library
from indexing.training.pairs import PairDraw

Read = tuple[str, str, bool]


@pytest.fixture
def pairs(eight_homes: Library, tokenizer: PairTokenizer, fake_embedder: Embedder, words: list[str]) -> list[Read]:
    """Some batches, in words."""
    draw = PairDraw(eight_homes, fake_embedder, tokenizer)
    drawn = [pair for _ in range(5) for pair in draw.batch()]

    def text(tokens: list[int]) -> str:
        return " ".join(words[token] for token in tokens)

    return [(text(pair.question), text(pair.words), pair.right) for pair in drawn]


def test_only_a_questions_own_words_and_questions_are_right(eight_homes: Library, pairs: list[Read]) -> None:
    places = {passage.text.split()[0] for passage in eight_homes.passages}
    questions = {question.text for question in eight_homes.questions}
    right = [(question, words) for question, words, is_right in pairs if is_right]
    assert len(pairs) > len(right) > 0
    for question, words in right:
        assert next(word for word in reversed(question.split()) if word in places) in words
        assert any(question.endswith(one) for one in questions)
    assert {words in questions for _, words in right} == {True, False}


def test_questions_and_known_gaps_are_wrong_beside_what_is_near(eight_homes: Library, pairs: list[Read]) -> None:
    questions, gaps = ({one.text for one in some} for some in (eight_homes.questions, eight_homes.gaps))
    wrong = [(question, words) for question, words, is_right in pairs if not is_right]
    for some in (questions, gaps):
        beside = [words for question, words in wrong if any(question.endswith(one) for one in some)]
        assert {words in questions for words in beside} == {True, False}


def test_a_known_gap_stands_mostly_beside_words_of_its_own_passage(eight_homes: Library, pairs: list[Read]) -> None:
    questions = {question.text for question in eight_homes.questions}
    beside = [(gap.split()[-1], words) for gap, words, _ in pairs if gap.split()[-2] == "of" and words not in questions]
    own = [words for place, words in beside if place in words]
    assert len(beside) > len(own) > len(beside) / 2


def test_some_follow_an_earlier_question(eight_homes: Library, pairs: list[Read]) -> None:
    questions = {question.text for question in eight_homes.questions}
    following = [first for first, *_ in pairs if any(first.startswith(f"{question} ") for question in questions)]
    assert len(pairs) / 4 > len(following) > 0
