"""How far two labellers agree on the same questions: `python -m evals.agreement FILE FILE`."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.assistant import Assistant
from assistant.settings import load_settings
from corpus.document import Passage
from corpus.errors import EvenhandError
from evals.questions import Strict, Text, read_lines

_ANSWERABLE = ("full", "partly")


class AgreementError(EvenhandError):
    """Two files of labels cannot be compared."""


class Label(Strict):
    """What one labeller says of one turn: how much of it the library answers, and any words that do, by document.

    An "outside" turn is on another subject altogether.
    """

    id: Text
    turn: int
    extent: Literal["full", "partly", "none", "about", "outside"]
    quotes: Mapping[Text, tuple[Text, ...]] = {}

    @property
    def answerable(self) -> bool:
        """Whether the library answers the turn, or a part of it."""
        return self.extent in _ANSWERABLE


@dataclass(frozen=True, slots=True)
class Agreed:
    """The share of turns labelled alike, and Cohen's kappa, which takes off what chance would give."""

    share: float
    kappa: float

    def __str__(self) -> str:
        return f"{self.share:.3f} alike, kappa {self.kappa:.3f}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on the extent, on answerable or not, and on the passage of the turns that both call answerable."""

    turns: int
    extent: Agreed
    answerable: Agreed
    both_answerable: int
    same_passage: int

    def __str__(self) -> str:
        return (
            f"{self.turns} turns\nextent: {self.extent}\nanswerable or not: {self.answerable}\n"
            f"answerable for both: {self.both_answerable}, with a passage in common: {self.same_passage}"
        )


def agreement(first: Sequence[Label], second: Sequence[Label], passages: Sequence[Passage]) -> Agreement:
    """How far two labellers agree; `passages` are those that their quotes stand in.

    Raises AgreementError where they did not label the same turns in the same order.
    """
    if not first or [(label.id, label.turn) for label in first] != [(label.id, label.turn) for label in second]:
        raise AgreementError("The two files do not label the same turns in the same order; name two that do.")
    pairs = list(zip(first, second, strict=True))
    both = [(one, other) for one, other in pairs if one.answerable and other.answerable]
    return Agreement(
        len(pairs),
        agreed([(one.extent, other.extent) for one, other in pairs]),
        agreed([(one.answerable, other.answerable) for one, other in pairs]),
        len(both),
        sum(bool(_quoted(one, passages) & _quoted(other, passages)) for one, other in both),
    )


def agreed(pairs: Sequence[tuple[object, object]]) -> Agreed:
    """How far two labellers agree, given what each says of the same things, of which there is at least one."""
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*pairs, strict=True)
    return Agreed(sum(one == other for one, other in pairs) / len(pairs), float(cohen_kappa_score(first, second)))


def _quoted(label: Label, passages: Sequence[Passage]) -> set[int]:
    """The numbers of the passages that hold a quote of the label whole."""
    return {
        number
        for number, passage in enumerate(passages)
        if any(quote in passage.text for quote in label.quotes.get(passage.document, ()))
    }


def main() -> None:
    """Print how far two labellers agree."""
    parser = argparse.ArgumentParser(prog="python -m evals.agreement", description=__doc__)
    parser.add_argument("files", nargs=2, type=Path, metavar="FILE", help="the labels of one labeller")
    first, second = (list(read_lines(path, Label)) for path in parser.parse_args().files)
    passages = Assistant.open(load_settings()).searcher.passages
    sys.stdout.write(f"{agreement(first, second, passages)}\n")


if __name__ == "__main__":
    main()
