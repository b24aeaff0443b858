"""Questions -> a system's replies, their scores, and the figures over them."""

import hashlib
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tqdm import tqdm

from assistant.answer import Turn
from assistant.settings import Settings
from evals.inputs import item_fingerprints, questions_fingerprint
from evals.intervals import figures
from evals.metrics import first_gold, match_citations, match_passages, missed_facts, score
from evals.outcome import Figures, Outcome, Result
from evals.questions import Item
from evals.system import System, SystemReply
from indexing.learnt.weights import FILE
from indexing.stored.manifest import manifest

_LIBRARIES = ("evenhand", "chromadb", "sentence-transformers", "torch", "numpy")


def run_system(system: System, items: Sequence[Item], bodies: Mapping[str, str]) -> list[Outcome]:
    """Put every turn of the items to a system, in order; `bodies` are the documents' texts, by id."""
    bar = tqdm(items, desc=system.name, unit="item", file=sys.stderr, disable=not sys.stderr.isatty())
    return [outcome for item in bar for outcome in _run_item(system, item, bodies)]


def _run_item(system: System, item: Item, bodies: Mapping[str, str]) -> Iterator[Outcome]:
    history: list[Turn] = []
    for number, turn in enumerate(item.turns, start=1):
        outcome = _run_turn(system, (item, number), history, bodies)
        history = [*history, Turn(turn.question, outcome.text)]
        yield outcome


def _run_turn(system: System, place: tuple[Item, int], history: Sequence[Turn], bodies: Mapping[str, str]) -> Outcome:
    turn = place[0].turns[place[1] - 1]
    error = None
    try:
        reply = system.answer(turn.question, history)
    except Exception as raised:  # noqa: BLE001 - one question must not end the run; it is shown and counted as failed
        reply, error = SystemReply("failed", "", turn.question), f"{type(raised).__name__}: {raised}"
    passages, citations = match_passages(turn, reply.passages), match_citations(turn, reply.citations)
    return _outcome(place, replace(reply, passages=passages, citations=citations), bodies, error)


def _outcome(place: tuple[Item, int], reply: SystemReply, bodies: Mapping[str, str], error: str | None) -> Outcome:
    item, number = place
    turn = item.turns[number - 1]
    return Outcome(
        id=f"{item.id}/{number}" if len(item.turns) > 1 else item.id,
        item=item.id,
        turn=number,
        kind=item.kind,
        split=item.split,
        question=turn.question,
        answerable=turn.answerable,
        query=reply.query,
        status=reply.status,
        text=reply.text,
        statements=reply.statements,
        citations=reply.citations,
        passages=reply.passages,
        first_gold=first_gold(reply.passages),
        missed=tuple(missed_facts(turn, reply)),
        scores={name: round(value, 4) for name, value in score(turn, reply, bodies).items()},
        confidence=reply.confidence,
        milliseconds=reply.milliseconds,
        error=error,
        why=reply.why,
    )


def all_figures(outcomes: Sequence[Outcome]) -> Figures:
    """Figures by split, and within each over all turns, over later turns, and by kind; "both" joins two splits."""
    splits = sorted({outcome.split for outcome in outcomes})
    parts = {split: [o for o in outcomes if o.split == split] for split in splits}
    if len(parts) > 1:
        parts["both"] = list(outcomes)
    return {split: {name: figures(group) for name, group in _groups(part)} for split, part in parts.items()}


def _groups(outcomes: list[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    yield "all", outcomes
    if later := [outcome for outcome in outcomes if outcome.turn > 1]:
        yield "later turns", later
    for kind in dict.fromkeys(outcome.kind for outcome in outcomes):
        yield kind, [outcome for outcome in outcomes if outcome.kind == kind]


def result_of(system: str, outcomes: Sequence[Outcome], settings: Settings, items: Sequence[Item]) -> Result:
    """The outcomes with their figures, and everything that must be known to repeat the run.

    `items` are the whole question set, though only a part may have run.
    """
    weights = hashlib.sha256(FILE.read_bytes()).hexdigest()[:12]
    versions = {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}
    return Result(
        system=system,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        settings={name: str(value) for name, value in settings if name != "port" and not isinstance(value, Path)},
        index=manifest(settings.embedding_model, settings.curated, settings.library),
        versions={**versions, "fitted weights": weights},
        questions=questions_fingerprint(items),
        figures=all_figures(outcomes),
        outcomes=tuple(outcomes),
        items=item_fingerprints(items),
    )


def first_of_each_kind(items: Sequence[Item], limit: int) -> list[Item]:
    """A small part that is always the same: the first `limit` items of each kind and split, by id."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in sorted(items, key=lambda item: item.id):
        groups.setdefault((item.kind, item.split), []).append(item)
    return [item for group in groups.values() for item in group[:limit]]
