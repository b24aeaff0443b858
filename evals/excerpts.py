"""Excerpts measured on the labelled topics, and how far the labellers agree: `python -m evals.excerpts`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from assistant.assistant import Assistant
from assistant.excerpts.find import Excerpt, find_excerpts
from assistant.settings import load_settings
from evals.fit.opened import opened_searchers, read_curated
from evals.topics.labels import LabelledTopic, agreement, load_topics
from evals.topics.measure import Counts, counts_of
from indexing.search import Searcher

_FIGURES: Mapping[str, Callable[[Counts], float | None]] = {
    "named: recall": lambda counts: counts.recall_of_named,
    "precision": lambda counts: counts.precision_of_named,
    "about: recall": lambda counts: counts.recall_of_about,
    "precision ": lambda counts: counts.precision_of_about,
    "both: recall": lambda counts: counts.recall,
}


def main() -> None:
    """Print a row for each topic and one for all; every topic counts twice, once for each labeller."""
    parser = argparse.ArgumentParser(prog="python -m evals.excerpts", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], help="only these topics; the excerpts are fitted to dev")
    parser.add_argument("--left-out", action="store_true", help="each document without its catalogue, in turn")
    chosen = parser.parse_args()
    settings = load_settings("")
    searcher = Assistant.open(settings).searcher
    searchers = opened_searchers(read_curated(settings), searcher) if chosen.left_out else {}
    topics = load_topics(chosen.split)
    sys.stdout.write(f"the two labellers: {agreement(topics, searcher.passages)}\n\n")
    sys.stdout.write(table(topics, [_found(one.topic, searcher, searchers) for one in topics]) + "\n")


def _found(topic: str, searcher: Searcher, searchers: Mapping[str, Searcher]) -> list[Excerpt]:
    """The excerpts on a topic; with `searchers`, those on each document from the one that knows no catalogue of it."""
    if not searchers:
        return find_excerpts(searcher, topic)
    return [one for id_, opened in searchers.items() for one in find_excerpts(opened, topic, [id_])]


def table(topics: Sequence[LabelledTopic], found: Sequence[Sequence[Excerpt]]) -> str:
    """The figures of each topic and of all together, as lines for the terminal."""
    rows: dict[str, Counts] = {}
    for topic, excerpts in zip(topics, found, strict=True):
        rows[topic.topic] = rows.get(topic.topic, Counts()) + counts_of(topic, excerpts)
    rows["all"] = sum(rows.values(), Counts())
    width = max(map(len, rows))
    head = "  ".join([" " * width, *_FIGURES, "passages"])
    return "\n".join([head, *(_row(name.ljust(width), counts) for name, counts in rows.items())])


def _row(name: str, counts: Counts) -> str:
    cells = [_cell(figure(counts)).rjust(len(heading)) for heading, figure in _FIGURES.items()]
    return "  ".join([name, *cells, f"{counts.named // 2} + {counts.about // 2}"])


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
