"""The script that a container starts with: what it brings to a new /data, to an old one, and where nothing can be."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy" / "start.sh"
# What it ends in, and calls before, says how it was called.
EVENHAND = '#!/bin/sh\necho "evenhand $* in $EVENHAND_INDEX"\n'


def started(tmp_path: Path, index: Path, *words: str) -> list[str]:
    """What is said when the script starts with an image's index in /opt."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("needs root and unshare, to put an index into /opt for this test alone")
    image, programs = tmp_path / "image", tmp_path / "programs"
    for path in ("models-2/network", "parts/b/vectors", "builds/2/manifest.json", "current"):
        (image / path).parent.mkdir(parents=True, exist_ok=True)
        (image / path).write_text("2")
    programs.mkdir(exist_ok=True)
    (programs / "evenhand").write_text(EVENHAND)
    (programs / "evenhand").chmod(0o755)
    put = f"mount -t tmpfs none /opt; mkdir /opt/index; mount --bind {image} /opt/index"
    inside = f"{put}; exec /bin/sh {SCRIPT} {' '.join(words)}"
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "EVENHAND_INDEX": str(index)}
    command = ["unshare", "--mount", "--propagation=private", "/bin/sh", "-ec", inside]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return [*done.stderr.splitlines(), *done.stdout.splitlines()]


def held(index: Path) -> dict[str, str]:
    return {path.relative_to(index).as_posix(): path.read_text() for path in index.rglob("*") if path.is_file()}


def test_a_new_folder_gets_the_index_of_the_image(tmp_path: Path) -> None:
    index = tmp_path / "data" / "index"
    said = started(tmp_path, index, "evenhand", "chat", "--no-browser")
    assert said == [f"evenhand index in {index}", f"evenhand chat --no-browser in {index}"]
    assert held(index) == held(tmp_path / "image")


def test_an_older_one_gets_what_is_new_and_keeps_its_own(tmp_path: Path) -> None:
    index = tmp_path / "index"
    for path in ("models-1/network", "parts/a/vectors", "builds/1/manifest.json", "current"):
        (index / path).parent.mkdir(parents=True, exist_ok=True)
        (index / path).write_text("1")
    started(tmp_path, index, "evenhand", "chat")
    assert held(index) == {
        **dict.fromkeys(("models-1/network", "parts/a/vectors", "builds/1/manifest.json", "current"), "1"),
        **dict.fromkeys(("models-2/network", "parts/b/vectors"), "2"),
    }


def test_where_nothing_can_be_written_the_image_s_own_is_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told, called = started(tmp_path, tmp_path / "file" / "index", "evenhand", "chat")
    assert "Nothing can be written" in told
    assert called == "evenhand chat in /opt/index"


def test_to_index_is_no_reason_to_index_before(tmp_path: Path) -> None:
    assert started(tmp_path, tmp_path / "index", "evenhand", "index") == [f"evenhand index in {tmp_path}/index"]


def test_other_commands_run_at_once(tmp_path: Path) -> None:
    assert started(tmp_path, tmp_path / "index", "echo", "hello") == ["hello"]
    assert not (tmp_path / "index").exists()
