"""How good answers are on a document that has lost its catalogue: `python -m evals.left_out`.

Each of the documents loses its catalogue in turn; the questions on it are asked then, and with the whole catalogue.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tqdm import tqdm

from assistant.assistant import Assistant
from assistant.settings import load_settings
from evals.fit.opened import document_of, opened_searchers, read_curated
from evals.fit.turns import Sets, tuning_sets
from evals.intervals import figures
from evals.outcome import Figure, Outcome
from evals.questions import Item, ItemTurn
from evals.report.readme import Markers, write_between
from evals.run import run_system
from evals.system import Evenhand
from indexing.search import Searcher

MARKERS = Markers("<!-- left out: written by 'python -m evals.left_out --table' -->", "<!-- end of left out -->")
# The columns, and the figure in each.
_ANSWERABLE = {
    "in the first passage": "hit@1",
    "in the first five": "hit@5",
    "first words": "first words",
    "full answers": "full answers",
    "wrongly refused": "wrongly refused",
}
_UNANSWERABLE = {"refused": "refused", "or touched on": "held back"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What became of the questions on one document, or on `name`: `without` its catalogue, and `whole`, with it."""

    name: str
    without: Sequence[Outcome]
    whole: Sequence[Outcome]


def items_by_document(sets: Sets, searcher: Searcher, limit: int | None = None) -> dict[str, list[Item]]:
    """The first turns of all items, as items, by the document that each is on, in the order of the documents.

    An answerable one is on the document that alone answers it, an unanswerable one on that with the nearest sentence.
    `limit` is how many of each set and document are taken.
    """
    found: dict[str, list[Item]] = {document: [] for document in searcher.documents}
    for items in sets.values():
        of_set: dict[str, list[Item]] = {document: [] for document in found}
        for item in items:
            turn = item.turns[0]
            if document := _document(turn, searcher):
                of_set[document].append(item.model_copy(update={"turns": (turn,)}))
        for document, some in of_set.items():
            found[document] += some[:limit]
    return found


def _document(turn: ItemTurn, searcher: Searcher) -> str | None:
    if turn.about:
        return None
    return document_of(turn, searcher.search(searcher.spelt(turn.question)), searcher.passages)


def left_out(
    asked: Mapping[str, Sequence[Item]], assistant: Assistant, searchers: Mapping[str, Searcher]
) -> list[LeftOut]:
    """Put the questions on each document to the library without its catalogue, and to the assistant as it is."""
    documents = assistant.searcher.documents
    bodies = {document.id: document.body for document in documents.values()}
    found = []
    for id_ in tqdm(asked, desc="documents", unit="document", file=sys.stderr, disable=None):
        opened = Assistant(searchers[id_], assistant.settings)
        without, whole = (run_system(Evenhand(one), asked[id_], bodies) for one in (opened, assistant))
        found.append(LeftOut(documents[id_].title, without, whole))
    return found


def left_out_table(found: Sequence[LeftOut]) -> str:
    """A row in Markdown for each document and one for all questions, each figure without and with the catalogue."""
    every = LeftOut("all", [o for one in found for o in one.without], [o for one in found for o in one.whole])
    head = ["document", "answerable", *_ANSWERABLE, "unanswerable", *_UNANSWERABLE]
    rows = [head, ["---"] * len(head), *(_row(one) for one in [*found, every])]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if failed := sum(outcome.status == "failed" for outcome in [*every.without, *every.whole]):
        lines += ["", f"Questions that ended in an error, and count as failed: {failed}."]
    return "\n".join(lines)


def _row(one: LeftOut) -> list[str]:
    sides = figures(one.without), figures(one.whole)
    answerable = sum(outcome.answerable for outcome in one.whole)
    return [
        one.name,
        str(answerable),
        *(_cell(*(side.get(name) for side in sides)) for name in _ANSWERABLE.values()),
        str(len(one.whole) - answerable),
        *(_cell(*(side.get(name) for side in sides)) for name in _UNANSWERABLE.values()),
    ]


def _cell(without: Figure | None, whole: Figure | None) -> str:
    return f"{without.value:.2f} / {whole.value:.2f}" if without and whole else "–"


def main() -> None:
    """Print the table, or write it into the README."""
    parser = argparse.ArgumentParser(prog="python -m evals.left_out", description=__doc__)
    parser.add_argument("--table", action="store_true", help="write the table into the README")
    parser.add_argument("--limit", type=int, metavar="N", help="ask only N questions of each set on each document")
    chosen = parser.parse_args()
    assistant = Assistant.open(load_settings(""))
    asked = items_by_document(tuning_sets(), assistant.searcher, chosen.limit)
    table = left_out_table(
        left_out(asked, assistant, opened_searchers(read_curated(assistant.settings), assistant.searcher))
    )
    if chosen.table:
        write_between(MARKERS, table)
    else:
        sys.stdout.write(f"{table}\n")


if __name__ == "__main__":
    main()
