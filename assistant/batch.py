"""Lines of a batch -> questions with their history."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Turn
from corpus.errors import QuestionError


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str
    answer: str


class Line(BaseModel):
    """One question of a batch."""

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(min_length=1)]
    question: str
    history: list[_Turn] = []

    def turns(self) -> list[Turn]:
        """The history as the assistant takes it."""
        return [Turn(turn.question, turn.answer) for turn in self.history]


def read_line(line: str) -> Line:
    """One line of a batch. Raises QuestionError saying what is wrong with it."""
    try:
        return Line.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise QuestionError(f"Not JSON: {error.msg} at character {error.pos + 1}.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
        raise QuestionError(f"Not a question of a batch: {faults}.") from error


def id_of(line: str) -> str | None:
    """The id of a line that is otherwise not valid, so that its error can be told apart; None where there is none."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError:
        return None
    id_ = value.get("id") if isinstance(value, dict) else None
    return id_ if isinstance(id_, str) else None
