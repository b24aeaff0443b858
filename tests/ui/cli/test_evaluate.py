"""The subcommand `eval` at the terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evals.outcome import read_result
from evals.questions import Item, load_questions
from ui.cli.evaluate import eval_command

Run = Callable[..., Result]

NO_ANSWER = {"why": "no document is about football", "absent": ["FA Cup"]}
ANSWER = {
    "question": "What does FREDA stand for?",
    "gold": [[{"document": "equally-outstanding", "quote": "FREDA"}]],
    "facts": [{"fact": "fairness", "vital": True, "patterns": ["fairness"]}],
}
UNANSWERABLE = [
    {
        "id": f"none-{n}",
        "kind": "absent",
        "split": "test",
        "turns": [{**NO_ANSWER, "question": f"Who won the cup in 195{n}?"}],
    }
    for n in range(3)
]
TEST_ALONE = [*UNANSWERABLE, {"id": "one", "kind": "factoid", "split": "test", "turns": [ANSWER]}]


@pytest.fixture(scope="module")
def fake_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the first command builds an index of the real library with the fake model."""
    return tmp_path_factory.mktemp("fake") / "index"


@pytest.fixture
def run_fake(fake_model: Any, fake_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with vectors of hashed words; a list among the arguments is written to a file of questions."""
    monkeypatch.setenv("EVENHAND_INDEX", str(fake_index))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: Any) -> Result:
        given = [_question_file(tmp_path, one) if isinstance(one, list) else str(one) for one in arguments]
        return CliRunner().invoke(eval_command, given, catch_exceptions=False)

    return run


def _question_file(folder: Path, items: list[dict[str, Any]]) -> str:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    return str(path)


@pytest.fixture
def run(real_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with the index of the real library, results going to a folder of the test's own."""
    (tmp_path / ".evenhand").mkdir()
    (tmp_path / ".evenhand" / "index").symlink_to(real_index)
    monkeypatch.setenv("EVENHAND_INDEX", str(tmp_path / ".evenhand" / "index"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(eval_command, [str(argument) for argument in arguments], catch_exceptions=False)

    return run


@pytest.mark.model
def test_a_run_prints_its_figures_and_writes_a_result(run: Run, tmp_path: Path) -> None:
    done = run("--split", "dev", "--limit", "1")
    assert done.exit_code == 0
    assert "evenhand, dev" in done.stdout
    written = list((tmp_path / ".evenhand" / "evals").glob("*-evenhand.json"))
    assert len(written) == 1
    assert f"{written[0]}" in done.stderr
    assert {outcome.split for outcome in read_result(written[0]).outcomes} == {"dev"}


@pytest.mark.model
def test_a_model_is_measured_with_what_it_shows_unsupported(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Liar:
        name = "liar"

        def __init__(self, *arguments: object) -> None:
            pass

        def stream(self, system: str, prompt: str) -> Iterator[str]:
            yield "There are 999 of them [1]."

    monkeypatch.setattr("assistant.assistant.ChatModel", Liar)
    done = run("--split", "dev", "--limit", "1", "--model", "liar", "--output", tmp_path / "one.json")
    assert done.exit_code == 0
    figures = read_result(tmp_path / "one.json").figures["dev"]["all"]
    assert figures["unsupported sentences"].value == 0
    assert figures["sentences borne out"].value == 0
    assert "evenhand-model, dev" in done.stdout


@pytest.mark.model
def test_a_result_is_compared_with_another_and_with_itself_shows_nothing(run: Run, tmp_path: Path) -> None:
    assert run("--limit", "1", "--output", tmp_path / "one.json").exit_code == 0
    done = run("--compare", tmp_path / "one.json", tmp_path / "one.json")
    assert done.exit_code == 0
    assert "0 questions got worse." in done.stdout
    assert "- nothing that was recorded." in done.stdout
    assert run("--compare", tmp_path / "one.json", tmp_path / "one.json", "--report").exit_code == 0
    assert "What changed" in (tmp_path / "one-since-one.html").read_text(encoding="utf-8")
    assert not (tmp_path / "one.html").exists()


@pytest.mark.model
def test_results_of_different_questions_are_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    run("--limit", "1", "--split", "dev", "--output", tmp_path / "one.json")
    changed = json.loads((tmp_path / "one.json").read_text())
    (tmp_path / "two.json").write_text(json.dumps({**changed, "questions": "other", "items": {}}))
    done = run("--compare", tmp_path / "one.json", tmp_path / "two.json")
    assert done.exit_code == 1
    assert done.stderr.startswith("The two results come from different question sets")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.model
def test_a_baseline_is_kept_and_a_rivals_holds_figures_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.compare.BASELINES", tmp_path / "baselines")
    assert run("--system", "bm25", "--baseline", "--output", tmp_path / "bm25.json").exit_code == 0
    kept = read_result(tmp_path / "baselines" / "bm25.json")
    assert kept.figures == read_result(tmp_path / "bm25.json").figures
    assert set(kept.figures) == {"dev", "test", "both"}
    assert kept.outcomes == ()
    done = run("--compare", tmp_path / "bm25.json")
    assert (done.exit_code, done.stderr) == (
        1,
        "The baseline of bm25 holds only figures; name another result of it.\n",
    )


@pytest.mark.model
def test_a_report_is_written_beside_the_result(run: Run, tmp_path: Path) -> None:
    assert run("--limit", "1", "--output", tmp_path / "one.json", "--report").exit_code == 0
    assert (tmp_path / "one.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.model
def test_a_file_of_questions_of_ones_own_can_be_run(run: Run, tmp_path: Path) -> None:
    from evals.questions import QUESTIONS

    lines = (QUESTIONS / "other-documents.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "mine.jsonl").write_text(next(line for line in lines if '"split": "dev"' in line), encoding="utf-8")
    assert run("--questions", tmp_path / "mine.jsonl", "--output", tmp_path / "mine.json").exit_code == 0
    assert len(read_result(tmp_path / "mine.json").outcomes) == 1


def test_rivals_run_on_questions_without_a_dev_split(run_fake: Run, fake_index: Path) -> None:
    done = run_fake("--system", "all", "--questions", TEST_ALONE)
    assert done.exit_code == 0
    results = {read_result(path).system for path in (fake_index.parent / "evals").glob("*.json")}
    assert results >= {"evenhand", "stock", "stock-refusing", "stock-raw", "bm25", "dense"}


@pytest.mark.parametrize("options", [["--questions", TEST_ALONE], ["--split", "test", "--limit", 1]])
def test_a_rivals_threshold_is_chosen_on_our_own_dev_questions(
    run_fake: Run, options: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen_on: list[Item] = []

    def sure_of_one_alone(_system: Any, items: list[Item], _bodies: Any) -> list[SimpleNamespace]:
        chosen_on.extend(items)
        return [SimpleNamespace(confidence=0.9, answerable=True), SimpleNamespace(confidence=0.1, answerable=False)]

    monkeypatch.setattr("evals.rivals.run_system", sure_of_one_alone)
    assert run_fake("--system", "stock-refusing", *options).exit_code == 0
    assert chosen_on == load_questions(split="dev")


@pytest.mark.parametrize("system", ["evenhand", "bm25"])
def test_unanswerable_questions_alone_can_be_run_and_reported(run_fake: Run, tmp_path: Path, system: str) -> None:
    done = run_fake("--system", system, "--questions", UNANSWERABLE, "--output", tmp_path / "one.json", "--report")
    assert done.exit_code == 0
    assert set(read_result(tmp_path / "one.json").figures["test"]) == {"all", "absent"}
    assert (tmp_path / "one.html").exists()


def test_texts_as_received_that_are_not_there_are_one_plain_line(
    run_fake: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.rivals.RAW", tmp_path)
    done = run_fake("--system", "stock-raw", "--questions", UNANSWERABLE)
    *started, _ = done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (1, "")
    assert all(line.endswith(" …") for line in started)  # what the start says it does
    assert "'stock-raw' needs the text of" in done.stderr
    assert "run it in a checkout" in done.stderr


@pytest.mark.parametrize(("items", "options"), [([], []), (UNANSWERABLE, ["--split", "dev"])])
def test_a_run_without_questions_is_one_plain_line(run_fake: Run, items: list[Any], options: list[str]) -> None:
    done = run_fake("--questions", items, *options)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith("There are no ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{broken", "line 1: not JSON"),
        ('{"id": "one", "kind": "riddle"}', "line 1: kind"),
        ("", "There are no questions at"),
        (None, "name a file or folder that is there"),
    ],
)
def test_bad_questions_are_said_in_one_line(run_fake: Run, tmp_path: Path, content: str | None, said: str) -> None:
    folder = tmp_path / "questions"
    if content is not None:
        folder.mkdir()
        (folder / "mine.jsonl").write_text(content)
    done = run_fake("--questions", folder)
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert said in done.stderr


MISQUOTE = {"document": "equally-outstanding", "quote": "FREDA principals"}
MISQUOTED = [{**TEST_ALONE[-1], "turns": [{**ANSWER, "gold": [[MISQUOTE]]}]}]


def test_a_check_lists_every_fault_and_needs_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexing.stored.build.build_index", lambda *_, **__: pytest.fail("an index was built"))
    monkeypatch.setenv("EVENHAND_INDEX", str(tmp_path / "index"))
    path = _question_file(tmp_path, [*MISQUOTED, *UNANSWERABLE[:1], {"id": "bad"}])
    done = CliRunner().invoke(eval_command, ["--check", path], catch_exceptions=False)
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (1, "")
    assert lines[0].startswith("questions.jsonl, line 1 (one): the quote 'FREDA principals' stands nowhere in equally-")
    assert lines[1].startswith("questions.jsonl, line 3: kind: Field required")
    assert lines[-1] == "2 items, 2 faults."


def test_a_check_of_sound_items_is_a_success(tmp_path: Path) -> None:
    done = CliRunner().invoke(eval_command, ["--check", _question_file(tmp_path, TEST_ALONE[2:])])
    assert (done.exit_code, done.stdout) == (0, "2 items, 0 faults.\n")


def test_items_of_a_document_of_ones_own_are_checked_against_it(
    tmp_path: Path, write_document: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_document(
        "# Bread\n\nKnead the dough for ten minutes.", id="bread", title="Bread", added="2026-01-01"
    )
    folder = tmp_path / "mine" / "bread"
    folder.mkdir(parents=True)
    source.rename(folder / "document.md")
    monkeypatch.setenv("EVENHAND_LIBRARY", str(folder.parent))
    turn = {
        "question": "How long?",
        "gold": [[{"document": "bread", "quote": "Knead the dough for ten minutes."}]],
        "facts": [{"fact": "ten minutes", "vital": True, "patterns": ["ten minutes"]}],
    }
    path = _question_file(tmp_path, [{**TEST_ALONE[-1], "turns": [turn]}])
    done = CliRunner().invoke(eval_command, ["--check", path], catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (0, "1 item, 0 faults.\n")


def test_items_that_could_not_be_scored_are_not_run(run_fake: Run) -> None:
    done = run_fake("--questions", MISQUOTED)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "stands nowhere in equally-outstanding" in done.stderr
    assert "evenhand eval --check" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["old.json"],
        ["--check", ".", "--compare", "."],
        ["--baseline", "--limit", "1"],
        ["--baseline", "--split", "dev"],
        ["--output", "result.json", "--system", "all"],
        ["--system", "oracle"],
        ["--limit", "0"],
        ["--model", "fake:one", "--system", "bm25"],
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(run_fake: Run, arguments: list[str]) -> None:
    assert run_fake(*arguments).exit_code == 2


def test_a_missing_result_is_said_in_one_line(run_fake: Run, tmp_path: Path) -> None:
    done = run_fake("--compare", tmp_path / "nothing.json")
    assert done.exit_code == 1
    assert done.stderr == f"There is no {tmp_path / 'nothing.json'}; name a file or folder that is there.\n"


def test_items_are_checked_without_the_packages_of_an_evaluation(
    run_fake: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("ir_measures", "evals."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    done = run_fake("--check", UNANSWERABLE)
    assert "fault" in done.stdout
    assert "not installed" not in done.stderr
