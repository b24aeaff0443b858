"""A question that asks for several things -> its parts, each of which can be searched for alone."""

import re
from dataclasses import dataclass
from itertools import pairwise

from indexing.keyword import tokens

_ASKS = (
    "what|how|which|who|whom|whose|does|do|is|are|was|were|did|has|have|had|where|when|why|will|would|can|could|should|any|"
    "give me|list|tell me"
)
_BREAK = re.compile(
    rf"\?\s+|;\s+|[,–-]?\s+(?:and|but|then)\s+(?:also\s+)?(?=(?:{_ASKS})\b)|,\s+(?=(?:{_ASKS})\b)", re.IGNORECASE
)
_COMPARED = re.compile(r"\s+(?:next to|compared (?:with|to)|as against|versus)\s+", re.IGNORECASE)
# What tells words that ask from words that only say why, or what is known.
_ASKING = re.compile(
    rf"\b(?:what|how|which|who|whom|whose|where|when|why|give|list|tell|name|explain|describe|show|compare)\b|^(?:{_ASKS})\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"^[\s,]*(?:and|or|&|v|vs|versus|with|to|,)[\s.]*(?:the\s+)?$", re.IGNORECASE)
_LEANS = re.compile(r"\b(it|its|they|them|their|he|she|his|him|her|this|these|those)\b", re.IGNORECASE)
# Words of its own that a part must have to be searched for without the first one's, and to be a part at all.
_ALONE, _LEAST = 3, 2


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a question asks for: its own words, and the query that stands on its own."""

    words: str
    query: str


def parts_of(question: str, names: frozenset[str]) -> list[Part]:
    """The parts in their order, each query with what it needs of the first; [] for a question that asks for one thing.

    Words that ask nothing ("we have 17 staff, how many …") are no part beside words that do.
    `names` are the library's proper names in lower case: two of them joined by "and", "or" or "v" are asked of one
    by one.
    """
    sides = _COMPARED.split(question)
    pieces = [piece.strip(" ,;?.") for side in sides for piece in _BREAK.split(side)]
    pieces = [piece for piece in pieces if len(set(tokens(piece))) >= _LEAST]
    asking = pieces if len(sides) > 1 else [piece for piece in pieces if _ASKING.search(piece)] or pieces
    if len(asking) > 1:
        first = pieces[0]
        return [Part(piece, piece if piece == first else _completed(piece, first)) for piece in asking]
    return _named_apart(question, names)


def _completed(piece: str, first: str) -> str:
    return f"{first} {piece}" if _LEANS.search(piece) or len(set(tokens(piece))) < _ALONE else piece


def _named_apart(question: str, names: frozenset[str]) -> list[Part]:
    """The question once for each of two names that stand side by side."""
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
