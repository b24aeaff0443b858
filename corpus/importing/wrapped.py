"""Plain text, wrapped or not -> its draft."""

from pathlib import Path

from corpus.importing.draft import Draft, Paragraph


def read_text(path: Path) -> Draft:
    """The draft of a text file."""
    text = path.read_text(encoding="utf-8-sig")
    return Draft(tuple(Paragraph(part) for part in text.split("\n\n")), (text,), paged=False)
