"""What a language model is told: the rules, the passages fenced as data, and the question."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_PROMPTS = Path(__file__).parent / "prompts"
# What a model writes when the passages do not answer.
UNANSWERED = "UNANSWERED"


@cache
def system_prompt() -> str:
    """The rules that a model writes every answer by."""
    return _read("system.md")


@cache
def _question_prompt() -> str:
    return _read("question.md")


def _read(name: str) -> str:
    return (_PROMPTS / name).read_text(encoding="utf-8")


def prompt_for(question: str, passages: Sequence[str]) -> str:
    """The passages, numbered from 1, and the question below them; neither can close the fence around a passage."""
    mark = _mark([question, *passages])
    fenced = [
        f"<passage {number} {mark}>\n{passage}\n</passage {number} {mark}>"
        for number, passage in enumerate(passages, start=1)
    ]
    return _question_prompt().format(passages="\n\n".join(fenced), question=" ".join(question.split()))


def _mark(texts: Sequence[str]) -> str:
    """A mark that occurs in none of the texts; the same texts always get the same mark."""
    mark = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
    while any(mark in text for text in texts):
        mark = hashlib.sha256(mark.encode()).hexdigest()[:8]
    return mark
