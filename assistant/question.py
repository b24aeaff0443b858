"""What can be taken as a question, and what it asks for."""

import re
import unicodedata
from dataclasses import dataclass

from corpus.errors import QuestionError


def check_question(text: str, longest: int) -> str:
    """The question without control characters and needless white space.

    Raises QuestionError for an empty one, one without letters or digits, and one longer than `longest` characters.
    """
    if len(text) > longest:
        raise QuestionError(f"The question has {len(text):,} characters; ask in at most {longest:,}.")
    clean = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)
    clean = " ".join(clean.split())
    if not any(character.isalnum() for character in clean):
        raise QuestionError("The question is empty; type a question, for example: What are the FREDA principles?")
    return clean


_LIST = re.compile(
    r"\b(what are|which|list|name|steps?|factors?|principles|questions?|examples?|ways|kinds|types|reasons|actions|"
    r"tips|all|every|elements|points|blocks)\b"
)
_NUMBER = re.compile(r"\b(how (many|much|often|long|old|big|large)|what (percent\w*|proportion|share|number|figure|cost)|costs?|percentage|price)\b")
_WHO = re.compile(r"\b(who|whose|whom|which (organi[sz]ation|body|person))\b")
_WHEN = re.compile(r"\b(when|what (year|date|month)|which year|by what date|deadline)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What kinds of thing a question asks for, read off its words."""

    whole_list: bool
    number: bool
    person: bool
    date: bool


def asked(question: str) -> Asked:
    """Read the kinds of thing asked for off the question's wording."""
    text = question.lower()
    return Asked(
        whole_list=_LIST.search(text) is not None,
        number=_NUMBER.search(text) is not None,
        person=_WHO.search(text) is not None,
        date=_WHEN.search(text) is not None,
    )
