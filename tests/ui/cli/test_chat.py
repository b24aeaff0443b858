"""The command `evenhand chat`: what it takes from options, variables and files, and what it says before it serves."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.assistant import Assistant
from ui.api.tools import ToolsError, tools_app
from ui.cli.chat import chat_command
from ui.serve import app
from ui.serve.access import Access, Credentials, read_credentials
from ui.serve.door.passwords import hashed

HASH = hashed("s3cret")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """What the server was asked for, instead of a server."""
    calls: list[Any] = []
    monkeypatch.chdir(tmp_path)
    (tmp_path / "current").touch()
    monkeypatch.setenv("EVENHAND_INDEX", str(tmp_path))
    monkeypatch.setattr(Assistant, "open", classmethod(lambda *_: SimpleNamespace(check_documents=lambda _: None)))
    monkeypatch.setattr("ui.serve.address.check_address", lambda *_: None)
    monkeypatch.setattr(app, "serve", lambda *arguments, **named: calls.append((*arguments, named)))
    return calls


@pytest.fixture
def chat(served: list[Any]) -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(chat_command, arguments)


def test_by_itself_it_serves_this_machine_alone(chat: Callable[..., Result], served: list[Any]) -> None:
    assert chat().exit_code == 0
    ((_, port, access, feedback, named),) = served
    assert (port, access, feedback, named) == (7860, Access("127.0.0.1"), None, {"open_browser": True})


def test_options_go_before_settings(
    chat: Callable[..., Result], served: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("evenhand.toml").write_text(
        'host = "10.0.0.1"\nport = 8000\nrequests_per_minute = 7\nfeedback = "kept.sqlite"'
    )
    people = tmp_path / "people"
    people.write_text(f"ann:{HASH}\n")
    people.chmod(0o600)
    monkeypatch.setenv("EVENHAND_CREDENTIALS", f"ben:{HASH}")
    chat("--host", "10.0.0.2", "--auth", str(people), "--mcp", "--no-browser")
    ((_, port, access, feedback, named),) = served
    assert (port, named) == (8000, {"open_browser": False})
    assert access == Access("10.0.0.2", access.credentials, 7, tools=True, secret=access.secret)
    assert access.credentials.now == Credentials({"ann": HASH})
    assert (tmp_path.parent / "secret").read_text().strip() == access.secret
    assert feedback.all() == []


def test_people_can_be_named_in_a_variable(
    chat: Callable[..., Result], served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_CREDENTIALS", f"ann:{HASH}\nben:{HASH}")
    chat()
    assert served[0][2].credentials == Credentials({"ann": HASH, "ben": HASH})


@pytest.mark.parametrize("host", [(), ("--host", "127.0.0.1"), ("--host", "0.0.0.0")])
@pytest.mark.parametrize(
    ("name", "empty"),
    [(name, text) for name in ("EVENHAND_CREDENTIALS", "evenhand_credentials") for text in ("", " ", "\n# nobody\n")],
)
def test_an_empty_variable_does_not_open_the_page(
    host: tuple[str, ...],
    name: str,
    empty: str,
    chat: Callable[..., Result],
    served: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, empty)
    result = chat(*host)
    assert (result.exit_code, served) == (1, [])
    assert "EVENHAND_CREDENTIALS names nobody" in result.stderr


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 0), ("0.0.0.0", 1)])
def test_an_empty_name_of_the_file_does_not_open_the_page_to_others(
    host: str, status: int, chat: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_AUTH_FILE", "")
    result = chat("--host", host)
    assert result.exit_code == status
    assert ("EVENHAND_AUTH_FILE is empty" in result.stderr) is bool(status)


def test_the_secret_can_be_set_and_is_never_printed(
    chat: Callable[..., Result], served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_CREDENTIALS", f"ann:{HASH}")
    monkeypatch.setenv("EVENHAND_SECRET", "too short")
    result = chat()
    assert (result.exit_code, result.stderr.count("\n"), served) == (1, 1, [])
    assert "secret" in result.stderr
    assert "too short" not in result.stderr
    monkeypatch.setenv("EVENHAND_SECRET", "long enough to sign the sessions with")
    chat()
    assert served[0][2].secret == "long enough to sign the sessions with"


def test_people_are_added_to_the_file_and_given_other_passwords(
    chat: Callable[..., Result], served: list[Any], tmp_path: Path
) -> None:
    people = tmp_path / "people"
    add = ("--auth", str(people), "--add-user")
    for name, password, more in (("ann", "one", ("--keeper",)), ("ben", "two", ()), ("ann", "new", ())):
        result = CliRunner().invoke(chat_command, [*add, name, *more], input=f"{password}\r\nrest\n")
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (0, "", 1)
        assert password not in result.stderr.replace("new password", "")
    credentials = read_credentials(people)
    assert credentials.match("ann", "new")
    assert credentials.match("ben", "two")
    assert credentials.keepers == {"ann"}
    assert served == []


@pytest.mark.parametrize("arguments", [("--add-user", "ann"), ("--keeper",), ("--keeper", "--auth", "people")])
def test_what_adds_nobody_is_wrong_usage(
    arguments: tuple[str, ...], chat: Callable[..., Result], served: list[Any]
) -> None:
    assert chat(*arguments).exit_code == 2
    assert served == []


@pytest.mark.parametrize(
    ("arguments", "said"), [(("--auth", "gone"), "gone cannot be read"), (("--auth", "."), ". cannot be read")]
)
def test_people_that_cannot_be_read_stop_it(
    arguments: tuple[str, ...], said: str, chat: Callable[..., Result], served: list[Any]
) -> None:
    result = chat(*arguments)
    assert (result.exit_code, result.stdout, served) == (1, "", [])
    assert said in result.stderr


def test_a_taken_port_is_noticed_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Assistant, "open", classmethod(lambda *_: pytest.fail("the assistant was opened")))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(chat_command, ["--port", port], env={"EVENHAND_INDEX": str(tmp_path)})
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert f"port {port}: another program has the port" in result.stderr


def test_no_option_takes_a_password() -> None:
    """What is an argument shows in the list of processes."""
    assert not [p.name for p in chat_command.params if p.name in ("password", "credentials", "secret")]


def test_without_the_package_the_tools_say_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(ToolsError, match="pip install mcp"):
        tools_app(SimpleNamespace(), "127.0.0.1", "/mcp")  # type: ignore[arg-type]


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_an_open_page_is_warned_of(
    host: str, warned: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = SimpleNamespace(local_url="http://127.0.0.1:1/", close=lambda **_: None)
    monkeypatch.setattr(app, "launch", lambda *_, **__: page)
    monkeypatch.setattr(
        app, "LiveAssistant", lambda _: SimpleNamespace(warm=lambda: None, on_change=lambda _: None, counts=None)
    )
    monkeypatch.setattr(app.threading.Event, "wait", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    app.serve(SimpleNamespace(), 1, Access(host, tools=True), None, open_browser=False)  # type: ignore[arg-type]
    said = capsys.readouterr().err
    assert ("nobody is asked for a password" in said) is warned
    assert "Tools for other programs (MCP) are at http://127.0.0.1:1/mcp." in said
