"""The subcommand `chat`: serve the page, as the options and settings say, or name who may sign in."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.opening import open_assistant, plain_errors, printable

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.serve.access import Access

_ADD_HELP = (
    "Add a person to the file of --auth, or give them another password, and exit. It asks for the password, or reads a "
    "line of standard input where that is no terminal."
)


@click.command("chat")
@click.option("--host", help="Address to serve on instead of 127.0.0.1; 0.0.0.0 opens the page to the network.")
@click.option("--port", type=click.IntRange(1024, 65535), help="Port to serve on.")
@click.option(
    "--auth",
    "auth_file",
    type=click.Path(path_type=Path),
    help="File of the people who may sign in; --add-user writes it.",
)
@click.option("--add-user", "person", metavar="NAME", help=_ADD_HELP)
@click.option("--keeper", is_flag=True, help="With --add-user: this person may add, replace and remove documents.")
@click.option("--mcp", "tools", is_flag=True, help="Offer answers and excerpts to other programs as tools (MCP) too.")
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
def chat_command(
    host: str | None, port: int | None, auth_file: Path | None, person: str | None, keeper: bool, **flags: bool
) -> None:
    """Open the page and answer questions until stopped (Ctrl+C)."""
    from assistant.settings import load_settings

    with plain_errors():
        settings = load_settings()
        given = {"host": host, "port": port, "auth_file": auth_file}
        settings = settings.model_copy(update={name: value for name, value in given.items() if value is not None})
        if person is not None:
            _add(settings.auth_file, printable(person), keeper=keeper)
        elif keeper:
            raise click.UsageError("--keeper goes with --add-user.")
        else:
            _serve(settings, tools=flags["tools"], open_browser=not flags["no_browser"])


def _serve(settings: "Settings", *, tools: bool, open_browser: bool) -> None:
    from ui.database import open_feedback
    from ui.serve.address import check_address
    from ui.serve.running.stopping import end_on_sigterm

    end_on_sigterm()
    access = _access(settings, tools=tools)
    feedback = open_feedback(settings.feedback.get_secret_value()) if settings.feedback else None
    check_address(access.host, settings.port)  # before anything is loaded
    assistant = open_assistant(settings=settings)
    click.echo("Starting the page …", err=True)

    from ui.serve.app import serve

    serve(assistant, settings.port, access, feedback, open_browser=open_browser)


def _add(file: Path | None, name: str, *, keeper: bool) -> None:
    """Add a person to the file. Raises AccessError where that cannot be done."""
    from ui.serve.door.people import add_person

    if file is None:
        raise click.UsageError("--add-user goes with --auth FILE, which the person is added to.")
    new = add_person(file, name, _typed(name), keeper=keeper)
    done = "was added to" if new else "has a new password in"
    click.echo(f"{name} {done} {file}.", err=True)


def _typed(name: str) -> str:
    """The password: typed twice without an echo, or a line of standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return sys.stdin.buffer.readline().decode("utf-8-sig", "replace").rstrip("\r\n")


def _access(settings: "Settings", *, tools: bool) -> "Access":
    """Who may use the page; a file takes precedence over the variable. Raises AccessError where it cannot be used."""
    from ui.serve.access import Access, AccessError, People, is_loopback, parse_credentials
    from ui.serve.door.people import PeopleFile
    from ui.serve.door.secret import secret_of

    people: People | None = None
    if settings.auth_file:
        people = PeopleFile(settings.auth_file)
    elif settings.credentials is not None:  # one that is empty names nobody, and does not open the page to everybody
        people = parse_credentials(settings.credentials.get_secret_value(), "EVENHAND_CREDENTIALS")
    elif "EVENHAND_AUTH_FILE" in os.environ and not is_loopback(settings.host):
        raise AccessError("EVENHAND_AUTH_FILE is empty, which would open the page to everybody; name the file.")
    secret = secret_of(settings) if people else None
    return Access(
        settings.host,
        people,
        settings.requests_per_minute,
        tools,
        settings.root_path,
        secret,
        settings.trusted_proxies,
    )
