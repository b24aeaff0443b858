"""A turn of a conversation -> the query that stands on its own, without a language model."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from indexing.keyword import tokens

_LEANS = re.compile(
    r"^(and|but|or|so|also|what about|how about|ok|okay|then|why|tell me more|more|go on|anything else|what else|"
    r"which of|who said|when was that|how so)\b"
    r"|\b(it|its|they|them|their|this|that|those|these|he|she|his|her|there|the (first|second|third|fourth|fifth|last|"
    r"other|same|former|latter) (one|two|three|point|step|factor)?)\b",
    re.IGNORECASE,
)
# A turn with fewer words of its own than this leans on the one before.
_OWN_WORDS = 2


def standalone(question: str, history: Sequence[Turn]) -> str:
    """What to search for: the question itself, or with the earlier question's words where it leans on them."""
    if not history or not _leans(question):
        return question
    before = standalone(history[-1].question, history[:-1])
    return f"{before} {question}"


def _leans(question: str) -> bool:
    return len(set(tokens(question))) < _OWN_WORDS or _LEANS.search(question) is not None
