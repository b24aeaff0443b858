"""What every command needs first: the settings and an index to answer from, and errors in plain words."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from corpus.errors import EvenhandError, StoredIndexError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.changes import Watch
    from assistant.settings import Settings


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say what a person can put right in one line on standard error, and exit with status 1."""
    try:
        yield
    except EvenhandError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error


def printable(argument: str) -> str:
    """An argument of the command line, in which bytes that are not UTF-8 become question marks."""
    return argument.encode("utf-8", "replace").decode()


def open_assistant(documents: Collection[str] = (), settings: "Settings | None" = None) -> "Assistant":
    """The assistant, with the settings in force where none are given; the index follows the documents first.

    Raises QuestionError for a document that the library does not hold, and whatever building and opening raise.
    """
    from assistant.settings import load_settings

    settings = settings or load_settings()
    try:
        assistant = _opened(settings)
    except StoredIndexError:  # perhaps because another command changed the library at this moment
        assistant = _opened(settings)
    assistant.check_documents(documents)
    return assistant


def _opened(settings: "Settings") -> "Assistant":
    from assistant.assistant import Assistant
    from assistant.changes import keep_up

    with watching() as watch:
        keep_up(settings, watch)
    return Assistant.open(settings)


@contextmanager
def watching() -> Iterator["Watch"]:
    """Tells on standard error how a change of the library goes on, in a terminal with a bar."""
    from tqdm import tqdm

    from assistant.changes import Watch

    with tqdm(desc="index", unit="text", file=sys.stderr, disable=not sys.stderr.isatty(), delay=0.5) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield Watch(show, lambda sentence: click.echo(sentence, err=True))
