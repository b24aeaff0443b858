"""The Containerfile followed step by step into an empty Debian, without a container engine, and the result run.

`make image` runs it, as root, with debootstrap. A minimal Debian with the same Python stands in for the base image.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.image, pytest.mark.timeout(3600)]

ROOT = Path(__file__).parents[2]
BASE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def run(*words: Any, **options: Any) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{words}: {done.stdout[-1500:]}{done.stderr[-1500:]}"
    return done


def pip_places() -> list[Path]:
    """The files and folders that pip of this machine is set to use, which the steps need too where they are local."""
    told = run("python3", "-m", "pip", "config", "list").stdout + run("python3", "-m", "pip", "config", "debug").stdout
    named = {Path(path) for path in re.findall(r"(?:file://)?(/[\w./-]+)", told)}
    return sorted(path for path in named if path.exists() and not path.is_relative_to(Path.home()))


class Followed:
    """A stage's root folder, with what the instructions so far have set."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder, self.user = root, "/", "0:0"
        self.variables = {"PATH": BASE_PATH}

    def inside(self, *words: str) -> list[str]:
        """What runs a command in it: no variables but its own, as its user, without its parents' namespaces."""
        user, group = self.user.split(":")
        chroot = ["chroot", f"--userspec={user}:{group}", str(self.root), "/usr/bin/env", "-i", "-C", self.folder]
        return [*chroot, *(f"{name}={value}" for name, value in self.variables.items()), *words]

    def step(self, word: str, rest: str) -> None:
        """Follow an instruction that needs no other stage."""
        if word == "ENV":
            self.variables |= dict(part.split("=", 1) for part in shlex.split(rest))
        elif word == "WORKDIR":
            self.folder = rest
            (self.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif word == "USER":
            self.user = rest
        elif word == "RUN":
            run(*self.with_places(rest, pip_places()))

    def with_places(self, line: str, places: list[Path]) -> list[str]:
        """A RUN, in a mount namespace in which places of this machine are seen too."""
        mounts = [f"mount -t proc proc {self.root}/proc", f"mount --rbind /dev {self.root}/dev"]
        for path in [*places, Path("/etc/resolv.conf")]:
            target = f"{self.root}{path}"
            made = f"mkdir -p {target}" if path.is_dir() else f"mkdir -p {Path(target).parent} && touch {target}"
            mounts.append(f"{made} && mount --bind {path} {target}")
        pip = [f"{name}={value}" for name, value in os.environ.items() if name.startswith("PIP_")]
        inner = shlex.join(self.inside(*pip, "/bin/sh", "-c", line))
        return ["unshare", "--mount", "--propagation=private", "/bin/sh", "-ec", "\n".join([*mounts, f"exec {inner}"])]

    def copy(self, source: Path, target: str) -> None:
        """Copy a file or a folder's content, as COPY does."""
        into = (
            self.root / target.lstrip("/") if target.startswith("/") else self.root / self.folder.lstrip("/") / target
        )
        if source.is_dir():
            into.mkdir(parents=True, exist_ok=True)
            run("cp", "-a", f"{source}/.", into)
        else:
            folder = into if target.endswith("/") or target == "." else into.parent
            folder.mkdir(parents=True, exist_ok=True)
            run("cp", "-a", source, into)


@pytest.fixture(scope="module")
def image(steps: list[Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    """The last stage, after every instruction."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("debootstrap", "unshare", "setpriv"))):
        pytest.skip("needs root, debootstrap, unshare and setpriv")
    work = tmp_path_factory.mktemp("image")
    base = work / "base"
    # In a mount namespace, so that nothing that it mounts outlasts it.
    run("unshare", "--mount", "--propagation=private", "debootstrap", "--variant=minbase", "bookworm", base)
    python = "apt-get update -qq && apt-get install -qq -y --no-install-recommends python3.11 python3.11-venv"
    run(*Followed(base).with_places(f"DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; {python}", []))
    (base / "etc/hosts").write_text("127.0.0.1 localhost\n")  # a container engine writes it too
    stages: list[Followed] = []
    for one in steps:
        if one.word == "FROM":
            root = work / f"stage-{len(stages)}"
            run("cp", "-a", base, root)
            stages.append(Followed(root))
        elif one.word == "COPY":
            sources, target = one.copied
            earlier = stages[0].root if "--from=" in one.rest else ROOT
            for source in sources:
                stages[-1].copy(earlier / source.lstrip("/"), target)
        else:
            stages[-1].step(one.word, one.rest)
    shutil.rmtree(stages[0].root)
    yield stages[-1]
    shutil.rmtree(work)


def test_it_holds_no_compiler_no_pip_and_no_torch(image: Followed) -> None:
    packages = image.root / "opt/evenhand/lib/python3.11/site-packages"
    assert [name for name in ("torch", "transformers", "pip", "sklearn") if (packages / name).exists()] == []
    assert [name for name in ("gcc", "cc", "g++") if (image.root / "usr/bin" / name).exists()] == []


def test_it_is_compiled(image: Followed) -> None:
    packages = image.root / "opt/evenhand/lib/python3.11/site-packages"
    for package in ("assistant", "gradio", "chromadb"):
        assert list((packages / package / "__pycache__").glob("*.pyc")), package


@pytest.fixture
def served(image: Followed, steps: list[Any]) -> Iterator["subprocess.Popen[bytes]"]:
    """It runs as process 1, without a network, as its user, with a root that is read-only but for /data and /tmp."""
    last = {one.word: one for one in steps if one.stage == 1}
    start = [*last["ENTRYPOINT"].words, *last["CMD"].words]
    mounts = [
        f"mount --bind {image.root} {image.root}",
        f"mount -t tmpfs -o mode=1777 none {image.root}/tmp",
        f"mount --bind {image.root}/data {image.root}/data",
        f"mount -o remount,bind,ro {image.root}",
        f"mount -t proc proc {image.root}/proc",
        f"mount --bind /dev/null {image.root}/dev/null",
        "ip link set lo up 2>/dev/null || true",
        f"exec {shlex.join(image.inside(*start))}",
    ]
    spaces = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "--propagation=private"]
    with subprocess.Popen([*spaces, "/bin/sh", "-ec", "\n".join(mounts)], stderr=subprocess.PIPE) as process:
        yield process
        process.kill()


def child(process: "subprocess.Popen[bytes]") -> int:
    """The process that is number 1 inside, once it is there."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text().strip():
        time.sleep(0.1)
    return int(children.read_text().split()[0])


def test_it_serves_without_a_network_and_ends_when_told(
    image: Followed, served: "subprocess.Popen[bytes]", steps: list[Any]
) -> None:
    (check,) = [one.rest for one in steps if one.word == "HEALTHCHECK"]
    words = json.loads(check.partition("CMD")[2])
    for _ in range(240):
        assert served.poll() is None, (served.stderr.read() if served.stderr else b"")[-1500:]
        enter = ["nsenter", f"--target={child(served)}", "--net", *image.inside(*words)]
        if subprocess.run(enter, capture_output=True, check=False).returncode == 0:
            break
        time.sleep(1)
    else:
        pytest.fail("it was never healthy")
    inside = child(served)
    assert Path(f"/proc/{inside}/status").read_text().split("Uid:")[1].split()[0] == image.user.split(":")[0]
    os.kill(inside, signal.SIGTERM)
    assert served.wait(12) in (0, 128 + signal.SIGTERM)
