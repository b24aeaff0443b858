"""A language model's reply -> the questions in it, each with the number of the sentence that is to answer it."""

import re
from dataclasses import dataclass

# Bullets, numbers of the line itself, brackets and bold around the number are put up with; a missing colon is not,
# for a number with a full stop only counts the lines.
_LINE = re.compile(
    r"^[\s>*•-]*(?:\d{1,3}[.)]\s+)?[\[(*]*(?:sentence\s+)?(\d{1,3})[\])*]*\s*:[\s*]*(?P<question>.+)$", re.IGNORECASE
)
_AROUND = " \t*_`\"“”'‘’"
# A line with more characters than this is no question that anybody types.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as the model wrote it, and the number that it gave for the sentence."""

    number: int
    text: str


def read_questions(reply: str) -> list[ReadQuestion]:
    """The lines of the form "N: question", in order; all others are ignored."""
    read = []
    for line in reply.splitlines():
        match = _LINE.match(line)
        text = " ".join(match["question"].split()).strip(_AROUND) if match else ""
        if match and len(text) <= _LONGEST and len(re.findall(r"[A-Za-z]{2,}", text)) > 1:
            read.append(ReadQuestion(int(match[1]), text))
    return read
