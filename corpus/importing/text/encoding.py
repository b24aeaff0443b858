"""Bytes -> text, whatever encoding a file was saved in."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Text has hardly any control characters besides white space; of other content they are a tenth and more.
_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 27), *range(28, 32), 127]))
_MOST_CONTROLS = 0.01
# In UTF-16 the one half of most English characters is zero, and the other never is.
_ZEROS, _NO_ZEROS = 0.8, 0.05
_UNKNOWN = "\ufffd"


def decoded(content: bytes, *, whole: bool = True) -> str | None:
    """The text with line feeds at its lines' ends; None where the bytes are no text.

    A byte order mark says the encoding. Without one, bytes that are not UTF-8 are windows-1252, as older programs save.
    Not `whole` is the beginning of a file, whose last character may be cut.
    """
    text = _text(content, whole=whole)
    if text is None or sum(sign in _CONTROLS for sign in text) > len(text) * _MOST_CONTROLS:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _text(content: bytes, *, whole: bool) -> str | None:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    # Zeros are letters in UTF-8 too, so UTF-16 is tried first.
    for encoding in marked[:1] or [*_without_mark(content), "utf-8"]:
        try:
            return codecs.getincrementaldecoder(encoding)().decode(content, final=whole)
        except UnicodeDecodeError:
            continue
    return _damaged(content) or _windows(content)


def _damaged(content: bytes) -> str | None:
    """UTF-8 of which few bytes are wrong: other encodings hardly hold anything that is UTF-8."""
    text = content.decode("utf-8", "replace")
    strange = sum(sign > "\x7f" for sign in text)
    return text if text.count(_UNKNOWN) * 2 < strange else None


def _windows(content: bytes) -> str | None:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _without_mark(content: bytes) -> list[str]:
    """UTF-16 without a byte order mark, where the zeros among the bytes say so."""
    sample = content[:2000]
    halves = len(sample) // 2
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if second > halves * _ZEROS and first <= halves * _NO_ZEROS:
        return ["utf-16-le"]
    return ["utf-16-be"] if first > halves * _ZEROS and second <= halves * _NO_ZEROS else []
