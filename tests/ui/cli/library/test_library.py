"""`evenhand library`: what it says of each document, its exit status, and that a bad file changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli.main import main

pytestmark = pytest.mark.usefixtures("fake_model")
Run = Callable[..., Result]

BREAD = """# Bread

Review date: 12 March 2020.

Knead the dough for ten minutes.

## Steps

Do this:

- Mix the flour.
- Add the water.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with a library of its own, which does not hold the five unless that is asked for."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "bread.md").write_text(BREAD, encoding="utf-8")
    variables = {"INDEX": "index", "LIBRARY": "added", "GUIDANCE": "false", "EMBEDDING_MODEL": "fake"}

    def invoke(*arguments: str, **others: str) -> Result:
        environment = {f"EVENHAND_{name}": value for name, value in {**variables, **others}.items()}
        return CliRunner().invoke(main, ["library", *arguments], env=environment)

    return invoke


def test_a_file_is_added_and_its_report_told(run: Run) -> None:
    result = run("add", "files/bread.md")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Added “Bread” as 'bread'."
    assert lines[1].startswith("    2 headings, ")
    assert any(line.startswith("    Nothing was lost") for line in lines)


def test_the_list_says_what_each_document_is_and_that_it_is_due(run: Run) -> None:
    run("add", "files/bread.md", "--publisher", "A baker", "--published", "2019-05", "--version", "2")
    lines = run("list").stdout.splitlines()
    assert lines[:2] == ["bread", "    Bread. A baker, version 2, May 2019."]
    assert lines[2].startswith("    Added on ")
    assert lines[3] == "    It was due for review on 12 March 2020: check that it is current."


def test_the_list_begins_with_what_comes_with_evenhand(run: Run) -> None:
    lines = run("list", GUIDANCE="true").stdout.splitlines()
    assert lines[0] == "equality-objectives-action-plan"
    assert lines.count("    Comes with Evenhand.") == 5


def test_the_list_goes_on_after_a_document_that_was_corrected_wrongly(run: Run, tmp_path: Path) -> None:
    run("add", "files/bread.md")
    (tmp_path / "added" / "apples").mkdir()
    (tmp_path / "added" / "apples" / "document.md").write_text("# Apples\n")
    result = run("list")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "apples",
        "    apples/document.md: no front matter; begin the file with YAML between two lines of '---'.",
        "bread",
    ]
    assert run("remove", "apples").exit_code == 0


def test_a_folder_is_added_without_what_cannot_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "files" / "inner").mkdir()
    (tmp_path / "files" / "inner" / "boats.md").write_text("# Boats\n\nA keel keeps a boat upright.\n")
    (tmp_path / "files" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    (tmp_path / "files" / "bread-too.md").write_text(BREAD + "\nMore of it.\n")
    (tmp_path / "files" / ".hidden.md").write_text("# Hidden\n\nNot to be read.\n")
    result = run("add", "files", "nowhere.md")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert [line.split()[0] for line in told] == ["picture.png", "nowhere.md", "bread.md:"]
    assert "bread-too.md has the same title" in told[2]
    assert [line for line in run("list").stdout.splitlines() if not line.startswith(" ")] == ["boats", "bread"]


def test_the_same_file_again_is_nothing_to_do(run: Run) -> None:
    run("add", "files/bread.md")
    result = run("add", "files/bread.md")
    assert result.exit_code == 0
    assert result.stdout == "bread.md is in the library already, as 'bread'; there is nothing to do.\n"


def test_a_newer_version_says_what_changed_by_section(run: Run, tmp_path: Path) -> None:
    run("add", "files/bread.md")
    newer = tmp_path / "newer.md"
    newer.write_text(BREAD.replace("- Add the water.", "- Add the water.\n- Add the salt."), encoding="utf-8")
    refused = run("add", "newer.md")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "replace it with --replace, or give another title with --title" in refused.stderr
    told = run("add", "newer.md", "--replace").stdout.splitlines()
    assert told[0] == "Replaced “Bread” as 'bread'."
    assert told[-2:] == ["    1 section changed:", "      Bread › Steps: changed, 9 words before and 12 now"]
    newer.write_text(BREAD.replace("ten", "twelve"), encoding="utf-8")
    assert run("replace", "bread", "newer.md").stdout.startswith("Replaced “Bread” as 'bread'.")
    assert run("replace", "boats", "newer.md").exit_code == 1


def test_a_document_is_shown_with_its_outline_and_report(run: Run) -> None:
    run("add", "files/bread.md", "--version", "2")
    lines = run("show", "bread").stdout.splitlines()
    assert lines[0] == "bread"
    assert "    version: 2" in lines
    assert "        Steps (8 words)" in lines
    assert run("show", "boats").exit_code == 1


def test_a_check_tells_what_is_not_as_received(run: Run, tmp_path: Path) -> None:
    run("add", "files/bread.md")
    assert run("check").stdout.startswith("bread: 21 words, same")
    path = tmp_path / "added" / "bread" / "document.md"
    path.write_text(path.read_text(encoding="utf-8").replace("for ten minutes", ""), encoding="utf-8")
    (tmp_path / "added" / "bread" / "original.md").write_text("something else")
    result = run("check", "bread")
    assert result.exit_code == 1
    assert "bread: the document lacks 'for ten minutes'" in result.stderr
    assert "bread: the file as received has changed since it was added" in result.stderr


def test_a_document_is_removed_with_its_original(run: Run, tmp_path: Path) -> None:
    run("add", "files/bread.md")
    assert run("remove", "bread").stdout == "Removed 'bread'.\n"
    assert not (tmp_path / "added" / "bread").exists()
    again = run("remove", "bread")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == "There is no added document 'bread'; 'evenhand library list' lists them.\n"


def test_documents_are_exported_with_all_that_belongs_to_them(run: Run, tmp_path: Path) -> None:
    run("add", "files/bread.md")
    assert run("export", "--all", "out", GUIDANCE="true").stdout == "Exported 6 documents to out.\n"
    assert (tmp_path / "out" / "bread" / "original.md").read_text(encoding="utf-8") == BREAD
    assert (tmp_path / "out" / "equally-outstanding.md").exists()
    assert "is there already; name an empty folder" in run("export", "bread", "out").stderr
    assert run("export", "bread").exit_code == 2


def test_one_title_goes_with_one_file(run: Run) -> None:
    result = run("add", "files/bread.md", "files/bread.md", "--title", "Both")
    assert (result.exit_code, result.stdout) == (2, "")
