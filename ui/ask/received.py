"""What the page's script sends about a conversation, checked."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# The most characters that a setting lets a question have, and room for filters in a library of thousands of documents.
_LONGEST, _MOST = 20_000, 10_000
# More turns than anybody has in one conversation.
_MOST_TURNS = 500

Text = Annotated[str, StringConstraints(max_length=_LONGEST)]
Ticked = Annotated[list[tuple[Text, Text]], Field(max_length=_MOST)]


class Asked(BaseModel):
    """A question that the conversation holds, with what was ticked for it: pairs of a filter's name and value."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: Text
    filters: Ticked = []


class Held(BaseModel):
    """A conversation as the browser holds it: its questions, and the name that the browser made up for it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    conversation: Annotated[str, StringConstraints(min_length=16, max_length=64)]
    asked: Annotated[list[Asked], Field(max_length=_MOST_TURNS)] = []


class NewQuestion(Held):
    """A question to be answered after those that the conversation holds.

    It is `resumed` where the browser has drawn none of those, and `edition` is that of the library the page was drawn
    with.
    """

    question: Text
    ticked: Ticked = []
    resumed: bool = False
    edition: Text = ""


class ToSave(Held):
    """A conversation to be saved as a file."""

    format: Literal["docx", "md"]


class Said(Held):
    """Whether the last answer helped."""

    helpful: Literal["yes", "no"]
    line: Text = ""
