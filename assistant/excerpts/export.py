"""Excerpts and conversations as files to take away; each format has a file of its own."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
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
# What no file may be called on Windows: signs, and names of devices whatever their ending.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
# In characters and in bytes, of which most systems allow 255.
_LONGEST_NAME, _MOST_BYTES = 80, 200


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to take away, with a name that every system accepts."""

    name: str
    content: bytes


def export(
    taken: Sequence[SelectedExcerpt], title: str, date: dt.date, file_format: Format, *, grouped: bool = False
) -> ExportedFile:
    """A file of the excerpts in the order given, or `grouped` by document, each to the letter, named after its title.

    Where `title` is "" it is the topics that the excerpts were found by. `date` is the day they were taken.
    """
    selection = Selection(title, date, taken, grouped=grouped)
    return ExportedFile(_file_name(selection.heading, file_format), _content(selection, file_format))


def _content(selection: Selection, file_format: Format) -> bytes:
    # Each format is imported only when it is wanted, since python-docx is slow to import.
    if file_format == "docx":
        from assistant.excerpts.word.paper import excerpts_word

        return excerpts_word(selection)
    if file_format == "md":
        from assistant.excerpts.markdown import excerpts_markdown

        return excerpts_markdown(selection)
    from assistant.excerpts.tables import excerpts_csv, excerpts_json

    return excerpts_csv(selection) if file_format == "csv" else excerpts_json(selection)


def _file_name(title: str, file_format: Format) -> str:
    """The title as a name for a file: without what Windows, macOS or Linux refuse in one, and not too long."""
    words = " ".join(_NOT_IN_NAMES.sub(" ", title).split())
    if len(words) > _LONGEST_NAME:
        words = words[: _LONGEST_NAME + 1].rpartition(" ")[0] or words[:_LONGEST_NAME]
    words = words.encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .")
    if not words or _DEVICE.match(words):
        words = f"Excerpts {words}".strip()
    return f"{words}.{file_format}"


def export_conversation(answers: Sequence[Answer], date: dt.date, file_format: ConversationFormat) -> bytes:
    """A file of a conversation: the questions, and the answers with their citations, references and notes."""
    if file_format == "docx":
        from assistant.excerpts.word.conversation import conversation_word

        return conversation_word(answers, date)
    from assistant.excerpts.markdown import conversation_markdown

    return conversation_markdown(answers, date)
