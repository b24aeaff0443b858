"""Web pages (.html): their content with headings, lists and tables, and what was left out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.importing.draft import Draft
from corpus.importing.errors import ImportedFileError
from corpus.importing.html.characters import decoded
from corpus.importing.html.content import Content
from corpus.importing.html.head import stated_by
from corpus.importing.html.plain import plain_text
from corpus.importing.html.read import PageReader, Place
from corpus.importing.lines.contents import without_contents
from corpus.importing.lines.headings.styled import with_true_headings
from corpus.importing.lines.line import Block, Line
from corpus.importing.lines.parts import parts_of
from corpus.importing.lines.raised import raised_after
from corpus.importing.tree import parsed_html

# Pictures that a page holds inside itself; the parser stops at attributes of 10 MB.
_EMBEDDED = re.compile(r"data:[\w/+.-]*(?:;[\w=-]+)*,[^\"'\s<>)]*")
_RAISED = re.compile(r"([^\s<>]\s?)(<sup(?:\s[^>]*)?>)([^<>]{1,6})(?=</sup>)", re.IGNORECASE)
# The largest guidance on GOV.UK has 3 MB.
_LARGEST = 30_000_000


def read_html(path: Path) -> Draft:
    """The draft of a saved web page; nothing that it refers to is fetched.

    Raises ImportedFileError where the page, its pictures apart, is absurdly large.
    """
    text = _RAISED.sub(_together, _EMBEDDED.sub("", decoded(path.read_bytes())))
    if len(text) > _LARGEST:
        raise ImportedFileError(f"{path.name} is over {_LARGEST // 1_000_000} MB of HTML; split it.")
    root = parsed_html(text)
    # Old pages hold text after the end of their body, which browsers show.
    reader = PageReader(Content(root))
    reader.read(root, Place(inside=reader.content.is_main(root)))
    blocks, contents = without_contents(_under_title(reader.blocks))
    parts, doubts = parts_of(with_true_headings(blocks))
    pages = plain_text(text)
    return Draft(
        parts=tuple(parts),
        pages=(pages,),
        paged=False,
        stated=stated_by(root, pages.split("\n")),
        left_out=(*reader.left_out, *contents),
        doubts=tuple(doubts),
    )


def _together(found: re.Match[str]) -> str:
    before, text = raised_after(found[1], found[3])
    return f"{before}{found[2]}{text}"


def _under_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where a page has several highest headings, those after the first, its title, stand below it."""
    headings = [place for place, block in enumerate(blocks) if isinstance(block, Line) and block.level]
    highest = [place for place in headings if (line := blocks[place]) and isinstance(line, Line) and line.level == 1]
    if len(highest) < 2 or highest[0] != headings[0]:
        return list(blocks)
    later = blocks[highest[1] :]
    return [
        *blocks[: highest[1]],
        *(replace(b, level=b.level + 1) if isinstance(b, Line) and b.level else b for b in later),
    ]
