"""The subcommand `excerpts`: every passage on a topic, as text to read or as a file to take away."""

import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from corpus.document import Status, Voice
from ui.cli.opening import open_assistant, plain_errors, printable
from ui.cli.output import OutputError, check_output, write_output

if TYPE_CHECKING:
    from assistant.excerpts.export import Format
    from assistant.excerpts.find import Excerpt


@dataclass(frozen=True, slots=True)
class _Options:
    """The arguments and options of the command line, under their own names."""

    topic: str
    documents: Collection[str]
    voices: Collection[str]
    statuses: Collection[str]
    order: str
    format: "Format | None"
    output: Path | None


@click.command("excerpts")
@click.argument("topic")
@click.option("--document", "documents", multiple=True, help="Take only from this document (its id); can be repeated.")
@click.option(
    "--voice",
    "voices",
    multiple=True,
    type=click.Choice(get_args(Voice)),
    help="Take only this voice; can be repeated.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(get_args(Status)),
    help="Take only from documents with this status; can be repeated.",
)
@click.option("--order", type=click.Choice(["relevance", "document"]), default="relevance", help="What comes first.")
@click.option(
    "--format",
    type=click.Choice(["docx", "md", "csv", "json"]),
    help="Write this format; without it, the one that the file's ending says, else text to read.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
def excerpts_command(**chosen: Any) -> None:
    """Find every passage on TOPIC. Passages are exact to the letter, each with its reference."""
    with plain_errors():
        options = _with_format(_Options(**chosen))
        _check(options)
        found = _find(options)
        _write(_made(found, options), options)
    if options.output:
        click.echo(f"{len(found)} excerpt{'' if len(found) == 1 else 's'} written to {options.output}.", err=True)


def _with_format(options: _Options) -> _Options:
    """The options with the format that the file's ending says, where none is given.

    Raises OutputError where the two differ, and a Word file would be called a spreadsheet.
    """
    from assistant.excerpts.export import FORMATS

    ending = options.output.suffix.lower().removeprefix(".") if options.output else ""
    said = next((known for known in FORMATS if known == ending), None)
    if options.format and said and options.format != said:
        raise OutputError(
            f"{options.output} says '{said}', and --format '{options.format}'; leave out --format or name another file."
        )
    return replace(options, format=options.format or said)


def _check(options: _Options) -> None:
    """Before anything is loaded, raise OutputError for a file that could not be written or shown."""
    from assistant.excerpts.export import FORMATS

    check_output(options.output, ending=f".{options.format}", writes=[f".{known}" for known in FORMATS])
    if options.format == "docx" and options.output is None and sys.stdout.isatty():
        raise OutputError("A Word file cannot be shown in the terminal; name a file with --output.")


def _find(options: _Options) -> list["Excerpt"]:
    from assistant.excerpts.find import find_excerpts, in_document_order
    from assistant.question.clean import check_question
    from assistant.settings import load_settings

    settings = load_settings()
    topic, longest = printable(options.topic), settings.longest_question
    check_question(topic, longest)  # before anything is loaded
    assistant = open_assistant(options.documents, settings)
    found = find_excerpts(assistant.searcher, topic, options.documents, options.voices, options.statuses, longest)
    return in_document_order(found) if options.order == "document" else found


def _made(found: list["Excerpt"], options: _Options) -> bytes:
    """The content of the file, or the text to read."""
    if options.format is None:
        from ui.cli.text import excerpts_text

        return (excerpts_text(found) + "\n").encode("utf-8", "replace")
    from assistant.excerpts.export import export
    from assistant.excerpts.selection import SelectedExcerpt

    taken = [SelectedExcerpt(excerpt, topic=options.topic) for excerpt in found]
    return export(taken, options.topic, date.today(), options.format, grouped=options.order == "document").content


def _write(made: bytes, options: _Options) -> None:
    if options.output is None:
        click.echo(made if options.format else made.decode(), nl=False)
    else:
        write_output(options.output, made)
