"""The numbers set by hand between question and answer are few and known; all others are fitted by a command."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("assistant", "assistant/question", "assistant/quoting", "assistant/outcome", "assistant/own", "indexing")
# What a person may set has its bounds in `settings`.
NOT_ON_THE_PATH = {"assistant/settings.py"}

# Each decides what is found, judged or quoted, and no command fits it.
HAND_SET = {
    "assistant/answer.py": {"FEW"},
    "assistant/judge.py": {"_DOUBT"},
    "assistant/question/parts.py": {"_ALONE"},
    "assistant/quoting/choose.py": {"_WORDS", "_TOPIC_WORDS"},
    "assistant/quoting/serving.py": {"_SHORT"},
    "indexing/gaps.py": {"MAY_ANSWER"},
    "indexing/nearness.py": {"SAME_QUESTION"},
    "indexing/rank.py": {"_AGREEING"},
    "indexing/rerank.py": {"_FIRST", "_OF_FEW", "FEW", "_WEIGHT"},
    "indexing/spelling.py": {"_LETTERS"},
}
MOST = 15
# These decide nothing: what a threshold is by its definition, words for numbers, memory, what BM25's authors found,
# bounds of what is sent, how many passages of a large library are compared, as many as change no first ten, and from
# how many words on a table's cell has the names of its row and column beside it instead of before it.
NO_CHOICE = {
    "assistant/judge.py": {"ENOUGH"},
    "assistant/question/clean.py": {"_SHOWN"},
    "assistant/question/followup.py": {"_ORDINALS"},
    "assistant/question/history.py": {"MOST_TURNS", "LONGEST_ANSWER", "_MOST_CHARACTERS"},
    "assistant/question/wanted.py": {"_COUNT"},
    "assistant/quoting/opening.py": {"_SENTENCE"},
    "indexing/candidates.py": {"_PASSAGES", "_SENTENCES", "_QUESTIONS", "_GENERAL", "_WORDS", "_TOPICS"},
    "indexing/gaps.py": {"_BATCH"},
    "indexing/keyword.py": {"_K1", "_B"},
    "indexing/search.py": {"_MOST_HITS", "_MOST_WANTED", "_FEWEST"},
}
# Numbers that stand inside functions and classes: months and digits of dates, milliseconds, decimals that are shown,
# a vote that says nothing, hits where the caller does not say how many, and what is kept in memory or done at a time.
INSIDE = {
    "assistant/answer.py": {4},
    "assistant/assistant.py": {1000},
    "assistant/reference.py": {3, 12},
    "assistant/retriever.py": {4, 10, 50},
    "indexing/embed.py": {32, 256},
    "indexing/keyword.py": {10_000},
    "indexing/nearness.py": {0.5},
    "indexing/search.py": {10},
}
# Nothing, one, and the next or another one are part of how a thing is written.
PLAIN = {0, 1, 2}


def path() -> Iterator[tuple[str, ast.Module]]:
    """The modules between question and answer, by their place."""
    for room in ROOMS:
        for file in sorted((ROOT / room).glob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if place not in NOT_ON_THE_PATH:
                yield place, ast.parse(file.read_text(encoding="utf-8"))


def numbers(node: ast.AST) -> list[float]:
    constants = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return [value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]


def constants(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What stands at the top of a module: each name with what it is set to."""
    for statement in module.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                yield from zip(map(ast.unparse, target.elts), statement.value.elts, strict=True)
            else:
                yield ast.unparse(target), statement.value


def numeric(module: ast.Module) -> dict[str, int]:
    """The constants that hold numbers, with how many."""
    return {name: len(numbers(value)) for name, value in constants(module) if numbers(value)}


def test_every_number_set_by_hand_is_known() -> None:
    known = {place: HAND_SET.get(place, set()) | NO_CHOICE.get(place, set()) for place, _ in path()}
    found = {place: set(numeric(module)) for place, module in path()}
    assert found == known


def test_the_numbers_set_by_hand_are_few() -> None:
    modules = dict(path())
    count = sum(numeric(modules[place])[name] for place, names in HAND_SET.items() for name in names)
    assert count <= MOST


def test_no_number_hides_inside_a_function() -> None:
    found = {}
    for place, module in path():
        inside = [s for s in module.body if not isinstance(s, ast.Assign | ast.AnnAssign)]
        if hidden := {number for statement in inside for number in numbers(statement)} - PLAIN:
            found[place] = hidden
    assert found == INSIDE


def test_a_new_number_is_noticed() -> None:
    module = ast.parse("_NEAR, _FAR = 0.3, 0.9\n_NAMES = ('a', 'b')\n_BOTH = (1, 0.5)\n_ON = True\n")
    assert numeric(module) == {"_NEAR": 1, "_FAR": 1, "_BOTH": 2}
