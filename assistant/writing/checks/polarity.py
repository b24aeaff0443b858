"""What turns a sentence round or makes it stronger: negation, opposites, duty, exclusion and certainty."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from indexing.keyword import tokens

Strength = Literal["duty", "advice", "exclusion", "certainty"]

_LISTS = Path(__file__).parent / "opposites.yaml"
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|without|cannot|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ure)?|hardly|"
    r"refus(?:e|es|ed|ing|al)|unable|unlikely|barely|instead of|rather than|except|prohibit(?:s|ed)?|forbid(?:s|den)?|"
    r"impossible|unnecessary|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|den(?:y|ies|ied)|reject(?:s|ed)?|less likely|"
    r"wrong|zero)\b|\w+n[’']t\b",
    re.IGNORECASE,
)
# A sentence that uses a word of one of these kinds needs one of that kind in what it rests on.
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
# A list item or sentence that begins with one of these tells people what to do, as "should" does.
_IMPERATIVE = re.compile(
    r"^(?:regularly )?(?:adjust|carry out|collaborate|commit|conduct|create|develop|embed|encourage|engage|ensure|"
    r"establish|expand|focus|hold|identify|implement|incorporate|lead|make|monitor|obtain|offer|organise|partner|"
    r"provide|publicise|publish|report|review|run|set|support|train|use|work)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:.–—\n]|\b(?:but|and|or|so|because|while|although)\b")
# Content words that a negation is taken to reach, and the share of them that another text must say to say the same.
_REACH, _SAME = 3, 0.5
# Letters by which two forms of a word are taken for one.
_ROOT = 5
_UN = r"(?:un|in|im|ir|il|dis|non-?)"


class _WordLists(NamedTuple):
    """The two sides of each pair of opposites, and the words that end, forbid or undo something."""

    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    drastic: re.Pattern[str]


@cache
def _word_lists() -> _WordLists:
    lists = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    pairs = (line.split(" | ") for line in lists["opposites"])
    return _WordLists(tuple((_any_of(left), _any_of(right)) for left, right in pairs), _any_of(lists["drastic"]))


def _any_of(words: str) -> re.Pattern[str]:
    """Any of some words; a star stands for any ending."""
    return re.compile(
        rf"\b(?:{'|'.join(word.replace('*', chr(92) + 'w*') for word in words.split())})\b", re.IGNORECASE
    )


def opposite(claim: str, evidence: str) -> bool:
    """Whether a claim uses a word where its evidence has only the opposite, or ends what the evidence does not."""
    pairs, drastic = _word_lists()
    sides = [*pairs, *((right, left) for left, right in pairs)]
    if any(a.search(claim) and b.search(evidence) and not a.search(evidence) for a, b in sides):
        return True
    words, there = set(re.findall(r"[a-z-]+", claim.lower())), set(re.findall(r"[a-z-]+", evidence.lower()))
    new, gone = words - there, there - words
    undone = (word for word in drastic.findall(claim) if not re.search(rf"\b{word[:_ROOT]}", evidence, re.IGNORECASE))
    return _prefixed(new, gone) or _prefixed(gone, new) or any(undone)


def _prefixed(some: set[str], others: set[str]) -> bool:
    return any(len(word) > 3 and re.fullmatch(f"{_UN}{re.escape(word)}", other) for word in some for other in others)


def stronger(claim: str, evidence: str, wider: str) -> list[Strength]:
    """The kinds in which a claim says more than its evidence does; `wider` is the text around the evidence."""
    found: list[Strength] = []
    if _lacks(_DUTY, claim, evidence):
        found.append("duty")
    if _SHOULD.search(claim) and not (_DUTY.search(evidence) or _ADVICE.search(evidence) or _commands(wider)):
        found.append("advice")
    if any(_lacks(kind, claim, evidence) for kind in (_ONLY, _ALL, _NEVER)):
        found.append("exclusion")
    if _CERTAIN.search(claim) and not _PROOF.search(evidence):
        found.append("certainty")
    return found


def _lacks(kind: re.Pattern[str], claim: str, evidence: str) -> bool:
    return kind.search(claim) is not None and kind.search(evidence) is None


def _commands(text: str) -> bool:
    return any(_IMPERATIVE.match(part.strip("-•. ")) for part in re.split(r"\n|(?<=[.:]) ", text))


def turned(claim: str, evidence: str) -> bool:
    """Whether one of the two denies what the other says of the same words."""
    return _denied(claim, evidence) or _denied(evidence, claim)


def _denied(first: str, second: str) -> bool:
    """Whether a clause of the first with a negation says words that the second says with one more or one less.

    Words are compared by their stems; a negation reaches over the next few words of its clause, and the second's
    clause that says most of them is looked at.
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
