"""What only the README promises: the two commands, a picture of the page, and a table of all settings."""

import re
from pathlib import Path

import pytest

from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
# The index's default is a folder of the machine; this is where it lies in a checkout.
DEFAULTS = {"index": ".evenhand/index", "library": ".evenhand/library"}


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["make chat", "make test"])
def test_the_two_commands_stand_in_it(command: str, readme: str) -> None:
    assert f"\n$ {command}\n" in readme


def test_it_begins_with_a_picture_of_the_page(readme: str) -> None:
    picture = re.search(r"!\[[^\]]{30,}\]\((docs/[\w-]+\.png)\)", readme)
    assert picture
    assert picture.start() < readme.index("make chat")


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
    return "none" if default in (None, "", ()) else str(default).lower() if isinstance(default, bool) else str(default)
