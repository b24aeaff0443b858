"""Excerpts and conversations as files to take away; each format has a file of its own."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, get_args

from assistant.answer import Answer
from assistant.excerpts.selection import SelectedExcerpt, Selection

Format = Literal["docx", "md", "csv", "json"]
ConversationFormat = Literal["docx", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)
# The media types that browsers know the formats by.
MEDIA_TYPES: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
}


def export(
    taken: Sequence[SelectedExcerpt], topic: str, date: dt.date, file_format: Format, *, grouped: bool = False
) -> bytes:
    """A file of the excerpts in the order given, or `grouped` by document, each to the letter with its reference.

    `topic` is what the person searched for, `date` the day they took the excerpts.
    """
    selection = Selection(topic, date, taken, grouped=grouped)
    # Each format is imported only when it is wanted, since python-docx is slow to import.
    if file_format == "docx":
        from assistant.excerpts.word import excerpts_word

        return excerpts_word(selection)
    if file_format == "md":
        from assistant.excerpts.markdown import excerpts_markdown

        return excerpts_markdown(selection)
    from assistant.excerpts.tables import excerpts_csv, excerpts_json

    return excerpts_csv(selection) if file_format == "csv" else excerpts_json(selection)


def export_conversation(answers: Sequence[Answer], date: dt.date, file_format: ConversationFormat) -> bytes:
    """A file of a conversation: the questions, and the answers with their citations, references and notes."""
    if file_format == "docx":
        from assistant.excerpts.word import conversation_word

        return conversation_word(answers, date)
    from assistant.excerpts.markdown import conversation_markdown

    return conversation_markdown(answers, date)
