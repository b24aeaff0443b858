"""The characters of a PDF page as words: where each stands, how large and how bold."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

# Pdfium gives these for a hyphen at a line's end.
_HYPHENS = frozenset("\x02\ufffe")
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
# What stands further apart than this share of the size belongs to two words.
_WORD_GAP = 0.25
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNREAD = frozenset("\x00\ufffd\uffff")
_NOTHING = dict.fromkeys(map(ord, _UNREAD))
_LONG_WORD = re.compile(r"[^\W\d_]{3}\W*$")


class Word(NamedTuple):
    """A word as it is set; positions in points from the top left corner of the page as it is shown."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    colour: int = 0


class PageWords(NamedTuple):
    """The words of a page: those set level, those set at an angle, and how many characters no letter is known for."""

    level: list[Word]
    turned: list[Word]
    unread: int


class _Character(NamedTuple):
    text: str
    left: float
    right: float
    baseline: float
    style: "_Style"


class _Style(NamedTuple):
    """How the characters of one text object are set."""

    size: float
    bold: bool
    colour: int
    level: bool


def page_words(page: pypdfium2.PdfPage) -> PageWords:
    """The words of a page in the order of the file."""
    textpage = page.get_textpage()
    try:
        characters = list(_characters(page, textpage))
    finally:
        textpage.close()
    level: list[Word] = []
    turned: list[Word] = []
    unread = 0
    for group in _grouped(characters):
        unread += sum(character.text in _UNREAD for character in group)
        for part in _without_note_number(group):
            text = "".join(character.text for character in part).translate(_NOTHING)
            if level and _is_note_number(level[-1], part):
                text = text.translate(_RAISED)
            if text:
                (level if part[0].style.level else turned).append(_word(text, part))
    return PageWords(level, turned, unread)


def _word(text: str, group: list[_Character]) -> Word:
    largest = max(group, key=lambda character: character.style.size)
    bold = sum(character.style.bold for character in group) * 2 > len(group)
    left, right = min(character.left for character in group), max(character.right for character in group)
    return Word(text, left, right, largest.baseline, largest.style.size, bold, largest.style.colour)


def _grouped(characters: list[_Character]) -> Iterator[list[_Character]]:
    """The characters in words: they part at white space, at a gap, and where the next is on another line."""
    group: list[_Character] = []
    for character in characters:
        if group and (character.text.isspace() or not _goes_on(group[-1], character)):
            yield group
            group = []
        if not character.text.isspace():
            group.append(character)
    if group:
        yield group


def _goes_on(before: _Character, after: _Character) -> bool:
    if not (before.style.level and after.style.level):
        return before.style.level == after.style.level
    size = max(before.style.size, after.style.size)
    gap = after.left - before.right
    return abs(after.baseline - before.baseline) < size / 2 and -size < gap < _WORD_GAP * size


def _without_note_number(group: list[_Character]) -> Iterator[list[_Character]]:
    """A word and the raised number of a footnote after it, or the word by itself."""
    end = len(group)
    while end and group[end - 1].text.isdigit():
        end -= 1
    word = "".join(character.text for character in group[:end])
    if 0 < end < len(group) and _LONG_WORD.search(word) and _raised(group[end - 1], group[end]):
        yield group[:end]
        yield group[end:]
    else:
        yield group


def _is_note_number(before: Word, group: list[_Character]) -> bool:
    """Whether a group is the raised number of a footnote, not a power as in "kg/m2"."""
    if not all(character.text.isdigit() for character in group) or not _LONG_WORD.search(before.text):
        return False
    return _raised(before, group[0]) and group[0].left - before.right < before.size


def _raised(before: Word | _Character, after: _Character) -> bool:
    size = before.size if isinstance(before, Word) else before.style.size
    return after.style.size < 0.85 * size and 0.15 * size < before.baseline - after.baseline < size


def _characters(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Iterator[_Character]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    placed = Placing(page)
    styles: dict[int, _Style] = {}
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
        yield _Character(text, min(corners), max(corners), baseline, styles[address])


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


def _style(textpage: pypdfium2.PdfTextPage, place: int, drawn: object, turn: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, place, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    across, along = (matrix.a, matrix.b) if turn % 2 == 0 else (matrix.b, matrix.a)
    level = not drawn or abs(across) >= abs(along)
    return _Style(pdfium.FPDFText_GetFontSize(textpage, place) * scale, _bold(drawn), _colour(drawn), level)


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
    if character in _UNREAD:
        return character
    if character.isspace() or character == "\u2060":
        return " " if character != "\u2060" else ""
    return "" if unicodedata.category(character) in {"Cf", "Cc"} and character != "\u00ad" else character
