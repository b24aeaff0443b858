"""The questions about Evenhand are read, each with its kind."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.lists.own_questions import OTHER, known_own_questions, load_own_questions


def test_questions_have_the_kind_that_they_stand_under(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("age: [how old is this]\nnone: [how old is he, who is he]\n", encoding="utf-8-sig")
    assert load_own_questions(path) == (("how old is this", "age"), ("how old is he", "none"), ("who is he", "none"))


@pytest.mark.parametrize("text", ["- age\n", "nonsense", "age: [{a: b}]"])
def test_malformed_questions_are_reported(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(CorpusError, match=r"^own\.yaml: "):
        load_own_questions(path)


def test_no_question_stands_twice_and_every_kind_has_several() -> None:
    questions = [question.lower() for question, _ in known_own_questions()]
    assert len(questions) == len(set(questions))
    counts = Counter(kind for _, kind in known_own_questions())
    assert min(counts.values()) > 10
    assert counts.most_common(1)[0][0] == OTHER
