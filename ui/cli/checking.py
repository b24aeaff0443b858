"""What `library check` does: every document is compared with what was received."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from corpus.added.check import AddedCheck, check_added
from corpus.added.folder import added_ids
from corpus.errors import CorpusError, EvenhandError
from corpus.fidelity import Fidelity, check_corpus
from corpus.load import curated_ids
from indexing.stored.opening import read_whole

if TYPE_CHECKING:
    from assistant.settings import Settings
    from indexing.library import KnownGap


def check_documents(ids: Sequence[str], settings: "Settings") -> list[Fidelity | AddedCheck]:
    """The checks of the documents named, or of all. Raises CorpusError for an id that the library does not hold."""
    curated = [id_ for id_ in curated_ids() if settings.guidance and (id_ in ids or not ids)]
    results: list[Fidelity | AddedCheck] = []
    if curated:
        try:
            results += [result for result in check_corpus() if result.document in curated]
        except CorpusError as error:
            click.echo(str(error), err=True)
    mine = [id_ for id_ in ids if id_ not in curated] if ids else added_ids(settings.library)
    return results + [check_added(settings.library, id_) for id_ in mine]


def gaps_out_of_force(settings: "Settings") -> "list[KnownGap]":
    """The known gaps that another document may answer by now; where there is no index, that is said instead."""
    try:
        library = read_whole(settings.index, settings.embedding_model, settings.curated, settings.library).library
    except EvenhandError as error:
        click.echo(f"The known gaps cannot be listed: {error}", err=True)
        return []
    return library.out_of_force
