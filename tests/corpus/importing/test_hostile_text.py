import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing.convert import convert
from corpus.importing.draft import Stated
from corpus.importing.errors import ImportedFileError

Save = Callable[[str, str | bytes], Path]

MANY = 5_000
WRAPPED = "the staff of the home must always look at what the person who lives there wants to do\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dots.txt", "Fire\n\na" + "." * MANY + "\n\nb" + " ." * MANY + "x\n"),
        ("dashes.txt", "Fire\n\n|" + "-" * MANY + "x|\n|" + "-" * MANY + "x|\n"),
        ("paragraph.txt", WRAPPED * (MANY // 5)),
        ("labels.md", "Version: " * MANY),
        ("stars.md", "*a " * MANY),
        ("brackets.md", "[" * MANY + "a" + "]" * MANY),
        ("links.md", "[a](b " * MANY),
        ("ticks.md", "a `` " * MANY),
        ("tags.md", "<a " * MANY),
        ("comments.md", "staff act " + "<!-- " * MANY),
        ("scripts.md", "staff act " + "<script " * MANY),
        ("items.txt", "- item\n" * MANY),
        ("nested.txt", "".join(" " * (number % 300) + "- item\n" for number in range(MANY))),
        ("quoted.md", "> " * MANY + "a\n"),
    ],
)
def test_text_made_to_take_long_takes_seconds(save: Save, name: str, text: str) -> None:
    path = save(name, text)
    start = time.perf_counter()

    with contextlib.suppress(ImportedFileError):
        convert(path, Stated())

    assert time.perf_counter() - start < 15
