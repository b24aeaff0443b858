"""Our question files hold what they promise; a line that is no item is named with its fault."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from evals.questions import (
    FIRST_DAY,
    MANAGERS,
    PRACTICE,
    QUESTIONS,
    TUNING,
    UNANSWERABLE,
    Item,
    QuestionFileError,
    load_questions,
)

ITEM: dict[str, Any] = {
    "id": "one",
    "kind": "factoid",
    "split": "dev",
    "turns": [
        {
            "question": "Who first came up with FREDA?",
            "gold": [[{"document": "equally-outstanding", "quote": "FREDA"}]],
            "facts": [{"fact": "fairness", "vital": True, "patterns": ["fairness"]}],
        }
    ],
}


def item(**changes: Any) -> dict[str, Any]:
    return {**ITEM, **changes}


def turn(**changes: Any) -> list[dict[str, Any]]:
    return [{**ITEM["turns"][0], **changes}]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_none_of_the_practice_questions_is_measured_with() -> None:
    practice = load_questions(PRACTICE)
    assert {item.split for item in practice} == {"dev"}
    assert not _asked_first(practice) & _asked_first(load_questions())


def test_managers_questions_stand_in_no_other_set() -> None:
    managers = load_questions(MANAGERS)
    assert {item.split for item in managers} == {"test"}
    assert not _asked_first(managers) & (_asked_first(load_questions()) | _asked_first(load_questions(PRACTICE)))


@pytest.mark.parametrize(("file", "count", "splits"), [(FIRST_DAY, 120, {"dev", "test"}), (TUNING, 210, {"dev"})])
def test_there_are_as_many_first_day_questions_as_promised(file: Path, count: int, splits: set[str]) -> None:
    items = load_questions(file)
    assert len(items) == count
    assert {item.split for item in items} == splits


def test_the_folder_of_first_day_questions_has_sixty_to_report_on() -> None:
    assert len(load_questions(FIRST_DAY.parent, "test")) == 60


def test_no_first_day_question_stands_in_another_set() -> None:
    older = [item for folder in (QUESTIONS, PRACTICE, MANAGERS) for item in load_questions(folder)]
    assert not _asked_first(load_questions(FIRST_DAY.parent)) & _asked_first(older)
    assert not _asked_first(load_questions(FIRST_DAY)) & _asked_first(load_questions(TUNING))


def _asked_first(items: list[Item]) -> set[str]:
    return {item.turns[0].question.casefold() for item in items}


def test_there_are_as_many_questions_of_every_sort_as_promised() -> None:
    items = load_questions()
    kinds = Counter(item.kind for item in items)
    assert len(items) >= 260
    assert sum(kinds[kind] for kind in UNANSWERABLE) >= 70
    assert kinds["dialogue"] >= 25


@pytest.mark.parametrize("file", [QUESTIONS, FIRST_DAY])
def test_each_kind_is_split_half_and_half(file: Path) -> None:
    items = load_questions(file)
    for kind in {item.kind for item in items}:
        dev = sum(item.split == "dev" for item in items if item.kind == kind)
        test = sum(item.split == "test" for item in items if item.kind == kind)
        assert abs(dev - test) <= 1, kind


def test_every_document_is_asked_about(documents: dict[str, Document]) -> None:
    asked = {q.document for i in load_questions() for t in i.turns for choice in t.gold for q in choice}
    assert asked == set(documents)


def test_one_split_can_be_loaded_alone() -> None:
    assert {item.split for item in load_questions(split="dev")} == {"dev"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "one"', "line 2: not JSON"),
        ("[]", "line 2"),
        (json.dumps(item(kind="riddle")), "kind"),
        (json.dumps(item(split="train")), "split"),
        (json.dumps(item(mood="good")), "mood"),
        (json.dumps(item(turns=[])), "turns"),
        (json.dumps(item(id="Not An Id")), "id"),
        (json.dumps(item(kind="absent")), "kind 'absent' does not go with"),
        (json.dumps(item(kind="dialogue")), "two to four turns"),
        (json.dumps(item(turns=turn(gold=[]))), "needs gold and facts"),
        (json.dumps(item(turns=turn(gold=[[]]))), "turns.0.gold.0: Tuple should have at least 1 item"),
        (
            json.dumps(item(turns=turn(facts=[{"fact": "broken", "vital": True, "patterns": ["("]}]))),
            "turns.0.facts.0.patterns.0: Value error, '(' is not a regular expression",
        ),
        (json.dumps(item(kind="absent", turns=[{"question": "Why?", "why": "not said", "absent": ["["]}])), "'[' is"),
        (json.dumps(item(kind="about")), "kind 'about' does not go with"),
        (json.dumps(item(turns=[{"question": "Who are you?", "about": True}])), "kind 'factoid' does not go with"),
        (json.dumps(item(kind="about", turns=turn(about=True))), "nothing but its words"),
        (json.dumps(item(turns=turn(why="not said", lacks="when"))), "not both"),
        (json.dumps(item(turns=turn(lacks=""))), "lacks"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_fault(line: str, said: str, tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps(ITEM), line)
    with pytest.raises(QuestionFileError) as caught:
        load_questions(path)
    assert said in str(caught.value)
    assert "questions.jsonl, line 2" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "turns", "extent"),
    [
        ("factoid", turn(), "full"),
        ("factoid", turn(lacks="in which year"), "partly"),
        ("absent", [{"question": "Who wrote FREDA?", "why": "not said"}], "none"),
        ("about", [{"question": "Who are you?", "about": True}], "about"),
    ],
)
def test_a_turn_says_how_much_of_it_the_library_answers(kind: str, turns: list[dict[str, Any]], extent: str) -> None:
    read = Item.model_validate(item(kind=kind, turns=turns)).turns[0]
    assert read.extent == extent
    assert read.answerable == (extent in ("full", "partly"))


def test_what_an_older_item_lacks_does_not_change_its_written_form() -> None:
    assert not {"lacks", "about"} & set(Item.model_validate(ITEM).model_dump()["turns"][0])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="no question files"):
        load_questions(tmp_path / "nowhere")


@pytest.mark.parametrize("lines", [[], ["", "  "]])
def test_a_file_without_questions_is_named(lines: list[str], tmp_path: Path) -> None:
    path = write(tmp_path, *lines)
    with pytest.raises(QuestionFileError, match=r"There are no questions at .*questions\.jsonl"):
        load_questions(path)


def test_a_file_without_questions_of_the_split_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps(ITEM))
    with pytest.raises(QuestionFileError, match="There are no 'test' questions at"):
        load_questions(path, split="test")


def test_a_file_written_on_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + f"{json.dumps(ITEM)}\r\n{json.dumps(item(id='two'))}\r\n".encode())
    assert [read.id for read in load_questions(path)] == ["one", "two"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_question_may_hold_a_line_separator(separator: str, tmp_path: Path) -> None:
    question = f"Who first came{separator}up with FREDA?"
    path = write(tmp_path, json.dumps(item(turns=turn(question=question)), ensure_ascii=False))
    assert load_questions(path)[0].turns[0].question == question


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QuestionFileError, match=r"questions\.jsonl is UTF-16; save it as UTF-8"):
        load_questions(tmp_path)
