"""What `library check` does: every document is compared with what was received."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
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

# No more problems of one document than this are told.
_SHOWN = 10


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
    results += [check_added(settings.library, id_) for id_ in mine]
    return [replace(result, problems=_some(result.problems)) for result in results]


def _some(problems: Sequence[str]) -> tuple[str, ...]:
    more = len(problems) - _SHOWN
    return (*problems[:_SHOWN], *([f"and {more} more"] if more > 0 else []))


def gaps_out_of_force(settings: "Settings") -> "dict[str, list[KnownGap]]":
    """The known gaps that another document may answer by now, by the document whose catalogue has them.

    Those of no document in particular are under "". Where there is no index, that is said instead.
    """
    try:
        library = read_whole(settings.index, settings.embedding_model, settings.curated, settings.library).library
    except EvenhandError as error:
        click.echo(f"The known gaps cannot be listed: {error}", err=True)
        return {}
    gaps: dict[str, list[KnownGap]] = defaultdict(list)
    for gap in library.out_of_force:
        gaps[library.passages[gap.passage].document if gap.passage is not None else ""].append(gap)
    return dict(gaps)
