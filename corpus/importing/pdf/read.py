"""PDF file -> draft: read the pages, leave out what repeats on them, put the lines in order, then into parts."""

from collections.abc import Sequence
from pathlib import Path

from corpus.importing.draft import Draft
from corpus.importing.errors import ImportedFileError
from corpus.importing.pdf.blocks import in_blocks, with_notes
from corpus.importing.pdf.contents import without_contents
from corpus.importing.pdf.doubts import doubts_of
from corpus.importing.pdf.furniture import without_furniture
from corpus.importing.pdf.hyphens import vocabulary
from corpus.importing.pdf.notes import without_notes
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.layout import in_reading_order
from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.opened import loaded, opened, word_counts
from corpus.importing.pdf.page.sheet import Sheet, read_sheet
from corpus.importing.pdf.page.tables import table_finder
from corpus.importing.pdf.parts import parts_of
from corpus.importing.pdf.properties import stated_from_properties
from corpus.importing.pdf.setting import setting_of


def read_pdf(path: Path) -> Draft:
    """Read a PDF.

    Raises ImportedFileError where it is encrypted or broken, holds no text, or has too many pages.
    """
    sheets, properties = _read(path)
    # Leave out what repeats at the heads and feet of the pages, and the table of contents.
    kept, left_out = without_furniture(sheets)
    flow, contents = without_contents(_in_order(kept))
    # Put lines together into paragraphs, headings and items, with the footnotes after them.
    setting = setting_of(flow)
    known = vocabulary(piece.text for piece in flow if isinstance(piece, Line))
    body, notes = without_notes(flow, setting.size)
    blocks = with_notes(in_blocks(body, setting), notes)
    parts, repeated = parts_of(blocks, setting, known)
    return Draft(
        parts=tuple(parts),
        pages=tuple(sheet.text for sheet in sheets),
        paged=True,
        stated=stated_from_properties(properties),
        # Longer texts first: what is short may also stand within them.
        left_out=tuple(sorted([*left_out, *contents, *repeated], key=lambda out: (out.page or 0, -len(out.text)))),
        doubts=doubts_of(sheets, blocks, parts, setting),
    )


def _read(path: Path) -> tuple[list[Sheet], dict[str, str]]:
    """The pages of a file and its properties."""
    sheets: list[Sheet] = []
    with opened(path) as document, table_finder(path) as finder:
        known = word_counts(document)
        for number in range(1, len(document) + 1):
            page = loaded(document, number, path.name)
            sheets.append(read_sheet(page, number, finder, sheets[-1].last_grid if sheets else None, known))
            page.close()
        properties = document.get_metadata_dict()
    if not any(sheet.text.strip() for sheet in sheets):
        raise ImportedFileError(
            f"{path.name} holds no text on any of its pages, so it may be scanned; add a version with text in it."
        )
    return sheets, properties


def _in_order(sheets: Sequence[Sheet]) -> list[Piece]:
    """The lines and tables of all pages as they are read."""
    flow: list[Piece] = []
    last_column = -1
    for sheet in sheets:
        page = in_reading_order(sheet.pieces, first_column=last_column + 1)
        last_column = max((piece.column for piece in page), default=last_column)
        flow += page
    return flow
