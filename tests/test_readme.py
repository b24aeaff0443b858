"""The README is true: its commands, paths, links and settings are those of the code."""

import re
from pathlib import Path

import click
import pytest

from assistant.settings import Settings
from ui.cli.main import main

ROOT = Path(__file__).parents[1]
# The index's default is a folder of the machine; this is where it lies in a checkout.
DEFAULTS = {"index": ".evenhand/index"}


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def code(readme: str) -> list[str]:
    """The lines of its fenced blocks and its inline code."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", readme, flags=re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", prose), *(line for block in blocks for line in block.splitlines())]


def commands(readme: str, program: str) -> list[list[str]]:
    """The words after a program's name wherever it is called."""
    calls = [re.match(rf"\$?\s*(?:\.venv/bin/)?{program}\s+([^#|<>&]+)", line.strip()) for line in code(readme)]
    return [call[1].split() for call in calls if call]


def links(readme: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)[^)]*\)", readme) + re.findall(r"(?:src|href)=\"([^\"]+)\"", readme)


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("command", ["make chat", "make test"])
def test_the_two_commands_stand_in_it(command: str, readme: str) -> None:
    assert command in " \n".join(code(readme))


def test_every_make_command_has_its_target(readme: str) -> None:
    targets = re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = [words[0] for words in commands(readme, "make")]
    assert named
    assert [name for name in named if name not in targets] == []


def test_every_evenhand_command_is_one(readme: str) -> None:
    called = commands(readme, "evenhand")
    assert called
    assert [words for words in called if not is_command(main, words)] == []


def is_command(command: click.Command, words: list[str]) -> bool:
    """Whether the words name subcommands and options that are there; arguments are not looked at."""
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return False
        command, words = command.commands[words[0]], words[1:]
    known = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
    return all(word.split("=")[0] in known for word in words if word.startswith("--"))


def test_every_relative_link_leads_somewhere(readme: str) -> None:
    headings = {slug(heading) for heading in re.findall(r"^#+ (.+)$", readme, re.MULTILINE)}
    relative = [link for link in links(readme) if not re.match(r"[a-z]+:", link)]
    assert len(relative) > 5
    gone = [
        link
        for link in relative
        if (link[1:] not in headings if link.startswith("#") else not (ROOT / link.partition("#")[0]).exists())
    ]
    assert gone == []


def test_every_path_it_names_is_there(readme: str) -> None:
    shape = re.compile(r"(?:[\w.-]+/)+[\w.*-]*|[\w.-]+\.(?:py|md|toml|yaml|lock|txt|jsonl|png|svg)")
    named = {text for text in code(readme) if shape.fullmatch(text)}
    made_by_people = {".venv/", ".evenhand/", ".evenhand/index", "evenhand.toml", *DEFAULTS.values()}
    patterns = [text for text in named - made_by_people if not any(ROOT.glob(text.rstrip("/")))]
    assert named
    assert [text for text in patterns if not text.startswith(".venv/bin/")] == []


def test_it_begins_with_a_picture_of_the_page(readme: str) -> None:
    pictures = [link for link in links(readme) if link.endswith((".png", ".webp", ".jpg", ".svg"))]
    assert pictures
    assert readme.index(pictures[0]) < readme.index("make chat")


def settings_table(readme: str) -> dict[str, list[str]]:
    """The cells after each setting's name, of the table below the heading about settings."""
    below = re.split(r"^#+ .*settings.*$", readme, maxsplit=1, flags=re.MULTILINE | re.IGNORECASE)
    section = re.split(r"^#+ ", below[1], maxsplit=1, flags=re.MULTILINE)[0] if len(below) > 1 else ""
    rows = [
        [cell.strip().strip("`") for cell in line.strip("| ").split("|")]
        for line in section.splitlines()
        if "|" in line
    ]
    return {row[0].removeprefix("EVENHAND_").lower(): row[1:] for row in rows[2:]}


def test_its_table_holds_exactly_the_settings(readme: str) -> None:
    assert sorted(settings_table(readme)) == sorted(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_with_its_default(name: str, readme: str) -> None:
    default = DEFAULTS.get(name) or written(Settings.model_fields[name].default)
    assert default in settings_table(readme).get(name, [])


def written(default: object) -> str:
    """A default as TOML writes it; `none` where there is none."""
    return "none" if default in (None, "") else str(default).lower() if isinstance(default, bool) else str(default)
