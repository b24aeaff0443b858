"""PDF files opened: what is wrong with them in one line, their properties, and the plain text of a page."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.importing.errors import ImportedFileError

MOST_PAGES = 2_000
# So many things drawn on a page are looked at.
MOST_DRAWN = 20_000
# A picture that covers more of a page than this lies behind its text.
_BACKGROUND = 0.85
_WORD = re.compile(r"[^\W\d_]+")


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF; no script in it runs and nothing it names is fetched.

    Raises ImportedFileError where it is encrypted or broken, or has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise ImportedFileError(_refusal(path, error)) from error
    try:
        if len(document) > MOST_PAGES:
            raise ImportedFileError(
                f"{path.name} has {len(document):,} pages, and at most {MOST_PAGES:,} are taken; split the file."
            )
        if not len(document):
            raise ImportedFileError(f"{path.name} has no pages; it may be broken: save it anew as PDF.")
        yield document
    finally:
        document.close()


def loaded(document: pypdfium2.PdfDocument, number: int, name: str) -> pypdfium2.PdfPage:
    """A page by its number, from 1, with the contents of its form fields as part of the page."""
    try:
        page = document[number - 1]
        if not _has_fields(page):
            return page
        # Pdfium reads the words of a page only, and the words in a field are none until they are drawn onto it.
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        return document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise ImportedFileError(f"{name} is broken at page {number}; save it anew as PDF.") from error


def plain_text(page: pypdfium2.PdfPage) -> str:
    """The text of a page as pdfium reads it, lines as they stand there."""
    textpage = page.get_textpage()
    try:
        text: str = textpage.get_text_range()
        return text.replace("\r\n", "\n")
    finally:
        textpage.close()


def word_counts(document: pypdfium2.PdfDocument) -> Counter[str]:
    """How often each word stands in the file, in small letters; of a broken page none."""
    counted: Counter[str] = Counter()
    for number in range(len(document)):
        with suppress(pypdfium2.PdfiumError):
            page = document[number]
            counted.update(_WORD.findall(plain_text(page).casefold()))
            page.close()
    return counted


def has_drawing(page: pypdfium2.PdfPage) -> bool:
    """Whether lines or boxes are drawn on the page, as many as the smallest table needs."""
    drawn = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)
    return sum(1 for _ in islice(drawn, 4)) == 4


def drawn_boxes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is drawn on the page, in the file's own coordinates."""
    drawn = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    return [thing.get_bounds() for thing in islice(drawn, MOST_DRAWN)]


def largest_picture(page: pypdfium2.PdfPage) -> float:
    """The share of the page that its largest picture takes, but for what lies behind all of it; 0 without pictures."""
    width, height = page.get_size()
    shares = [0.0]
    for thing in islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2), MOST_DRAWN):
        left, bottom, right, top = thing.get_bounds()
        shares.append((right - left) * (top - bottom) / max(width * height, 1))
    return max(share for share in shares if share < _BACKGROUND)


def _has_fields(page: pypdfium2.PdfPage) -> bool:
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            return True
    return False


def _refusal(path: Path, error: pypdfium2.PdfiumError) -> str:
    if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return f"{path.name} is locked with a password; save a copy without one and add that."
    return f"{path.name} is broken or no PDF; open it in a PDF reader and save it anew as PDF."
