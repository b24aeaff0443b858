"""The characters of a PDF page: where each stands, how large and how bold."""

import ctypes
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

# Pdfium gives these for a hyphen at a line's end.
_HYPHENS = frozenset("\x02\ufffe")
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
# What stands for a character of which the file does not say which it is.
UNREAD = frozenset("\x00\ufffd\uffff")


class Character(NamedTuple):
    """A character as it is set; positions in points from the top left corner of the page as it is shown."""

    text: str
    left: float
    right: float
    baseline: float
    style: "Style"


class Style(NamedTuple):
    """How the characters of one text object are set."""

    size: float
    bold: bool
    colour: int
    level: bool


def page_characters(page: pypdfium2.PdfPage) -> list[Character]:
    """The characters of a page in the order of the file, with spaces where pdfium sees any."""
    textpage = page.get_textpage()
    try:
        return list(_characters(page, textpage))
    finally:
        textpage.close()


def _characters(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Iterator[Character]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    placed = Placing(page)
    styles: dict[int, Style] = {}
    for place in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        text = _normal(chr(code)) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if not text:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, place, box)
        pdfium.FPDFText_GetCharOrigin(textpage, place, x, y)
        drawn = pdfium.FPDFText_GetTextObject(textpage, place)
        address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if address not in styles:
            styles[address] = _style(textpage, place, drawn, placed.turn)
        corners = placed.point(box.left, box.bottom)[0], placed.point(box.right, box.top)[0]
        baseline = placed.point(x.value, y.value)[1]
        yield Character(text, min(corners), max(corners), baseline, styles[address])


class Placing:
    """Where a point of the file lies on the page as it is shown, from its top left corner."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.turn: int = page.get_rotation() // 90
        self._box: tuple[float, float, float, float] = page.get_bbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point from the left and from the top."""
        left, bottom, right, top = self._box
        places = (x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x)
        return places[self.turn]


def _style(textpage: pypdfium2.PdfTextPage, place: int, drawn: object, turn: int) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, place, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    across, along = (matrix.a, matrix.b) if turn % 2 == 0 else (matrix.b, matrix.a)
    level = not drawn or abs(across) >= abs(along)
    return Style(pdfium.FPDFText_GetFontSize(textpage, place) * scale, _bold(drawn), _colour(drawn), level)


def _bold(drawn: object) -> bool:
    if not drawn:
        return False
    if pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
        return True
    font = pdfium.FPDFTextObj_GetFont(drawn)
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, 256)
    known = name.value.decode("utf-8", "replace").casefold()
    return any(part in known for part in _BOLD_NAMES) or pdfium.FPDFFont_GetWeight(font) > _BOLD_WEIGHT


def _colour(drawn: object) -> int:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not drawn or not pdfium.FPDFPageObj_GetFillColor(drawn, *parts):
        return 0
    return (parts[0].value << 16) + (parts[1].value << 8) + parts[2].value


def _normal(character: str) -> str:
    """A character as it is read: ligatures as letters, every white space as a space, nothing for what has no width."""
    if character in _HYPHENS:
        return "-"
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    if character in UNREAD:
        return character
    if character.isspace() or character == "\u2060":
        return " " if character != "\u2060" else ""
    return "" if unicodedata.category(character) in {"Cf", "Cc"} and character != "\u00ad" else character
