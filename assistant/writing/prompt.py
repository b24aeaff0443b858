"""What a language model is told: the rules, the passages fenced as data, and the question."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

_PROMPTS = Path(__file__).parent / "prompts"
SYSTEM = (_PROMPTS / "system.md").read_text(encoding="utf-8")
_QUESTION = (_PROMPTS / "question.md").read_text(encoding="utf-8")
# What a model writes when the passages do not answer.
UNANSWERED = "UNANSWERED"


def prompt_for(question: str, passages: Sequence[str]) -> str:
    """The question below its passages, numbered from 1, in a fence that neither can close."""
    mark = _mark([question, *passages])
    fenced = [
        f"<passage {number} {mark}>\n{passage}\n</passage {number} {mark}>"
        for number, passage in enumerate(passages, start=1)
    ]
    return _QUESTION.format(passages="\n\n".join(fenced), question=" ".join(question.split()))


def _mark(texts: Sequence[str]) -> str:
    """A mark that stands in none of the texts; the same for the same texts."""
    mark = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
    while any(mark in text for text in texts):
        mark = hashlib.sha256(mark.encode()).hexdigest()[:8]
    return mark
