"""PDF file -> draft: read the pages, leave out what repeats on them, put the lines in order, then into parts."""

from pathlib import Path

from corpus.importing.draft import Draft
from corpus.importing.errors import ImportedFileError
from corpus.importing.pdf.blocks import in_blocks, setting_of, with_notes
from corpus.importing.pdf.contents import without_contents
from corpus.importing.pdf.furniture import Sheet, without_furniture
from corpus.importing.pdf.hyphens import vocabulary
from corpus.importing.pdf.notes import without_notes
from corpus.importing.pdf.page.characters import page_words
from corpus.importing.pdf.page.layout import Piece, in_reading_order
from corpus.importing.pdf.page.lines import Line, segments
from corpus.importing.pdf.page.opened import has_drawing, loaded, opened, plain_text
from corpus.importing.pdf.page.tables import Grid, filled, table_finder
from corpus.importing.pdf.parts import parts_of
from corpus.importing.pdf.properties import stated_from_properties


def read_pdf(path: Path) -> Draft:
    """Read a PDF.

    Raises ImportedFileError where it is encrypted or broken, holds no text, or has too many pages.
    """
    with opened(path) as document, table_finder(path) as finder:
        texts: list[str] = []
        sheets: list[Sheet] = []
        above: Grid | None = None
        for number in range(1, len(document) + 1):
            page = loaded(document, number, path.name)
            texts.append(plain_text(page))
            words = page_words(page)
            boxes = finder.boxes(number) if has_drawing(page) else []
            grids, rest = filled(boxes, words.level, number, above)
            above = grids[-1] if grids else None
            sheets.append(Sheet(number, page.get_height(), (*grids, *segments(rest, number))))
            page.close()
        properties = document.get_metadata_dict()
    if not any(map(str.strip, texts)):
        raise ImportedFileError(f"{path.name} holds no text on any page: it may be scanned; add a file with text.")
    kept, left_out = without_furniture(sheets)
    flow: list[Piece] = []
    for sheet in kept:
        flow += in_reading_order(sheet.pieces, first_column=flow[-1].column + 1 if flow else 0)
    flow, contents = without_contents(flow)
    left_out += contents
    setting = setting_of(flow)
    known = vocabulary(piece.text for piece in flow if isinstance(piece, Line))
    flow, notes = without_notes(flow, setting.size)
    blocks = with_notes(in_blocks(flow, setting), notes)
    parts, repeated = parts_of(blocks, setting, known)
    left_out += repeated
    return Draft(
        tuple(parts), tuple(texts), paged=True, stated=stated_from_properties(properties), left_out=tuple(left_out)
    )
