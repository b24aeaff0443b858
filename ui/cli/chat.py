"""The subcommand `chat`: serve the page, as the options and settings say."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.opening import open_assistant, plain_errors

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.serve.access import Access


@click.command("chat")
@click.option("--host", help="Address to serve on instead of 127.0.0.1; 0.0.0.0 opens the page to the network.")
@click.option("--port", type=click.IntRange(1024, 65535), help="Port to serve on.")
@click.option(
    "--auth",
    "auth_file",
    type=click.Path(path_type=Path),
    help="File of the people who may sign in, one name:password a line, keeper name:password for who adds documents.",
)
@click.option("--mcp", "tools", is_flag=True, help="Offer answers and excerpts to other programs as tools (MCP) too.")
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
def chat_command(host: str | None, port: int | None, auth_file: Path | None, tools: bool, no_browser: bool) -> None:
    """Open the page and answer questions until stopped (Ctrl+C)."""
    from assistant.settings import load_settings
    from ui.database import open_feedback
    from ui.serve.address import check_address

    with plain_errors():
        settings = load_settings()
        given = {"host": host, "port": port, "auth_file": auth_file}
        settings = settings.model_copy(update={name: value for name, value in given.items() if value is not None})
        access = _access(settings, tools=tools)
        feedback = open_feedback(settings.feedback.get_secret_value()) if settings.feedback else None
        check_address(access.host, settings.port)  # before anything is loaded
        assistant = open_assistant(settings=settings)
        click.echo("Starting the page …", err=True)

        from ui.serve.app import serve

        serve(assistant, settings.port, access, feedback, open_browser=not no_browser)


def _access(settings: "Settings", *, tools: bool) -> "Access":
    """Who may use the page; a file takes precedence over the variable. Raises AccessError where it cannot be used."""
    from ui.serve.access import Access, parse_credentials, read_credentials

    credentials = None
    if settings.auth_file:
        credentials = read_credentials(settings.auth_file)
    elif settings.credentials:
        credentials = parse_credentials(settings.credentials.get_secret_value(), "EVENHAND_CREDENTIALS")
    return Access(settings.host, credentials, settings.requests_per_minute, tools, settings.root_path)
