"""What a language model is told, to answer and to draft questions: the rules, and the passages fenced as data."""

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


@cache
def drafting_prompt() -> str:
    """The rules that a model drafts questions for a catalogue by."""
    return _read("drafting.md")


@cache
def _drafting_passage() -> str:
    return _read("drafting_passage.md")


def drafting_fingerprint() -> str:
    """What changes with any word of what a model is told when it drafts, but for the passages."""
    return hashlib.sha256(f"{drafting_prompt()}\n{_drafting_passage()}".encode()).hexdigest()


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


def drafting_prompt_for(section: Sequence[str], sentences: Sequence[str]) -> str:
    """The sentences of one passage, numbered from 1, below its headings; none can close the fence around them."""
    mark = _mark([*section, *sentences])
    numbered = [f"{number}. {' '.join(sentence.split())}" for number, sentence in enumerate(sentences, start=1)]
    headings = " › ".join(" ".join(heading.split()) for heading in section)
    fenced = [f"<passage {mark}>", headings, "", *numbered, f"</passage {mark}>"]
    return _drafting_passage().format(passage="\n".join(fenced))


def _mark(texts: Sequence[str]) -> str:
    """A mark that occurs in none of the texts; the same texts always get the same mark."""
    mark = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
    while any(mark in text for text in texts):
        mark = hashlib.sha256(mark.encode()).hexdigest()[:8]
    return mark
