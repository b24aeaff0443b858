"""A line of a batch -> a question with its history."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Turn
from corpus.errors import QuestionError


class BatchLine(BaseModel):
    """One question of a batch, with the earlier turns of its conversation; keys of other names are refused."""

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(min_length=1)]
    question: str
    history: list[Turn] = []


def read_line(line: str) -> BatchLine:
    """The question on one line of a batch. Raises QuestionError saying what is wrong with the line."""
    try:
        return BatchLine.model_validate(_parse(line))
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
        raise QuestionError(f"Not a question of a batch: {faults}.") from error


def id_of(line: str) -> str | None:
    """The id of a line that is not valid otherwise, to report its error under; None where it has no id."""
    try:
        value = _parse(line)
    except QuestionError:
        return None
    id_ = value.get("id") if isinstance(value, dict) else None
    return id_ if isinstance(id_, str) else None


def _parse(line: str) -> object:
    """The JSON value of a line; a lone surrogate, which cannot be printed, becomes a question mark.

    Joined files leave a byte order mark before the first line of each; it is ignored.
    """
    try:
        value = json.loads(line.removeprefix("\ufeff"))
        return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        raise QuestionError(f"Not JSON: {error.msg} at character {error.pos + 1}.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or thousands of nested brackets
        raise QuestionError(f"Not JSON that can be read: {' '.join(str(error).split())}.") from error
