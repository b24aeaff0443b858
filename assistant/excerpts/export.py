"""Excerpts and conversations as files to take away: chooses the format, each of which has a file of its own."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, get_args

from assistant.answer import Answer
from assistant.excerpts.takeaway import SelectedExcerpt, Selection

Format = Literal["docx", "md", "csv", "json"]
ConversationFormat = Literal["docx", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)
# Kinds of file, as browsers name them.
MEDIA_TYPES: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
}


def export(
    taken: Sequence[SelectedExcerpt], topic: str, date: dt.date, file_format: Format, *, grouped: bool = False
) -> bytes:
    """The file of excerpts in the order given, or `grouped` by document, each to the letter with its reference.

    `topic` is what was asked, `date` the day it was taken.
    """
    takeaway = Selection(topic, date, taken, grouped=grouped)
    # Each format's file is imported when it is asked for, since python-docx takes a while.
    if file_format == "docx":
        from assistant.excerpts.word import excerpts_word

        return excerpts_word(takeaway)
    if file_format == "md":
        from assistant.excerpts.markdown import excerpts_markdown

        return excerpts_markdown(takeaway)
    from assistant.excerpts.tables import excerpts_csv, excerpts_json

    return excerpts_csv(takeaway) if file_format == "csv" else excerpts_json(takeaway)


def export_conversation(answers: Sequence[Answer], date: dt.date, file_format: ConversationFormat) -> bytes:
    """The file of a conversation: questions, answers with their numbers, references and notes, refusals as such."""
    if file_format == "docx":
        from assistant.excerpts.word import conversation_word

        return conversation_word(answers, date)
    from assistant.excerpts.markdown import conversation_markdown

    return conversation_markdown(answers, date)
