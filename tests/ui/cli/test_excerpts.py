"""The command `evenhand excerpts`: what it prints and writes, and what it refuses."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from assistant.assistant import Assistant
from assistant.excerpts.export import FORMATS
from assistant.excerpts.find import find_excerpts
from corpus.document import Document
from ui.cli.excerpts import excerpts_command

pytestmark = pytest.mark.model

Run = Callable[..., Result]
TOPIC = "collecting equality data"


@pytest.fixture
def excerpts(assistant: Assistant, tmp_path: Path, real_index: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`evenhand excerpts` in an empty folder, with an index that is open already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Assistant, "open", classmethod(lambda *_: assistant))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(excerpts_command, arguments, env={"EVENHAND_INDEX": str(real_index)})

    return run


def test_without_a_format_it_is_text_to_read_with_the_count(excerpts: Run, assistant: Assistant) -> None:
    result = excerpts(TOPIC)
    found = find_excerpts(assistant.searcher, TOPIC)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(f"\n{len(found)} excerpts\n")
    printed = " ".join(result.stdout.split())
    assert [one.anchor for one in found if " ".join(one.text.split()) not in printed] == []
    assert [one.anchor for one in found if f"(passage {one.anchor} of" not in printed] == []


def test_what_names_the_topic_is_printed_before_what_is_about_it(excerpts: Run, assistant: Assistant) -> None:
    tiers = [one.tier for one in find_excerpts(assistant.searcher, "carers")]
    named, about = excerpts("carers").stdout.split("About the topic, without all of its words (")
    assert named.startswith(f"Holds the topic's words ({tiers.count('names')})\n\n[1] ")
    assert about.startswith(f"{tiers.count('about')})\n\n[{tiers.count('names') + 1}] ")


def test_each_excerpt_in_json_says_whether_it_names_the_topic(excerpts: Run) -> None:
    found = json.loads(excerpts("carers", "--format", "json").stdout)["excerpts"]
    assert {one["tier"] for one in found} == {"names", "about"}
    assert all("carer" in one["quote"].lower() for one in found if one["tier"] == "names")


def test_a_word_file_is_written_and_its_text_can_be_read_back(excerpts: Run, tmp_path: Path) -> None:
    result = excerpts(TOPIC, "--format", "docx", "--output", "out.docx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "excerpts written to out.docx." in result.stderr
    word = docx.Document(str(tmp_path / "out.docx"))
    assert word.paragraphs[0].text == TOPIC[0].upper() + TOPIC[1:]
    assert any(paragraph.style.name == "Quote" for paragraph in word.paragraphs)


@pytest.mark.parametrize("name", ["paper.docx", "PAPER.DOCX"])
def test_the_ending_of_the_file_says_its_format(name: str, excerpts: Run, tmp_path: Path) -> None:
    result = excerpts(TOPIC, "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    word = docx.Document(str(tmp_path / name))
    assert f"Searched for: “{TOPIC}”." in word.paragraphs[2].text


def test_each_ending_is_followed_and_others_are_text_to_read(excerpts: Run, tmp_path: Path) -> None:
    for name, start in (
        ("a.json", "{"),
        ("a.csv", '\ufeff"number"'),
        ("a.md", "# "),
        ("a.txt", "Holds the"),
        ("a", "Holds the"),
    ):
        assert excerpts(TOPIC, "--output", name).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_word_file_never_goes_to_the_terminal(real_index: Path) -> None:
    """A real terminal: standard output is one end of a pseudo-terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from ui.cli.main import main; main()", "excerpts", TOPIC, "--format", "docx"]
    environment = {**os.environ, "EVENHAND_INDEX": str(real_index)}
    result = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, env=environment, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert result.returncode == 1
    assert result.stderr == "A Word file cannot be shown in the terminal; name a file with --output.\n"


def test_a_file_that_cannot_be_made_is_refused_with_the_endings_that_can(excerpts: Run) -> None:
    done = excerpts(TOPIC, "--output", "paper.pdf")
    assert done.exit_code == 1
    assert done.stderr.startswith("paper.pdf would not hold what '.pdf' says. Evenhand writes .docx, .md, .csv, .json:")


def test_csv_and_json_go_to_standard_output_to_the_letter(excerpts: Run, documents: dict[str, Document]) -> None:
    text = excerpts(TOPIC, "--format", "csv").stdout_bytes.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    whole = json.loads(excerpts(TOPIC, "--format", "json").stdout)
    quotes = [row["quote"].removeprefix("'") for row in table]
    assert quotes == [one["marker"].lstrip() + one["quote"] for one in whole["excerpts"]]
    assert [one for one in whole["excerpts"] if one["quote"] not in documents[one["document"]].body] == []


def test_markdown_in_the_order_of_the_document_is_grouped(excerpts: Run, documents: dict[str, Document]) -> None:
    text = excerpts(TOPIC, "--format", "md", "--order", "document").stdout
    titles = [documents[id_].title for id_ in sorted(documents) if f"\n## {documents[id_].title}\n" in text]
    assert len(titles) > 1
    assert [text.index(f"## {title}") for title in titles] == sorted(text.index(f"## {title}") for title in titles)


@pytest.mark.parametrize(
    ("topic", "option", "field", "allowed"),
    [
        ("inequalities in access to services", "--document", "document", "promoting-equality"),
        ("health inequalities impact analysis", "--voice", "voice", "reply"),
        ("inequalities in access to services", "--status", "status", "historical"),
    ],
)
def test_filters_keep_what_they_name(excerpts: Run, topic: str, option: str, field: str, allowed: str) -> None:
    found = json.loads(excerpts(topic, "--format", "json", option, allowed).stdout)["excerpts"]
    assert {one[field] for one in found} == {allowed}


def test_a_topic_of_another_world_is_said_to_have_no_passage(excerpts: Run) -> None:
    result = excerpts("best pizza in Naples")
    assert (result.exit_code, result.stdout) == (0, "No passage in the library is on this topic.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["?!"], "is empty"),
        ([TOPIC, "--document", "nope"], "Unknown document 'nope'"),
        ([TOPIC, "--format", "json", "--output", "gone/out.json"], "cannot be written"),
        ([TOPIC, "--format", "csv", "--output", "out.docx"], "and --format 'csv'"),
        ([TOPIC, "--format", "docx", "--output", "out.md"], "and --format 'docx'"),
        ([TOPIC, "--output", "out.pdf"], "would not hold what '.pdf' says"),
        ([TOPIC, "--format", "docx", "--output", "out.doc"], "would not hold what '.doc' says"),
    ],
)
def test_what_can_be_put_right_is_one_plain_line(excerpts: Run, arguments: list[str], said: str) -> None:
    result = excerpts(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert said in result.stderr


def test_a_topic_longer_than_the_setting_is_refused(excerpts: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_LONGEST_QUESTION", "50")
    assert "at most 50" in excerpts("x" * 51).stderr


def test_every_format_can_be_chosen() -> None:
    (option,) = [parameter for parameter in excerpts_command.params if parameter.name == "format"]
    kind: Any = option.type
    assert tuple(kind.choices) == FORMATS
