"""What every command needs first: errors in plain words, cheap checks, and an index to answer from."""

import shutil
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import EvenhandError, StoredIndexError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.changes import Watch
    from assistant.settings import Settings
    from corpus.document import Document

# Seconds after which a person is told what is going on.
_LONG = 1.0


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say what a person can put right in one line on standard error, and exit with status 1."""
    try:
        yield
    except EvenhandError as error:
        click.echo(as_typed(str(error)), err=True)
        raise SystemExit(1) from error


def as_typed(message: str) -> str:
    """A message in which each command, such as 'evenhand index', is as a person types it on this machine.

    That is its name alone where it is on the PATH, and in a checkout the path to it.
    """
    command = Path(sys.executable).with_name("evenhand")
    found = shutil.which("evenhand")
    if "'evenhand " not in message or not command.exists() or (found and Path(found).samefile(command)):
        return message
    here = Path.cwd()
    typed = command.relative_to(here) if command.is_relative_to(here) else command
    return message.replace("'evenhand ", f"'{typed} ")


def printable(argument: str) -> str:
    """An argument of the command line, in which bytes that are not UTF-8 become question marks."""
    return argument.encode("utf-8", "replace").decode()


@contextmanager
def taking_long(sentence: str) -> Iterator[threading.Timer]:
    """Says on standard error what goes on, once it has gone on for a second, unless the timer is cancelled."""
    timer = threading.Timer(_LONG, click.echo, (sentence,), {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


def document_ids(settings: "Settings") -> list[str]:
    """The ids of all documents of the library, those that come with Evenhand first."""
    from corpus.added.folder import added_ids
    from corpus.load import curated_ids

    return [*(curated_ids() if settings.guidance else []), *added_ids(settings.library)]


def documents_of(settings: "Settings") -> "list[Document]":
    """The documents of the library as they stand on the disk, which needs no index."""
    from corpus.added.folder import added_ids, load_added
    from corpus.load import load_documents

    curated = load_documents(settings.curated) if settings.curated else []
    return [*curated, *(load_added(settings.library, id_) for id_ in added_ids(settings.library))]


def open_assistant(documents: Collection[str] = (), settings: "Settings | None" = None) -> "Assistant":
    """The assistant, with the settings in force where none are given; the index follows the documents first.

    Raises QuestionError, before anything is loaded, for a document that the library does not hold, and whatever
    building and opening raise.
    """
    from assistant.question.clean import check_documents
    from assistant.settings import load_settings

    settings = settings or load_settings()
    check_documents(documents, document_ids(settings))
    try:
        assistant = _opened(settings)
    except StoredIndexError:  # perhaps because another command changed the library at this moment
        assistant = _opened(settings)
    assistant.check_documents(documents)
    return assistant


def _opened(settings: "Settings") -> "Assistant":
    with taking_long("Opening the library …") as timer:
        from assistant.assistant import Assistant
        from assistant.changes import is_current, keep_up
        from indexing.stored.build import clear_if_idle

        if is_current(settings):
            clear_if_idle(settings.index)
        else:
            timer.cancel()  # what is done now says itself what it does
            with watching() as watch:
                keep_up(settings, watch)
        return Assistant.open(settings)


@contextmanager
def watching() -> Iterator["Watch"]:
    """Tells on standard error how a change of the library goes on, in a terminal with a bar."""
    from tqdm import tqdm

    with (
        taking_long("Getting ready to change the index …") as timer,
        tqdm(desc="index", unit="text", file=sys.stderr, disable=not sys.stderr.isatty(), delay=0.5) as bar,
    ):
        from assistant.changes import Watch

        def show(done: int, total: int) -> None:
            timer.cancel()
            bar.total = total
            bar.update(done - bar.n)

        def say(sentence: str) -> None:
            timer.cancel()
            click.echo(sentence, err=True)

        yield Watch(show, say)
