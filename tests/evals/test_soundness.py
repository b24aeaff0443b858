"""Every set of ours is sound, and a set that is not is told what is wrong, line by line."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

import evals
from corpus.document import Document
from evals.questions import Kind, QuestionFileError, load_questions
from evals.soundness import Check, check, check_sound

ROOM = Path(evals.__file__).parent
# Files of items; what else is JSON Lines holds labels and turns.
SETS = sorted(path for path in ROOM.rglob("*.jsonl") if '"turns":' in path.read_text(encoding="utf-8").split("\n")[0])
TURN: dict[str, Any] = {
    "question": "Who first came up with FREDA?",
    "gold": [[{"document": "equally-outstanding", "quote": "FREDA"}]],
    "facts": [{"fact": "fairness", "vital": True, "patterns": ["fairness"]}],
}


def item(**changes: Any) -> dict[str, Any]:
    return {"id": "one", "kind": "factoid", "split": "dev", "turns": [TURN], **changes}


def gold(quote: str, document: str = "equally-outstanding") -> list[dict[str, Any]]:
    return [{**TURN, "gold": [[{"document": document, "quote": quote}]]}]


@pytest.fixture
def checked(tmp_path: Path, documents: dict[str, Document]) -> Any:
    """Checks the items given, which are written to a file."""

    def run(*items: dict[str, Any] | str) -> Check:
        lines = [one if isinstance(one, str) else json.dumps(one) for one in items]
        (tmp_path / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return check(tmp_path / "mine.jsonl", documents.values())

    return run


def test_all_sets_are_looked_at() -> None:
    assert {path.parent.name for path in SETS} >= {"questions", "practice", "managers", "first-day"}


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_set_is_sound(path: Path, documents: dict[str, Document]) -> None:
    found = check(path, documents.values())
    assert found.faults == ()
    assert found.items == len(load_questions(path))


@pytest.mark.parametrize("folder", sorted({path.parent for path in SETS}), ids=lambda path: path.name)
def test_no_item_of_a_folder_stands_in_two_of_its_files(folder: Path, documents: dict[str, Document]) -> None:
    assert check(folder, documents.values()).faults == ()


def test_a_sound_item_has_no_fault(checked: Any) -> None:
    assert checked(item()) == Check(1, (), ())


def test_the_readme_shows_an_item_of_each_kind_and_all_are_sound(checked: Any) -> None:
    readme = (ROOM / "README.md").read_text(encoding="utf-8")
    (block,) = readme.split("```jsonl\n")[1:]
    items = [json.loads(line) for line in block.split("\n```")[0].split("\n")]
    assert sorted(one["kind"] for one in items) == sorted(get_args(Kind))
    assert checked(*items) == Check(len(items), (), ())


@pytest.mark.parametrize(
    ("quote", "document", "said"),
    [
        ("quite another thing", "equally-outstanding", "the quote 'quite another thing' stands nowhere in equally-"),
        ("the average immediate cost to a Trust is £4,500", "equally-outstanding",
         "nearest to it is 'the average immediate cost to a trust is £4,500"),
        ("the average immediate cost to a trust is £4,500", "promoting-equality", "it stands in equally-outstanding"),
        ("FREDA", "nowhere", "there is no document 'nowhere'; the library holds equality-objectives-action-plan, "),
    ],
)  # fmt: skip
def test_a_quote_that_stands_nowhere_is_named_with_its_line_and_where_it_may_stand(
    quote: str, document: str, said: str, checked: Any
) -> None:
    (fault,) = checked("", item(turns=gold(quote, document))).faults
    assert fault.startswith("mine.jsonl, line 2 (one): ")
    assert said in fault


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"facts": [{"fact": "a cat", "vital": True, "patterns": ["cat with a hat"]}]}, "is not stated near the gold"),
        ({"facts": [{"fact": "FREDA", "vital": True, "patterns": ["FREDA"]}]}, "stated by the question itself"),
    ],
)
def test_a_fact_that_cannot_be_measured_is_named(changes: dict[str, Any], said: str, checked: Any) -> None:
    (fault,) = checked(item(turns=[{**TURN, **changes}])).faults
    assert said in fault


def test_an_answer_to_what_should_have_none_is_named(checked: Any) -> None:
    turn = {"question": "Who wrote FREDA?", "why": "not said", "absent": ["FREDA"]}
    (fault,) = checked(item(kind="absent", turns=[turn])).faults
    assert "'FREDA' is in the library after all: 'FREDA'" in fault


def test_the_turn_of_a_dialogue_is_named(checked: Any) -> None:
    (fault,) = checked(item(kind="dialogue", turns=[TURN, *gold("quite another thing")])).faults
    assert fault.startswith("mine.jsonl, line 1 (one): turn 2: the quote")


def test_what_stands_twice_is_named_with_the_earlier_line(checked: Any) -> None:
    found = checked(item(), item())
    assert found.faults == (
        "mine.jsonl, line 2 (one): mine.jsonl, line 1 has the same id",
        "mine.jsonl, line 2 (one): mine.jsonl, line 1 asks the same",
    )


def test_every_line_is_looked_at_though_others_cannot_be_read(checked: Any) -> None:
    found = checked("{broken", item(kind="riddle"), item(turns=gold("quite another thing")), item(id="two"))
    assert [fault.split(": ")[0] for fault in found.faults[:2]] == ["mine.jsonl, line 1", "mine.jsonl, line 2"]
    assert "stands nowhere" in found.faults[2]
    assert found.items == 2


def test_gold_that_no_passage_holds_is_a_doubt(checked: Any) -> None:
    found = checked(item(turns=gold("Understand where you are now")))
    assert len(found.doubts) == 1
    assert "no passage holds 'Understand where you are now'" in found.doubts[0]


def test_a_set_that_cannot_be_scored_is_not_run(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(item(turns=gold("quite another thing"))), encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"stands nowhere in equally-outstanding\. .*--check"):
        check_sound(path, documents.values())
    path.write_text(json.dumps(item()), encoding="utf-8")
    check_sound(path, documents.values())
