"""The subcommand `excerpts`: every passage on a topic, to read in the terminal or to take away as a file."""

import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from corpus.document import Status, Voice
from corpus.errors import EvenhandError
from ui.cli.opening import open_assistant, plain_errors

if TYPE_CHECKING:
    from assistant.excerpts.export import Format
    from assistant.excerpts.find import Excerpt


class OutputError(EvenhandError):
    """What was made cannot be written where it was to go."""


@dataclass(frozen=True, slots=True)
class _Options:
    """What was asked for on the command line; the names are those of the options."""

    topic: str
    documents: Collection[str]
    voices: Collection[str]
    statuses: Collection[str]
    order: str
    format: "Format | None"
    output: Path | None


@click.command("excerpts")
@click.argument("topic")
@click.option("--document", "documents", multiple=True, help="Only from this document (its id); can be repeated.")
@click.option("--voice", "voices", multiple=True, type=click.Choice(get_args(Voice)), help="Only in this voice.")
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(get_args(Status)), help="Only from documents of this age."
)
@click.option("--order", type=click.Choice(["relevance", "document"]), default="relevance", help="What comes first.")
@click.option(
    "--format",
    type=click.Choice(["docx", "md", "csv", "json"]),
    help="Make a file of this kind instead of text to read.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
def excerpts_command(**chosen: Any) -> None:
    """Find every passage on TOPIC, a topic or a question, exact to the letter and with its reference."""
    options = _Options(**chosen)
    with plain_errors():
        _check(options)
        found = _find(options)
        _write(_made(found, options), options)
    if options.output:
        click.echo(f"{len(found)} excerpt{'' if len(found) == 1 else 's'} written to {options.output}.", err=True)


def _check(options: _Options) -> None:
    """Before anything is loaded. Raises OutputError for a Word file that would go to the terminal."""
    if options.format == "docx" and options.output is None and sys.stdout.isatty():
        raise OutputError("A Word file cannot be shown in the terminal; name a file with --output.")


def _find(options: _Options) -> list["Excerpt"]:
    from assistant.excerpts.find import find_excerpts, in_document_order
    from assistant.settings import load_settings

    assistant = open_assistant(options.documents)
    # An argument that is not UTF-8 comes with half characters, which nothing can print.
    topic = options.topic.encode("utf-8", "replace").decode()
    longest = load_settings().longest_question
    found = find_excerpts(assistant.searcher, topic, options.documents, options.voices, options.statuses, longest)
    return in_document_order(found) if options.order == "document" else found


def _made(found: list["Excerpt"], options: _Options) -> bytes:
    """The file, or the text to read."""
    if options.format is None:
        from ui.cli.text import excerpts_text

        return (excerpts_text(found) + "\n").encode("utf-8", "replace")
    from assistant.excerpts.export import export
    from assistant.excerpts.selection import SelectedExcerpt

    taken = [SelectedExcerpt(excerpt) for excerpt in found]
    return export(taken, options.topic, date.today(), options.format, grouped=options.order == "document")


def _write(made: bytes, options: _Options) -> None:
    if options.output is None:
        click.echo(made if options.format else made.decode(), nl=False)
        return
    try:
        options.output.write_bytes(made)
    except OSError as error:
        raise OutputError(f"{options.output} cannot be written: {error.strerror}; name another file.") from error
