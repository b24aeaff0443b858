"""What reverses a sentence or makes it stronger: negation, opposites, duty, advice, exclusion and certainty.

`support` is always the text of the sentences that a claim rests on.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from indexing.keyword import tokens

Strength = Literal["duty", "advice", "exclusion", "certainty"]

_LISTS = Path(__file__).parent / "word_lists.yaml"
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|without|cannot|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ure)?|hardly|"
    r"refus(?:e|es|ed|ing|al)|unable|unlikely|barely|instead of|rather than|except|prohibit(?:s|ed)?|forbid(?:s|den)?|"
    r"impossible|unnecessary|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|den(?:y|ies|ied)|reject(?:s|ed)?|less likely|"
    r"wrong|zero)\b|\w+n[’']t\b",
    re.IGNORECASE,
)
# A claim with a word of one of these kinds needs support with a word of the same kind.
_DUTY = re.compile(
    r"\b(?:must|shall|requir\w+|have to|has to|oblig\w+|mandatory|compulsory|dut(?:y|ies) to|legally|statutory|"
    r"bound to|need(?:s|ed)? to comply)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\b(?:should|ought|needs? to)\b", re.IGNORECASE)
_ADVICE = re.compile(
    r"\b(?:should|ought|recommend\w*|advis\w+|need(?:s|ed)?|important|essential|vital|critical|crucial|expects?|key|"
    r"encourag\w+|suggest\w*|necessary|always be)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|merely|nothing but|no other)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every(?! (?:day|week|month|year)\b)|everyone|everybody|always|"
    r"entire(?:ly)?|whole|complete(?:ly)?|fully|universal(?:ly)?|wholly)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|none|nobody|no[ -]one|under no circumstances)\b", re.IGNORECASE)
_CERTAIN = re.compile(
    r"\b(?:guarantee\w*|prov(?:e|es|ed|en)|certain(?:ly)?|definitely|undoubtedly|conclusive\w*|in fact|inevitabl\w+)\b",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:guarantee\w*|prov(?:e|es|ed|en)|certain\w*|demonstrat\w*|always|conclusive\w*)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.–—\n]|\b(?:but|and|or|so|because|while|although)\b")
# A negation is taken to be about the next three content words, and a clause with half of them to be about the same.
_REACH, _SAME = 3, 0.5
# Two words with the same first letters, this many, are taken for two forms of one.
_ROOT = 5
_NEGATIVE_PREFIX = r"(?:un|in|im|ir|il|dis|non-?)"


class _WordLists(NamedTuple):
    """Opposites in pairs, words that end, forbid or undo something, and verbs that begin an instruction."""

    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    drastic: re.Pattern[str]
    instructions: frozenset[str]


@cache
def _word_lists() -> _WordLists:
    lists = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    pairs = (line.split(" | ") for line in lists["opposites"])
    return _WordLists(
        opposites=tuple((_any_of(left), _any_of(right)) for left, right in pairs),
        drastic=_any_of(lists["drastic"]),
        instructions=frozenset(lists["instructions"].split()),
    )


def _any_of(words: str) -> re.Pattern[str]:
    """Any of some words; a star stands for any ending."""
    return re.compile(
        rf"\b(?:{'|'.join(word.replace('*', chr(92) + 'w*') for word in words.split())})\b", re.IGNORECASE
    )


def says_opposite(claim: str, support: str) -> bool:
    """Whether a claim has a word of which its support has only the opposite, or ends what its support does not end."""
    pairs, drastic, _ = _word_lists()
    sides = [*pairs, *((right, left) for left, right in pairs)]
    if any(a.search(claim) and b.search(support) and not a.search(support) for a, b in sides):
        return True
    words, there = set(re.findall(r"[a-z-]+", claim.lower())), set(re.findall(r"[a-z-]+", support.lower()))
    new, gone = words - there, there - words
    ends = (word for word in drastic.findall(claim) if not re.search(rf"\b{word[:_ROOT]}", support, re.IGNORECASE))
    return _any_negated(new, gone) or _any_negated(gone, new) or any(ends)


def _any_negated(some: set[str], others: set[str]) -> bool:
    """Whether one of some words is in the others with a negative prefix: "paid" and "unpaid"."""
    return any(
        len(word) > 3 and re.fullmatch(f"{_NEGATIVE_PREFIX}{re.escape(word)}", other)
        for word in some
        for other in others
    )


def overstates(claim: str, support: str, *, advised: bool) -> list[Strength]:
    """The kinds in which a claim says more than its support; `advised` if the text around the support gives advice."""
    found: list[Strength] = []
    if _lacks(_DUTY, claim, support):
        found.append("duty")
    if _SHOULD.search(claim) and not (_DUTY.search(support) or _ADVICE.search(support) or advised):
        found.append("advice")
    if any(_lacks(kind, claim, support) for kind in (_ONLY, _ALL, _NEVER)):
        found.append("exclusion")
    if _CERTAIN.search(claim) and not _PROOF.search(support):
        found.append("certainty")
    return found


def _lacks(kind: re.Pattern[str], claim: str, support: str) -> bool:
    return kind.search(claim) is not None and kind.search(support) is None


def instructs(text: str) -> bool:
    """Whether a line or sentence of a text is an instruction, such as "Regularly review the policy"."""
    verbs = _word_lists().instructions
    parts = (re.findall(r"[a-z]+", part.lower()) for part in re.split(r"\n|(?<=[.:]) ", text))
    first_words = (next((word for word in words if word in verbs or not word.endswith("ly")), "") for words in parts)
    return any(word in verbs for word in first_words)


def negates(claim: str, support: str) -> bool:
    """Whether one of the two denies what the other says of the same words."""
    return _denies(claim, support) or _denies(support, claim)


def _denies(first: str, second: str) -> bool:
    """Whether a negated clause of the first has words that the second has with one negation more or fewer.

    A negation is about the next few content words of its clause; of the second's clauses the one with most of these
    words is looked at. Words are compared by their stems.
    """
    others = _clauses(second)
    for clause in _clauses(first):
        found = list(_NEGATION.finditer(clause))
        reach = set(tokens(clause[found[-1].end() :])[:_REACH]) if found else set()
        if not reach:
            continue
        said = max(others, key=lambda other: (len(reach & set(tokens(other))), bool(_NEGATION.search(other))))
        alike = len(reach & set(tokens(said))) >= _SAME * len(reach)
        if alike and len(_NEGATION.findall(said)) % 2 != len(found) % 2:
            return True
    return False


def _clauses(text: str) -> list[str]:
    return [text[a:b] for a, b in pairwise([0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)])]
