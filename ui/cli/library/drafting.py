"""What `library questions` does: a language model drafts questions for a document, into a file for review."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from assistant.writing.drafting.draft import PassageDraft, draft_questions
from assistant.writing.drafting.file import as_file
from assistant.writing.model import ChatModel, ModelStoppedError
from corpus.errors import ModelError
from ui.cli.opening import open_assistant
from ui.cli.output import OutputError, check_output, write_output

if TYPE_CHECKING:
    from assistant.settings import Settings


def draft_file(id_: str, settings: "Settings", place: Path, output: Path, *, force: bool) -> bool:
    """Write the drafted questions to the file; whether the model came to the end of the document.

    `place` is where they go after review. What was drafted before the model failed, or before somebody stopped it, is
    written too. Raises OutputError and ModelError before anything is loaded.
    """
    check_output(output)
    if output.exists() and not force:
        raise OutputError(f"{output} is there already; name another file with --output, or replace it with --force.")
    if not settings.model:
        raise ModelError("No language model is named; give one with --model, such as ollama:NAME.")
    model = ChatModel(settings.model, settings.model_url, settings.model_seconds)
    searcher = open_assistant(settings=settings.model_copy(update={"model": ""})).searcher
    count = len(searcher.passages_of(id_))
    drafts, stopped = _drafted(draft_questions(id_, searcher, model), count)
    if stopped:
        click.echo(f"Drafting ended after {len(drafts)} of {count} passages: {stopped}.", err=True)
    if all(draft.stopped for draft in drafts):
        return False
    content = as_file(searcher.documents[id_], drafts, count, model.name, place.absolute(), date.today())
    write_output(output, content.encode())
    kept = sum(len(draft.kept) for draft in drafts)
    click.echo(
        f"{kept} question{'' if kept == 1 else 's'} written to {output}; it says what to do with them.", err=True
    )
    return not stopped


def _drafted(drafting: Iterator[PassageDraft], count: int) -> tuple[list[PassageDraft], str]:
    """The drafts that were made, and why there are no more of them, "" at the end of the document."""
    drafts: list[PassageDraft] = []
    try:
        for draft in _watched(drafting, count):
            drafts.append(draft)  # noqa: PERF402 - those made before an error are wanted too
    except ModelStoppedError as error:
        return drafts, f"the model failed, for {error}"
    except KeyboardInterrupt:
        return drafts, "it was stopped"
    return drafts, ""


def _watched(drafts: Iterator[PassageDraft], count: int) -> Iterator[PassageDraft]:
    """The drafts, with a bar in a terminal."""
    return iter(
        tqdm(drafts, "draft", count, unit="passage", file=sys.stderr, disable=not sys.stderr.isatty(), delay=0.5)
    )
