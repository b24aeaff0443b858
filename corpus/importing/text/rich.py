"""Rich text (.rtf) -> its draft; striprtf is confined to this file, and reads words, items and rows but no styles."""

import re
from pathlib import Path

from corpus.importing.draft import Draft
from corpus.importing.errors import ImportedFileError
from corpus.importing.text.wrapped import draft_of

# Pictures stand in the file as thousands of hexadecimal digits.
_PICTURE = re.compile(r"[0-9a-fA-F\s]{2000,}")

# Rows end in a bar; together, with nothing between, they are a table.
_ROWS = re.compile(r"(?:^[^\n]*\|\n+)+", re.MULTILINE)


def read_rtf(path: Path) -> Draft:
    """The draft of a rich text file. Raises ImportedFileError if it is damaged."""
    from striprtf.striprtf import rtf_to_text

    content = _PICTURE.sub(" ", path.read_bytes().decode("cp1252", "replace"))
    try:
        text = rtf_to_text(content, errors="replace")
    except (ValueError, LookupError, OverflowError, TypeError) as error:
        raise ImportedFileError(f"{path.name} is damaged; save it again in the program that made it.") from error
    text = re.sub(r"[ \t\xa0]+\n", "\n", f"{text}\n".replace("\f", "\n"))
    # Each line is a paragraph, which no program wrapped.
    return draft_of(_ROWS.sub(lambda rows: "\n{}\n".format(re.sub(r"\n+", "\n", rows[0])), text), wrapped=False)
