"""The small language model, which invents freely, as an adversary: `python -m evals.writing.adversary`.

It answers the dev questions. Each reply is checked twice: as the model writes it, and with a citation added to every
sentence, because a sentence without one is caught for that alone.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.answer import Answer, Turn
from assistant.assistant import Assistant
from assistant.settings import Settings, load_settings
from assistant.writing.model import ChatModel, Model, ModelStoppedError
from assistant.writing.reply import sentences_of
from assistant.writing.writer import Writer
from evals.questions import Item, load_questions
from evals.system import Evenhand, SystemReply
from evals.writing.small_model import NAME, serve_small_model
from evals.writing.unsupported import unsupported
from indexing.keyword import tokens
from indexing.search import Searcher
from indexing.stored.opening import open_index

TABLE = Path(__file__).parents[1] / "baselines" / "adversary.json"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the sentences of one run.

    `invented` counts those with a number or name that is in none of the passages that the model was given.
    """

    run: str
    questions: int
    sentences: int
    invented: int
    shown: int
    unsupported_shown: int
    answers_by_the_model: int
    reasons: tuple[tuple[str, int], ...]

    def to_json(self) -> dict[str, Any]:
        """The row for the baseline, with `reasons` by how often each was given."""
        return {**asdict(self), "reasons": dict(self.reasons)}


class Recorder:
    """A model whose replies are recorded, by prompt."""

    def __init__(self, model: Model) -> None:
        self._model, self.name = model, model.name
        self.replies: dict[str, str] = {}

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        """The reply in fragments. Raises ModelStoppedError."""
        self.replies[prompt] = ""
        for fragment in self._model.stream(system, prompt):
            self.replies[prompt] += fragment
            yield fragment


class Citing:
    """Gives recorded replies again, and cites in each sentence the passage that shares most words with it."""

    name = NAME

    def __init__(self, replies: dict[str, str]) -> None:
        self._replies = replies

    def stream(self, system: str, prompt: str) -> Iterator[str]:  # noqa: ARG002 - a model's signature
        """The reply to the same prompt. Raises ModelStoppedError if there was none."""
        if prompt not in self._replies:
            raise ModelStoppedError("it has no recorded reply to this prompt")
        passages = [set(tokens(part)) for part in prompt.split("\n</passage ")[:-1]]
        for sentence in sentences_of([self._replies[prompt]]):
            words = set(tokens(sentence.text))
            best = max(range(len(passages)), key=lambda n: len(words & passages[n]))
            yield f"{sentence.text.rstrip('.')} [{best + 1}].\n"


def run_adversary(searcher: Searcher, settings: Settings, items: Sequence[Item], model: Model) -> list[Row]:
    """Both runs over the items, a row each."""
    recorder = Recorder(model)
    runs: dict[str, Model] = {"as it writes": recorder, "with citations put in": Citing(recorder.replies)}
    rows = []
    for name, writing in runs.items():
        assistant = Assistant(searcher, settings, Writer(writing, searcher))
        bar = tqdm(items, desc=name, unit="item", file=sys.stderr, disable=not sys.stderr.isatty())
        rows.append(_row(name, [answer for item in bar for answer in _answers(assistant, item)], recorder.replies))
    return rows


def _answers(assistant: Assistant, item: Item) -> Iterator[tuple[Answer, SystemReply]]:
    """The answers to an item's turns, each with the same answer as the evaluation sees it."""
    history: list[Turn] = []
    system = Evenhand(assistant)
    for turn in item.turns:
        answer = assistant.ask(turn.question, history)
        yield answer, system.reply(answer)
        history = [*history, Turn(turn.question, answer.text)]


def _row(run: str, answers: Sequence[tuple[Answer, SystemReply]], replies: dict[str, str]) -> Row:
    asked = [(answer, answer.checks) for answer, _ in answers if answer.checks]
    written = [sentence for _, checks in asked for sentence in checks.sentences]
    own = [said for _, reply in answers for said in reply.statements if not said.verbatim]
    told = {sentence.text: prompt for prompt, reply in replies.items() for sentence in sentences_of([reply])}
    return Row(
        run=run,
        questions=len(asked),
        sentences=len(written),
        invented=sum(bool(unsupported(s.text, [told[s.text]])) for s in written if s.text in told),
        shown=len(own),
        unsupported_shown=sum(bool(said.unsupported) for said in own),
        answers_by_the_model=sum(not checks.fallback for _, checks in asked),
        reasons=tuple(Counter(reason for sentence in written for reason in sentence.reasons).most_common()),
    )


def table(rows: Sequence[Row]) -> str:
    """Both runs side by side, in Markdown."""
    names = ("questions", "sentences", "invented", "shown", "unsupported_shown", "answers_by_the_model")
    lines = [f"| {name.replace('_', ' ')} | {' | '.join(str(getattr(row, name)) for row in rows)} |" for name in names]
    return "\n".join([f"| | {' | '.join(row.run for row in rows)} |", "|---|" + "---|" * len(rows), *lines])


def main() -> None:
    """Answer the dev questions twice, write the figures to the baseline and print them."""
    settings = load_settings()
    searcher = open_index(
        settings.index, settings.embedding_model, settings.curated, settings.library, server=settings.server
    )
    with serve_small_model() as url:
        rows = run_adversary(searcher, settings, load_questions(split="dev"), ChatModel(NAME, url))
    TABLE.write_text(json.dumps([row.to_json() for row in rows], indent=1) + "\n", encoding="utf-8")
    print(table(rows))  # noqa: T201


if __name__ == "__main__":
    main()
