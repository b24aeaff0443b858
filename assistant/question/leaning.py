"""Whether a turn of a conversation leans on an earlier one, by its wording."""

import math
import re

from indexing.keyword import tokens
from indexing.learnt.weights import fitted_weights

# How a turn begins that goes on with something.
_OPENING = re.compile(
    r"^(?:(?:ok|okay|right|thanks|yes|no|hm+|ha)\b[,.]?\s*)*(?:and|but|or|so|also|then|why|what about|how about|"
    r"what if|since|by when|for whom|for how|which of|which ones?|who said|says who|how so|any|more|go on|"
    r"tell me more|for example|such as|what for)\b",
    re.IGNORECASE,
)
# "Is there a law" says that something exists, not where.
_EXISTS = re.compile(r"\b(is|are|was|were) there\b", re.IGNORECASE)
_PERSONAL = {"it", "its", "they", "them", "their", "theirs", "he", "she", "his", "him", "her", "hers"}
_POINTING = {"this", "that", "those", "these", "there", "one", "ones", "above", "former", "latter"}
_COMPARING = {"same", "else", "both", "either", "instead", "then", "other", "others", "another", "rest", "such", "more"}


def leaning(turn: str) -> float:
    """The probability that a turn cannot be understood without an earlier one."""
    return fitted_weights().leaning.probability(features(turn))


def leans(turn: str) -> bool:
    """Whether a turn rather leans than not."""
    return fitted_weights().leaning.odds(features(turn)) > 0


def opens(turn: str) -> bool:
    """Whether a turn begins with words that go on with something ("and", "what about")."""
    return _OPENING.match(turn) is not None


def features(turn: str) -> dict[str, float]:
    """What speaks for and against leaning: few words of its own, how it begins, and what in it points back.

    A word that points at something named before it in the turn itself ("a resident and her family") tells less than one
    that stands before all content words.
    """
    turn = _EXISTS.sub(r"\1", turn)
    subject = len(turn)
    for word in re.finditer(r"\w+", turn):
        if word[0].lower() not in _PERSONAL | _POINTING | _COMPARING and tokens(word[0]):
            subject = word.start()
            break
    first, later = (set(re.findall(r"\w+", part.lower())) for part in (turn[:subject], turn[subject:]))
    return {
        "content": math.log1p(len(set(tokens(turn)))),
        "opening": float(opens(turn)),
        "personal_first": float(not first.isdisjoint(_PERSONAL)),
        "personal_later": float(not later.isdisjoint(_PERSONAL)),
        "pointing_first": float(not first.isdisjoint(_POINTING)),
        "pointing_later": float(not later.isdisjoint(_POINTING)),
        "comparing": float(not (first | later).isdisjoint(_COMPARING)),
    }
