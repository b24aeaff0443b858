"""What an organisation runs Evenhand with, checked without a container engine; test_image.py follows the steps."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
import yaml

from assistant.settings import Settings
from ui.bench.proxy import deployed

ROOT = Path(__file__).parents[2]
SETTINGS = {f"EVENHAND_{name.upper()}" for name in Settings.model_fields}
FETCHES = re.compile(r"\b(pip install|apt-get|apt|curl|wget|git)\b")


def the(word: str, steps: list[Any]) -> str:
    """What stands behind an instruction that the last stage has once."""
    (found,) = [step.rest for step in steps if step.word == word and step.stage == 1]
    return str(found)


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8")))


def test_it_copies_what_is_there_and_nothing_else_is_sent_along(steps: list[Any]) -> None:
    sources = {s for step in steps if step.word == "COPY" and "--from" not in step.rest for s in step.copied[0]}
    assert [name for name in sources if not (ROOT / name).exists()] == []
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {name for name in sources if name not in sent and name.split("/")[0] not in sent} == set()


def test_the_last_stage_fetches_nothing_and_neither_does_a_start(steps: list[Any]) -> None:
    assert [step.rest for step in steps if step.stage == 1 and FETCHES.search(step.rest)] == []
    assert not FETCHES.search((ROOT / "deploy" / "start.sh").read_text())


def test_it_runs_as_a_number_without_a_shell_between(steps: list[Any]) -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", the("USER", steps))
    assert [the("ENTRYPOINT", steps)[0], the("CMD", steps)[0]] == ["[", "["]
    assert (ROOT / "deploy" / "start.sh").read_text().splitlines()[-1] == 'exec "$@"'


def test_both_stages_stand_on_the_same_version(steps: list[Any]) -> None:
    assert len({step.rest.split()[0] for step in steps if step.word == "FROM"}) == 1


@pytest.mark.parametrize("file", ["Containerfile", "compose.yaml", "deploy/evenhand.service", "deploy/start.sh"])
def test_every_variable_is_a_setting(file: str) -> None:
    assert set(re.findall(r"EVENHAND_\w+", (ROOT / file).read_text())) <= SETTINGS


def test_hadolint_has_nothing_to_say() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("hadolint is not installed")
    said = subprocess.run([hadolint, ROOT / "Containerfile"], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")


def test_compose_names_files_and_parts_that_are_there() -> None:
    whole = compose()
    for name, service in whole["services"].items():
        mounted = [volume.split(":")[0] for volume in service.get("volumes", [])]
        assert [m for m in mounted if m[0] == "." and not (ROOT / m).exists()] == [], name
        assert {m for m in mounted if m[0] != "."} <= set(whole["volumes"]), name
        secrets = {s if isinstance(s, str) else s["source"] for s in service.get("secrets", [])}
        assert secrets <= set(whole["secrets"]), name
        assert set(service.get("depends_on", [])) <= set(whole["services"]), name


def test_compose_has_no_secret_that_works_by_accident() -> None:
    text = (ROOT / "compose.yaml").read_text()
    assert re.findall(r"\$\{\w+:?-", text) == []  # no default of a variable
    assert not re.search(r"PASSWORD: *\S|://\w+:\w+@", text)


def test_compose_runs_two_replicas_alike_and_hardened() -> None:
    services = compose()["services"]
    assert services["evenhand-1"] == services["evenhand-2"]
    assert services["evenhand-1"]["read_only"] is True
    assert services["evenhand-1"]["cap_drop"] == ["ALL"]


def test_nginx_takes_its_configuration_and_keeps_a_conversation_in_one_place(tmp_path: Path) -> None:
    if shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") is None:
        pytest.skip("nginx is not installed")
    with ExitStack() as stack:
        ports = [stack.enter_context(replica(name)) for name in ("one", "two")]
        address = stack.enter_context(deployed(tmp_path, [f"http://127.0.0.1:{port}/" for port in ports]))
        names = {of: {httpx.post(f"{address}answers?of={of}").text for _ in range(4)} for of in range(20)}
    assert {len(served) for served in names.values()} == {1}
    assert set.union(*names.values()) == {"one", "two"}


@contextmanager
def replica(name: str) -> Iterator[int]:
    """The port of a server that says its name to whatever is sent to it."""

    class Named(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(name.encode())

        do_GET = do_POST  # noqa: N815 - the name that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Named) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_nginx_serves_the_replicas_that_compose_runs() -> None:
    servers = set(re.findall(r"server (evenhand-\d):7860", (ROOT / "deploy" / "nginx.conf").read_text()))
    assert servers == {name for name in compose()["services"] if name.startswith("evenhand-")}


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "evenhand.service"
    unit.write_text(
        (ROOT / "deploy" / "evenhand.service").read_text().replace("/opt/evenhand/.venv/bin/evenhand", "/bin/true")
    )
    said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    graded = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=25", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert graded.returncode == 0, graded.stdout[-300:]
