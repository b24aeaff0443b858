import datetime as dt
import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.answer import Answer
from assistant.assistant import Assistant
from evals.questions import QuestionFileError, load_questions
from ui.cli.main import main
from ui.feedback import Feedback, FeedbackError, FeedbackFile, draft_items

DAY = dt.date(2026, 3, 5)
ONE = Feedback(DAY, "What about “carers”?", "answered", ("bread food/p1",), helpful=False, line="It misses\n the point")


def export(path: Path | str, *options: str) -> Result:
    return CliRunner().invoke(main, ["feedback", "export", *options], env={"EVENHAND_FEEDBACK": str(path)})


def test_what_is_kept_can_be_read_again_in_its_order(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "new" / "feedback.sqlite")
    file.add(ONE)
    file.add(Feedback(DAY, "Again?", "not_found", (), helpful=True))
    first, second = file.all()
    assert first == Feedback(DAY, ONE.question, "answered", ONE.anchors, helpful=False, line="It misses the point")
    assert (second.question, second.helpful, second.anchors) == ("Again?", True, ())


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    FeedbackFile(path).add(ONE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_very_long_line_is_cut(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "feedback.sqlite")
    file.add(Feedback(DAY, "Why?", "answered", (), helpful=False, line="x" * 5000))
    assert len(file.all()[0].line) == 1000


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and no database at all." * 50)
    with pytest.raises(FeedbackError, match=r"cannot be kept in .*notes\.txt.*; name another file"):
        FeedbackFile(path).add(ONE)
    assert path.read_text().startswith("These are my notes")


@pytest.mark.model
def test_an_answer_is_kept_with_what_it_cited(assistant: Assistant) -> None:
    answer: Answer = assistant.ask("What does FREDA stand for?")
    kept = Feedback.of(answer, DAY, helpful=True)
    assert kept.anchors == tuple(f"{c.document} {c.anchor}" for c in answer.citations)
    assert (kept.question, kept.status, kept.line) == (answer.question, "answered", "")


def test_drafts_say_what_is_missing_and_are_not_taken_for_items(tmp_path: Path) -> None:
    (draft,) = draft_items([ONE])
    assert draft["turns"] == [{"question": ONE.question}]
    assert set(draft["missing"]) == {"kind", "split", "gold", "facts"}
    assert draft["feedback"]["cited"] == ["bread food/p1"]
    path = tmp_path / "drafts.jsonl"
    path.write_text(json.dumps(draft) + "\n")
    with pytest.raises(QuestionFileError, match=r"line 1: .*draft"):
        load_questions(path)


def test_a_completed_draft_is_an_item(tmp_path: Path) -> None:
    (draft,) = draft_items([ONE])
    item = {name: value for name, value in draft.items() if name not in ("draft", "missing", "feedback")}
    item |= {"kind": "factoid", "split": "dev"}
    item["turns"][0] |= {
        "gold": [[{"document": "bread", "quote": "Knead."}]],
        "facts": [{"fact": "knead", "vital": True, "patterns": ["knead"]}],
    }
    path = tmp_path / "items.jsonl"
    path.write_text(json.dumps(item) + "\n")
    assert load_questions(path)[0].turns[0].question == ONE.question


def test_the_command_writes_a_draft_a_line(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    FeedbackFile(path).add(ONE)
    FeedbackFile(path).add(ONE)
    printed = export(path)
    assert [json.loads(line)["id"] for line in printed.stdout.splitlines()] == ["feedback-0001", "feedback-0002"]
    written = export(path, "--output", str(tmp_path / "drafts.jsonl"))
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "drafts.jsonl").read_text(encoding="utf-8") == printed.stdout


def test_nothing_kept_yet_is_no_draft_and_makes_no_file(tmp_path: Path) -> None:
    result = export(tmp_path / "feedback.sqlite")
    assert (result.exit_code, result.stdout) == (0, "")
    assert not (tmp_path / "feedback.sqlite").exists()


def test_switched_off_it_says_how_to_switch_it_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["feedback", "export"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "setting 'feedback'" in result.stderr
