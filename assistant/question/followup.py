"""A turn of a conversation -> the query that stands on its own, without a language model."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from indexing.keyword import tokens
from indexing.query import Query

_SWITCH = re.compile(
    r"^.{0,40}?\b(moving on|(new|different|another|separate|unrelated) (topic|question|subject|matter|thing|one)|"
    r"chang(e|ing) (the |of )?(subject|topic)|on another note|something else|separately|leaving that( aside)?)\b"
    r"( altogether\b)?[\s,:;.–-]*(now\b|please\b)?[\s,:;.–-]*",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^(and|but|or|so|also|ok|okay|then|why|what about|how about|tell me more|more|go on|anything else|what else|"
    r"which of|who said|when was that|how so|by when|since when|for whom|for example|such as|what for|where)\b"
    r"|\b(it|its|they|them|their|theirs|this|that|those|these|he|she|his|him|her|hers|there|one|ones|same|else|both|"
    r"former|latter|instead|above)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
         "ninth 9th", "tenth 10th"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join(_ORDINALS)}|last|final|latter|former)\b"
    r"|\b(?:number|point|step|no\.?) ?(?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(
    r"\b(one|item|point|step)?\s*(just |right )?(?P<side>before|after|next|previous|following)\b", re.IGNORECASE
)
_ITEM = re.compile(r"^\s*(?:[-•]|\d{1,2}[.)])\s+(.*)$", re.MULTILINE)
# A turn with fewer words of its own than the first surely leans on what was asked before, with fewer than the
# second perhaps.
_SURELY, _PERHAPS = 2, 4


def queries(question: str, history: Sequence[Turn]) -> list[Query]:
    """What to search for, one query or two to choose from by what they find.

    A turn that says it changes the subject stands alone, as does the first. One that points at an item of a list
    ("the eighth") takes the item along; one that leans on the subject, the question that brought it up. A short
    turn without a pronoun may do either.
    """
    if switch := _SWITCH.match(question):
        return [Query(question[switch.end() :] or question)]
    if not history:
        return [Query(question)]
    if (item := _pointed_at(question, history)) is not None:
        return [Query(f"{question} {item}", question, item)]
    subject = _subject(history)
    joined = Query(f"{subject} {question}", question, subject)
    if leans(question):
        return [joined]
    alone = Query(question)
    return [alone, joined] if len(set(tokens(question))) < _PERHAPS else [alone]


def leans(question: str) -> bool:
    """Whether a turn needs what was asked before it to be understood."""
    return len(set(tokens(question))) < _SURELY or _LEANS.search(question) is not None


def _subject(history: Sequence[Turn]) -> str:
    """The latest question of the history that does not lean on another, without its words of changing the subject."""
    for turn in reversed(history):
        if switch := _SWITCH.match(turn.question):
            return turn.question[switch.end() :] or turn.question
        if not leans(turn.question):
            return turn.question
    return history[0].question


def _pointed_at(question: str, history: Sequence[Turn]) -> str | None:
    """The item that an ordinal means, of the latest list in the conversation that is long enough; None without one."""
    for turn in reversed(history):
        items = _ITEM.findall(turn.answer)
        place = _place(question, len(items))
        if place is None and (side := _NEIGHBOUR.search(question)):
            before = _place(history[-1].question, len(items))
            place = before and before + (1 if side["side"].lower() in ("after", "next", "following") else -1)
        if len(items) > 1 and place is not None and 1 <= place <= len(items):
            return str(items[place - 1])
    return None


def _place(question: str, count: int) -> int | None:
    match = _ORDINAL.search(question)
    if match is None:
        return None
    if match["number"]:
        return int(match["number"])
    word = match["word"].lower()
    ends = {"last": count, "final": count, "latter": count, "former": 1}
    return ends[word] if word in ends else _ORDINALS[word]
