"""Markdown, clean or scraped from a page -> its draft."""

from pathlib import Path

from corpus.importing.draft import Draft, Heading, LeftOut, Paragraph, Part
from corpus.importing.errors import ImportedFileError
from corpus.importing.marked.blocks import Block, blocks_of
from corpus.importing.marked.front import stated_by
from corpus.importing.marked.furniture import is_scraped, without_furniture
from corpus.importing.marked.mended import by_line, front_matter, mended, words_of
from corpus.importing.text.encoding import decoded

# A bold line of so many words is a heading, below all that have signs.
_HEADING_WORDS, _BOLD_LEVEL = 12, 7


def read_markdown(path: Path) -> Draft:
    """The draft of a Markdown file. Raises ImportedFileError if it is no text."""
    text = decoded(path.read_bytes())
    if text is None:
        raise ImportedFileError(f"{path.name} is not text; save it as Markdown in UTF-8.")
    front, text = front_matter(text)
    text = mended(text)
    blocks = blocks_of(text, by_line=False)
    if is_scraped(blocks):
        # Its lines are paragraphs, with nothing between them.
        blocks = blocks_of(by_line(text), by_line=True)
    kept, left_out = without_furniture(blocks)
    left = [LeftOut("page furniture", front.strip())] if front else []
    return Draft(
        # A picture of a single sign says no word.
        parts=tuple(_part(block) for block in kept if any(map(str.isalnum, block.text))),
        pages=(f"{front}\n{words_of(text)}",),
        paged=False,
        stated=stated_by(front),
        left_out=(*left, *left_out),
    )


def _part(block: Block) -> Part:
    """The part of a block; a bold line that ends in no stop is a heading."""
    text = block.text.removesuffix(":")
    short = len(text.split()) <= _HEADING_WORDS and not text.endswith((".", ",", ";", "!"))
    if isinstance(block.part, Paragraph) and block.bold and short and not block.part.quotation:
        return Heading(_BOLD_LEVEL, text)
    return block.part
