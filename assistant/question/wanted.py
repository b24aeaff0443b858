"""What kind of answer a question wants, by its wording."""

import re
from dataclasses import dataclass

_SOURCES = r"(documents?|docs|library|guidance|sources?)"
# All that the library has on a topic is wanted.
_TOPIC = re.compile(
    r"\b(excerpts?|passages?|quotes?|quotations?|everything|anything (about|on)|all (we|you) have|evidence on|"
    rf"(across|throughout) (all |the |our |every |your |these )*{_SOURCES}|"
    rf"(what|how) (do|does) (all |the |our |your |these )*{_SOURCES} "
    r"(say about|say on|have to say|tell us about|cover)|"
    rf"what {_SOURCES} is there|(what is|what['’]?s) there (on|about)|briefing (on|about)|"
    r"what (have|do) (we|you) (got|have)|pull (that |this |it )?together)\b"
)
# The name of whoever leads something is wanted.
_LEADER = re.compile(
    r"\b(who|which|whose|what)\b.*\b(lead|leads|led|leading|leader|responsible|responsibility|"
    r"in charge|accountable|owns|director)\b|\bled by\b"
)
_COUNT = {
    word: number
    for number, words in enumerate(
        ("two 2", "three 3", "four 4", "five 5", "six 6", "seven 7", "eight 8", "nine 9", "ten 10"), start=2
    )
    for word in words.split()
}
# A number counts things where a plural follows it, with at most one word between: texting writes "to" and "for" as 2
# and 4. What ends in "ss", "is" or "us" is no plural.
_COUNTED = re.compile(rf"\b({'|'.join(_COUNT)})\b(?= (?:[\w'’]+ )?\w+[^\Wsiu]s\b)")
# What separates the things that a sentence names.
_BETWEEN = re.compile(r"[,;]| and | or ")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for; `count` is the number of things it says there are, 0 where it says none."""

    leader: bool
    topic: bool
    count: int


def asked(question: str) -> Asked:
    """Tell from a question's wording what kind of answer it wants."""
    text = question.lower()
    counted = _COUNTED.search(text)
    return Asked(
        leader=_LEADER.search(text) is not None,
        topic=_TOPIC.search(text) is not None,
        count=_COUNT[counted[1]] if counted else 0,
    )


def names_them(sentence: str, count: int) -> bool:
    """Whether a sentence says that there are `count` things and then names that many."""
    counted = _COUNTED.search(sentence.lower())
    return counted is not None and _COUNT[counted[1]] == count == len(_BETWEEN.findall(sentence, counted.end())) + 1
