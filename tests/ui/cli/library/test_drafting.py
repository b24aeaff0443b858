"""`evenhand library questions`: a file for review, what is refused before anything is loaded, a model that fails."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from click.testing import CliRunner, Result

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.writing.model import ModelStoppedError
from corpus.errors import ModelError
from ui.cli.library import drafting
from ui.cli.main import main

pytestmark = pytest.mark.usefixtures("fake_model")
Run = Callable[..., Result]

BREAD = "# Bread\n\nKnead the dough for ten minutes.\n\n## Steps\n\nThe senior baker tastes every loaf.\n"
MINUTES, WHO = "knead the dough for how many minutes", "who tastes every loaf, which baker"


class Model:
    """A model with queued replies, of which an error is raised; `opened` are the names it was opened by."""

    replies: ClassVar[list[str | BaseException]] = []
    opened: ClassVar[list[str]] = []

    def __init__(self, name: str, url: str, seconds: float) -> None:
        self.name = name
        self.opened.append(name)

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        reply = self.replies.pop(0)
        if isinstance(reply, BaseException):
            raise reply
        yield reply


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with a library that holds the document `bread`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(drafting, "ChatModel", Model)
    monkeypatch.setattr(Model, "opened", [])
    (tmp_path / "bread.md").write_text(BREAD, encoding="utf-8")
    variables = {"INDEX": "index", "LIBRARY": "added", "GUIDANCE": "false", "EMBEDDING_MODEL": "fake"}
    environment = {f"EVENHAND_{name}": value for name, value in variables.items()}
    runner = CliRunner()
    assert runner.invoke(main, ["library", "add", "bread.md"], env=environment).exit_code == 0

    def invoke(*arguments: str, replies: list[str | BaseException] | None = None) -> Result:
        Model.replies = replies or []
        return runner.invoke(main, ["library", "questions", *arguments], env=environment)

    return invoke


def drafted(path: str) -> list[str]:
    return [question for entry in yaml.safe_load(Path(path).read_text("utf-8")) for question in entry["questions"]]


def test_questions_are_written_to_a_file_for_review(run: Run, tmp_path: Path) -> None:
    result = run("bread", "--model", "ollama:small", replies=[f"1: {MINUTES}", f"1: {WHO}\n1: where do boats moor"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 questions written to bread.questions.yaml; it says what to do with them.\n"
    assert drafted("bread.questions.yaml") == [MINUTES, WHO]
    comments = Path("bread.questions.yaml").read_text("utf-8")
    assert "the language model ollama:small on " in comments
    assert f"save it as catalogue.yaml in the folder {tmp_path / 'added' / 'bread'}." in comments


def test_the_reviewed_file_becomes_the_documents_catalogue(run: Run, tmp_path: Path) -> None:
    run("bread", "--model", "ollama:small", replies=[f"1: {MINUTES}", f"1: {WHO}"])
    Path("bread.questions.yaml").rename(tmp_path / "added" / "bread" / "catalogue.yaml")
    again = run("bread", "--model", "ollama:small", replies=[f"1: {MINUTES}", ""])
    assert "Updating the index" in again.stderr
    settings = Settings(index=Path("index"), library=Path("added"), guidance=False, embedding_model="fake")
    assert [question.text for question in Assistant.open(settings).searcher.questions] == [MINUTES, WHO]
    assert drafted("bread.questions.yaml") == []  # what the catalogue has is not drafted again


def test_no_file_is_overwritten_unless_that_is_asked_for(run: Run) -> None:
    Path("mine.yaml").write_text("precious")
    refused = run("bread", "--model", "ollama:small", "--output", "mine.yaml")
    assert (refused.exit_code, Path("mine.yaml").read_text()) == (1, "precious")
    assert refused.stderr == (
        "mine.yaml is there already; name another file with --output, or replace it with --force.\n"
    )
    assert Model.opened == []
    replies: list[str | BaseException] = [f"1: {MINUTES}", ""]
    run("bread", "--model", "ollama:small", "--output", "mine.yaml", "--force", replies=replies)
    assert drafted("mine.yaml") == [MINUTES]


def test_without_a_model_or_a_document_one_line_says_so(run: Run) -> None:
    nameless = run("bread")
    assert (nameless.exit_code, nameless.stdout) == (1, "")
    assert nameless.stderr == "No language model is named; give one with --model, such as ollama:NAME.\n"
    unknown = run("boats", "--model", "ollama:small")
    assert unknown.exit_code == 1
    assert unknown.stderr.startswith("There is no added document 'boats'")
    assert not list(Path().glob("*.questions.yaml"))


def test_a_model_that_cannot_be_used_is_said_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, url: str, seconds: float) -> Model:
        raise ModelError(f"The model '{name}' cannot be used.")

    monkeypatch.setattr(drafting, "ChatModel", refuse)
    result = run("bread", "--model", "ollama:none")
    assert (result.exit_code, result.stderr) == (1, "The model 'ollama:none' cannot be used.\n")


def test_what_was_drafted_before_somebody_stopped_it_is_written(run: Run) -> None:
    result = run("bread", "--model", "ollama:small", replies=[f"1: {MINUTES}", KeyboardInterrupt()])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "Drafting ended after 1 of 2 passages: it was stopped."
    assert drafted("bread.questions.yaml") == [MINUTES]


def test_a_model_that_is_gone_is_said_and_leaves_no_file(run: Run) -> None:
    gone = ModelStoppedError("it could not be reached")
    result = run("bread", "--model", "ollama:small", replies=[gone, gone])
    assert result.exit_code == 1
    assert result.stderr == "Drafting ended after 2 of 2 passages: the model failed, for it could not be reached.\n"
    assert not Path("bread.questions.yaml").exists()
