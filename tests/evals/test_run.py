"""A run over a few questions with a system that does as it is told."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answer import Turn
from assistant.settings import Settings
from evals.inputs import item_fingerprints, questions_fingerprint
from evals.outcome import ResultFileError, read_result, write_result
from evals.questions import Item, load_questions
from evals.run import all_figures, first_of_each_kind, result_of, run_system
from evals.system import FoundPassage, SystemReply

GOLD = "Kneading the dough for ten minutes makes the bread rise well"
BODIES = {"bread": GOLD}


def turn(question: str) -> dict[str, object]:
    return {
        "question": question,
        "gold": [[{"document": "bread", "quote": GOLD}]],
        "facts": [{"fact": "ten", "vital": True, "patterns": ["ten minutes"]}],
    }


ITEMS = [
    Item.model_validate({"id": "one", "kind": "factoid", "split": "dev", "turns": [turn("How long?")]}),
    Item.model_validate({"id": "two", "kind": "factoid", "split": "test", "turns": [turn("Break!")]}),
    Item.model_validate(
        {"id": "talk", "kind": "dialogue", "split": "dev", "turns": [turn("Knead?"), turn("And then?")]}
    ),
]


class Fake:
    """Finds and says the gold; breaks when told to; remembers what it was given."""

    name = "fake"

    def __init__(self) -> None:
        self.histories: list[list[Turn]] = []

    def answer(self, question: str, history: Sequence[Turn]) -> SystemReply:
        self.histories.append(list(history))
        if question == "Break!":
            raise ValueError("broken on purpose")
        return SystemReply(
            "answered", f"{question} ten minutes", question, (FoundPassage("bread", "a", GOLD),), milliseconds=2.0
        )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index")


def test_a_question_that_raises_an_error_counts_as_failed_and_the_run_goes_on() -> None:
    outcomes = {outcome.id: outcome for outcome in run_system(Fake(), ITEMS, BODIES)}
    assert list(outcomes) == ["one", "two", "talk/1", "talk/2"]
    assert outcomes["two"].status == "failed"
    assert outcomes["two"].error == "ValueError: broken on purpose"
    assert outcomes["two"].missed == ("ten",)
    figures = all_figures(list(outcomes.values()))
    assert figures["both"]["all"]["errors"].value == 0.25
    assert figures["both"]["all"]["full answers"].value == 0.75
    assert figures["test"]["all"]["hit@10"].value == 0.0


def test_later_turns_are_given_the_systems_own_answers() -> None:
    system = Fake()
    run_system(system, ITEMS[2:], BODIES)
    assert system.histories == [[], [Turn("Knead?", "Knead? ten minutes")]]


def test_later_turns_and_kinds_have_figures_of_their_own() -> None:
    groups = all_figures(run_system(Fake(), ITEMS, BODIES))["dev"]
    assert list(groups) == ["all", "later turns", "factoid", "dialogue"]
    assert [groups[name]["hit@1"].turns for name in groups] == [3, 1, 1, 2]


def test_a_result_is_read_back_as_it_was_written(tmp_path: Path, settings: Settings) -> None:
    result = result_of("fake", run_system(Fake(), ITEMS, BODIES), settings, ITEMS)
    write_result(result, tmp_path / "new" / "result.json")
    assert read_result(tmp_path / "new" / "result.json") == result


def test_a_result_says_what_it_was_made_with_and_nothing_of_this_machine(tmp_path: Path, settings: Settings) -> None:
    result = result_of("fake", run_system(Fake(), ITEMS, BODIES), settings, ITEMS)
    assert set(result.versions) >= {"evenhand", "python", "chromadb", "sentence-transformers", "torch", "numpy"}
    assert result.settings["embedding_model"] == settings.embedding_model
    assert "documents" in result.index
    write_result(result, tmp_path / "result.json")
    assert str(tmp_path) not in (tmp_path / "result.json").read_text()


def test_a_result_saved_again_on_windows_is_read(tmp_path: Path, settings: Settings) -> None:
    result = result_of("fake", run_system(Fake(), ITEMS, BODIES), settings, ITEMS)
    path = tmp_path / "result.json"
    write_result(result, path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_result(path) == result


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"system": "evenhand"}', b"\xff\xfe", None])
def test_a_file_that_is_no_result_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ResultFileError, match=r"result\.json"):
        read_result(path)


def test_a_result_that_cannot_be_written_is_named(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultFileError, match="cannot be written"):
        write_result(result_of("fake", [], settings, ITEMS), tmp_path / "file" / "result.json")


def test_the_fingerprint_of_questions_follows_what_they_say_not_where_they_stand() -> None:
    first, *others = ITEMS
    assert questions_fingerprint(ITEMS) == questions_fingerprint([*others, first])
    changed = Item.model_validate({**json.loads(first.model_dump_json()), "split": "test"})
    assert questions_fingerprint(ITEMS) != questions_fingerprint([changed, *others])
    was, now = item_fingerprints(ITEMS), item_fingerprints([changed, *others])
    assert [id_ for id_ in was if was[id_] != now[id_]] == [first.id]


def test_a_small_part_is_the_same_part_every_time() -> None:
    items = load_questions()
    part = first_of_each_kind(items, 2)
    assert part == first_of_each_kind(items[::-1], 2)
    assert {(item.kind, item.split) for item in part} == {(item.kind, item.split) for item in items}
    assert len(part) == 2 * len({(item.kind, item.split) for item in items})
