"""A checkout on Windows, where git may be told to end lines in CR LF, holds every file byte for byte."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def git(*words: str, given: str | None = None) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    """The files that git keeps, each with the sum of its content."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    entries = (line.split("\t") for line in git("ls-files", "--stage").splitlines())
    return {path: staged.split()[1] for staged, path in entries}


@pytest.mark.parametrize("end", ["crlf", "native"])
def test_no_line_end_is_changed(tracked: dict[str, str], end: str, tmp_path: Path) -> None:
    git("-c", "core.autocrlf=true", "-c", f"core.eol={end}", "checkout-index", "--all", f"--prefix={tmp_path}/")
    paths = "\n".join(str(tmp_path / path) for path in tracked)
    sums = git("hash-object", "--no-filters", "--stdin-paths", given=paths).split()
    assert [path for path, sum_ in zip(tracked, sums, strict=True) if tracked[path] != sum_] == []
