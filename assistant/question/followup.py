"""A turn of a conversation -> a query that can be understood without the earlier turns; no language model is used."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from indexing.keyword import tokens
from indexing.query import Query

# How a turn says that it changes the topic, with what precedes and follows those words.
_SWITCH = re.compile(
    r"^.{0,40}?\b(moving on|(new|different|another|separate|unrelated) (topic|question|subject|matter|thing|one)|"
    r"chang(e|ing) (the |of )?(subject|topic)|on another note|something else|(?<!\w )separately|"
    r"leaving that( aside)?)\b( altogether\b)?[\s,:;.–-]*",
    re.IGNORECASE,
)
# How a turn begins that leans on an earlier one, and the words that point back to it.
_LEANS = re.compile(
    r"^(and|but|or|so|also|ok|okay|then|why|what about|how about|tell me more|more|go on|which of|who said|how so|"
    r"by when|since when|for whom|for example|such as|what for|where)\b"
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
# A place in a list: "the second", "number 2".
_ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join(_ORDINALS)}|last|final|latter|former)\b"
    r"|\b(?:number|point|step|no\.?) ?(?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
# A place beside the one that the turn before pointed at: "the one after".
_NEIGHBOUR = re.compile(
    r"\b(one|item|point|step)?\s*(just |right )?(?P<side>before|after|next|previous|following)\b", re.IGNORECASE
)
# An item of a list in an answer, whichever marker the program that sends the history uses.
_ITEM = re.compile(r"^\s*(?:[-•]|\d{1,2}[.)])\s+(.*)$", re.MULTILINE)
# A turn with fewer content words than the first certainly leans on an earlier question; with fewer than the second, it
# may.
_SURELY, _PERHAPS = 2, 4


def queries(question: str, history: Sequence[Turn]) -> list[Query]:
    """The query to search for, or two, of which the caller takes the one that finds more.

    The first turn stands alone, and so does one that says it changes the topic. A turn that points at an item of a list
    ("the eighth") is joined with that item, and one that leans on an earlier question with that question. A short turn
    that may or may not lean on one gives a query for each.
    """
    if after := _after_switch(question):
        return [Query(after)]
    if not history:
        return [Query(question)]
    if (item := _pointed_at(question, history)) is not None:
        return [Query(f"{question} {item}", question, item)]
    antecedent = _antecedent(history)
    joined = Query(f"{antecedent} {question}", question, antecedent)
    if leans(question):
        return [joined]
    alone = Query(question)
    return [alone, joined] if len(set(tokens(question))) < _PERHAPS else [alone]


def leans(question: str) -> bool:
    """Whether a turn cannot be understood without an earlier one."""
    return len(set(tokens(question))) < _SURELY or _LEANS.search(question) is not None


def _after_switch(question: str) -> str:
    """What a turn asks once it has said that it changes the topic; "" where it does not change it, or asks nothing."""
    switch = _SWITCH.match(question)
    after = question[switch.end() :] if switch else ""
    return after if tokens(after) else ""


def _antecedent(history: Sequence[Turn]) -> str:
    """The latest question that leans on no other, without the words that change the topic; else the first question."""
    for turn in reversed(history):
        if after := _after_switch(turn.question):
            return after
        if not leans(turn.question):
            return turn.question
    return history[0].question


def _pointed_at(question: str, history: Sequence[Turn]) -> str | None:
    """The list item that a turn points at, in the latest answer whose list is long enough; None where there is none."""
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
    """The place, from 1, that a turn names in a list of `count` items; None where it names none."""
    match = _ORDINAL.search(question)
    if match is None:
        return None
    if match["number"]:
        return int(match["number"])
    word = match["word"].lower()
    ends = {"last": count, "final": count, "latter": count, "former": 1}
    return ends[word] if word in ends else _ORDINALS[word]
