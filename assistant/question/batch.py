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


class BatchLine(BaseModel):
    """One question of a batch."""

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(min_length=1)]
    question: str
    history: list[_Turn] = []

    def turns(self) -> list[Turn]:
        """The history as the assistant takes it."""
        return [Turn(turn.question, turn.answer) for turn in self.history]


def read_line(line: str) -> BatchLine:
    """One line of a batch. Raises QuestionError saying what is wrong with it."""
    try:
        return BatchLine.model_validate(_parse(line))
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
        raise QuestionError(f"Not a question of a batch: {faults}.") from error


def id_of(line: str) -> str | None:
    """The id of a line that is otherwise not valid, so that its error can be told apart; None where there is none."""
    try:
        value = _parse(line)
    except QuestionError:
        return None
    id_ = value.get("id") if isinstance(value, dict) else None
    return id_ if isinstance(id_, str) else None


def _parse(line: str) -> object:
    """The value of a line; half a character (a lone surrogate), which nothing can print, becomes a question mark."""
    try:
        return json.loads(json.dumps(json.loads(line), ensure_ascii=False).encode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        raise QuestionError(f"Not JSON: {error.msg} at character {error.pos + 1}.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets a thousand deep
        raise QuestionError(f"Not JSON that can be read: {' '.join(str(error).split())}.") from error
