"""A question that asks for several things -> its parts, each with a query of its own."""

import re
from dataclasses import dataclass
from itertools import pairwise

from indexing.keyword import tokens

# How a clause begins that asks for something.
_OPENINGS = (
    "what|how|which|who|whom|whose|does|do|is|are|was|were|did|has|have|had|where|when|why|will|would|can|could|should|any|"
    "give me|list|tell me"
)
# Where one clause of a question ends and the next begins.
_BREAK = re.compile(
    rf"\?\s+|;\s+|[,–-]?\s+(?:and|but|then)\s+(?:also\s+)?(?=(?:{_OPENINGS})\b)|,\s+(?=(?:{_OPENINGS})\b)",
    re.IGNORECASE,
)
# What stands between the two sides of a comparison.
_COMPARED = re.compile(r"\s+(?:compared (?:with|to)|versus)\s+", re.IGNORECASE)
# A clause asks for something where it holds one of these; other clauses give a reason, or what is known already.
_ASKING = re.compile(
    rf"\b(?:what|how|which|who|whom|whose|where|when|why|give|list|tell|name|explain|describe|show|compare)\b|^(?:{_OPENINGS})\b",
    re.IGNORECASE,
)
# What stands between two names that are asked about together.
_PAIR = re.compile(r"^[\s,]*(?:and|or|&|v|vs|versus|with|to|,)[\s.]*(?:the\s+)?$", re.IGNORECASE)
# A clause with one of these words needs the first clause to be understood.
_LEANS = re.compile(r"\b(it|its|they|them|their|he|she|his|him|her|this|these|those)\b", re.IGNORECASE)
# How many content words a clause must have to be searched for without the first clause.
_ALONE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a question asks for: its own words, and a query that can be understood without the others."""

    words: str
    query: str


def parts_of(question: str, names: frozenset[str]) -> list[Part]:
    """The parts in order, each completed with the first clause if it needs it; [] for a question that asks one thing.

    Where some clauses ask for something, the clauses that do not ("we have 17 staff, how many …") are left out.
    `names` are the library's proper names in lower case: a question about two of them joined by "and", "or" or "v"
    becomes a question about each.
    """
    sides = _COMPARED.split(question)
    clauses = [clause.strip(" ,;?.") for side in sides for clause in _BREAK.split(side)]
    clauses = [clause for clause in clauses if tokens(clause)]
    asking = clauses if len(sides) > 1 else [clause for clause in clauses if _ASKING.search(clause)] or clauses
    if len(asking) > 1:
        first = clauses[0]
        return [Part(clause, clause if clause == first else _completed(clause, first)) for clause in asking]
    return _named_apart(question, names)


def _completed(clause: str, first: str) -> str:
    """The clause, after the first one where it needs that to be understood."""
    return f"{first} {clause}" if _LEANS.search(clause) or len(set(tokens(clause))) < _ALONE else clause


def _named_apart(question: str, names: frozenset[str]) -> list[Part]:
    """The question once for each of two names that it asks about together; [] where there are no two."""
    runs: list[tuple[int, int]] = []
    for word in re.finditer(r"[A-Za-z]+", question):
        if word[0].lower() in names:
            if runs and not question[runs[-1][1] : word.start()].strip():
                runs[-1] = (runs[-1][0], word.end())
            else:
                runs.append(word.span())
    for (start, end), (begin, stop) in pairwise(runs):
        if _PAIR.match(question[end:begin]):
            apart = (question[:end] + question[stop:], question[:start] + question[begin:])
            return [Part(query, query) for query in apart]
    return []
