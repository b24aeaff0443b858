"""Values tried, with their figures by set -> the value to put in force."""

import sys
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import TypeVar

from corpus.document import Passage
from evals.fit.turns import holds_gold
from evals.questions import ItemTurn

Value = TypeVar("Value")

# A value replaces the one in force when the mean over the sets rises by more than this: a single question that is found
# or lost in the smallest set moves it by .006.
_CLEAR = 0.01


def kept(figures: Mapping[Value, Mapping[str, float]], in_force: Value) -> Value:
    """The value with the highest mean over the sets, of those that are on no set worse than the one in force.

    Prints the figures. The one in force is kept where no other is clearly better.
    """
    for value, of_sets in figures.items():
        shown = "  ".join(f"{name} {figure:.3f}" for name, figure in of_sets.items())
        sys.stdout.write(f"{value}: {shown}\n")
    old = figures[in_force]
    as_good = [value for value, of_sets in figures.items() if all(of_sets[name] >= old[name] for name in old)]
    best = max(as_good, key=lambda value: mean(figures[value].values()))
    return best if mean(figures[best].values()) > mean(old.values()) + _CLEAR else in_force


def found(turn: ItemTurn, passages: Sequence[Passage]) -> float:
    """Half for an acceptable passage that comes first, half for one among the first five."""
    gold = [holds_gold(turn, passage) for passage in passages[:5]]
    return (gold[0] + any(gold)) / 2 if gold else 0.0
