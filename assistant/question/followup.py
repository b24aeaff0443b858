"""A turn of a conversation -> a query that can be understood without the earlier turns; no language model is used."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.question.leaning import leaning, leans, opens
from assistant.question.manners import asks_nothing, bare
from indexing.keyword import tokens
from indexing.learnt.weights import fitted_weights
from indexing.query import Query

# How a turn says that it changes the topic, with what precedes and follows those words.
_SWITCH = re.compile(
    r"^.{0,40}?\b(moving on|(new|different|another|separate|unrelated) (topic|question|subject|matter|thing|one)|"
    r"chang(e|ing) (the |of )?(subject|topic)|on another note|something else|(?<!\w )separately|"
    r"leaving that( aside)?)\b( altogether\b)?[\s,:;.–-]*",
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
# A place in a list: "the second", "number 2"; not one in time ("what should we do first").
_ORDINAL = re.compile(
    rf"\b(?:the|that|your|their|its) (?:very )?(?P<word>{'|'.join(_ORDINALS)}|last|final|latter|former)\b"
    r"|\b(?:number|point|step|no\.?) ?(?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
# A place beside the one that the turn before pointed at: "the one after".
_NEIGHBOUR = re.compile(
    r"\b(one|item|point|step)?\s*(just |right )?(?P<side>before|after|next|previous|following)\b", re.IGNORECASE
)
# An item of a list in an answer, whichever marker the program that sends the history uses.
_ITEM = re.compile(r"^\s*(?:[-•]|\d{1,2}[.)])\s+(.*)$", re.MULTILINE)


def queries(question: str, history: Sequence[Turn], doubt: float | None = None) -> list[Query]:
    """The query to search for, or two, of which the caller takes the one that finds more.

    The first turn stands alone, and so does one that says it changes the topic. A turn that points at an item of a list
    ("the eighth") is joined with that item, and one that leans on an earlier question with that question. A turn that
    may or may not lean on one, by the bounds of `doubt` (None: the fitted ones), gives a query for each, and one with
    words on the form of the answer alone asks the earlier question again.
    """
    question = bare(question)
    if after := _after_switch(question):
        return [Query(after)]
    if not history:
        return [Query(question)]
    if (item := _pointed_at(question, history)) is not None:
        return [Query(f"{question} {item}", question, item)]
    antecedent = _antecedent(question, history)
    if asks_nothing(question):
        return [Query(antecedent)]
    alone, joined = Query(question), Query(f"{antecedent} {question}", question, antecedent)
    doubt = fitted_weights().following.doubt if doubt is None else doubt
    likely = leaning(question)
    return [joined] if likely > 1 - doubt else [alone] if likely < doubt else [alone, joined]


def _after_switch(question: str) -> str:
    """What a turn asks once it has said that it changes the topic; "" where it does not change it, or asks nothing."""
    switch = _SWITCH.match(question)
    after = question[switch.end() :] if switch else ""
    return after if tokens(after) else ""


def _antecedent(question: str, history: Sequence[Turn]) -> str:
    """The latest question that leans on no other, with what the turn before adds to it; else the first question.

    Words that change the topic are left out, and so are turns that ask nothing ("thanks").
    """
    asked = [bare(turn.question) for turn in history]
    asked = [earlier for earlier in asked if not asks_nothing(earlier)] or asked[:1]
    for number in range(len(asked) - 1, -1, -1):
        after = _after_switch(asked[number])
        if after or number == 0 or not leans(asked[number]):
            root = after or asked[number]
            break
    # "And in social care?" after "and in a hospital?" asks the same of another; anything else adds to what was asked.
    instead = opens(question) and opens(asked[-1])
    return root if number == len(asked) - 1 or instead else f"{root} {asked[-1]}"


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
