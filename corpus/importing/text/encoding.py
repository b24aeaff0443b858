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


def decoded(content: bytes) -> str | None:
    """The text with line feeds at its lines' ends; None where the bytes are no text.

    A byte order mark says the encoding. Without one, bytes that are not UTF-8 are windows-1252, as older programs save.
    """
    text = _text(content)
    if text is None or sum(sign in _CONTROLS for sign in text) > len(text) * _MOST_CONTROLS:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _text(content: bytes) -> str | None:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked[:1] or ["utf-8", *_without_mark(content), "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _without_mark(content: bytes) -> list[str]:
    """UTF-16 without a byte order mark: in English every other byte is zero."""
    sample = content[:1000]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.4:
        return []
    return ["utf-16-le"] if sample[1::2].count(0) > sample[::2].count(0) else ["utf-16-be"]
