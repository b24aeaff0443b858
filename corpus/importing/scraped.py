"""Markdown, clean or scraped from a page -> its draft."""

from pathlib import Path

from corpus.importing.draft import Draft, Paragraph


def read_markdown(path: Path) -> Draft:
    """The draft of a Markdown file."""
    text = path.read_text(encoding="utf-8-sig")
    return Draft(tuple(Paragraph(part) for part in text.split("\n\n")), (text,), paged=False)
