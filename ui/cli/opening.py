"""What every command needs first: settings and an index to answer from, and plain words where something is wrong."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from corpus.errors import EvenhandError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings


@contextmanager
def plain_errors() -> Iterator[None]:
    """What a person can fix is said in one line on standard error, with exit status 1."""
    try:
        yield
    except EvenhandError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error


def open_assistant(documents: Collection[str] = (), settings: "Settings | None" = None) -> "Assistant":
    """The assistant, its index built first where there is none; with the settings in force, if no others are given.

    Raises what building and opening raise.
    """
    from assistant.assistant import Assistant
    from assistant.settings import load_settings

    settings = settings or load_settings()
    if not (settings.index / "current").exists():
        click.echo("Building the index, once …", err=True)
        build(settings)
    assistant = Assistant.open(settings)
    assistant.check_documents(documents)
    return assistant


def build(settings: "Settings") -> int:
    """Build the index with a progress bar; the number of passages."""
    from tqdm import tqdm

    from indexing.build import build_index
    from indexing.embed import SentenceEmbedder

    with tqdm(desc="index", unit="text", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return build_index(settings.index, SentenceEmbedder(settings.embedding_model), progress=show)
