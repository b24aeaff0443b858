"""What kind of file somebody hands over, told by its content; its name is a hint only between kinds of text."""

import json
import re
import zipfile
from pathlib import Path
from typing import Literal

from corpus.importing.errors import ImportedFileError
from corpus.importing.text.encoding import decoded

Kind = Literal["PDF", "Word", "OpenDocument", "rich text", "HTML", "Markdown", "text"]

_TAKEN = "a PDF, a Word file (.docx, .odt, .rtf), a web page (.html), Markdown or plain text"
# What a file begins with, what that makes it, and what to do.
_REFUSED = (
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00{4}|II\*\x00|MM\x00\*|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1|avif)",
        "a picture",
        "",
    ),
    (rb"MZ(?=.{0,60}\x00)|\x7fELF|\xfe\xed\xfa|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|#! ?/", "a program", ""),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a|BZh\d1AY|\xfd7zXZ", "an archive", "unpack it and add the documents in it"),
    (rb"ID3[\x02-\x04]|OggS|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp", "a sound or film", ""),
    (rb"MIME-Version:|From: <Saved by", "a web archive", "save the page as HTML only"),
    (rb"%!PS", "a PostScript file", "save it as PDF"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Its streams have names in UTF-16; this one holds a file of today that a password locks.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIPPED = (
    ("word/", "Word"),
    ("xl/", "a spreadsheet"),
    ("ppt/", "a slide show"),
    ("META-INF/container.xml", "an e-book"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.DOTALL | re.IGNORECASE
)
_JSON = re.compile(r'(?:\[\s*)*(?:\{\s*"[^"\n]*"\s*:|"[^"\n]*"\s*,\s*["{\[\d])')
_TAG = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|table|br|span)\b[^<>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\((?:https?://|/|#)|^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$|\*\*\S", re.MULTILINE)
# So many signs make a text Markdown, and so many tags a part of a web page.
_FEWEST_SIGNS, _FEWEST_TAGS = 3, 5
_BEGINNING = 100_000


def kind_of(path: Path) -> Kind:
    """The kind of a file. Raises ImportedFileError for one that we do not take, and OSError if it cannot be read."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if b"%PDF-" in beginning[:1024]:
        return "PDF"
    if beginning.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if beginning.lstrip().startswith(b"{\\rtf"):
        return "rich text"
    if beginning.startswith(_OLD_OFFICE):
        raise _old_office(path)
    for signature, what, instead in _REFUSED:
        if re.match(signature, beginning, re.DOTALL):
            raise _refusal(path, what, instead)
    return _text_kind(path, decoded(beginning, whole=len(beginning) < _BEGINNING))


def _text_kind(path: Path, text: str | None) -> Kind:
    if text is None:
        raise _refusal(path, "no file of a kind that we know")
    if _HTML.match(text) or (path.suffix.lower() in (".html", ".htm") and _TAG.search(text)):
        return "HTML"
    if text.lstrip().startswith("<?xml"):
        raise _refusal(path, "data in XML")
    if _is_json(text):
        raise _refusal(path, "data in JSON")
    if path.suffix.lower() in (".md", ".markdown"):
        return "Markdown"
    if len(_TAG.findall(text)) >= _FEWEST_TAGS and text.lstrip().startswith("<"):
        return "HTML"
    signs = [found[0] for found in _MARKDOWN.finditer(text)]
    return "Markdown" if len(signs) >= _FEWEST_SIGNS and any(sign[0] == "#" for sign in signs) else "text"


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or JSON a line, or begins like it: a link in Markdown begins with a bracket too."""
    text = text.strip()
    if not text.startswith(("{", "[")):
        return False
    try:
        end = json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return bool(_JSON.match(text))
    return not text[end:].strip() or (text[0] == "{" and text[end:].lstrip().startswith("{"))


def _old_office(path: Path) -> ImportedFileError:
    if _LOCKED in path.read_bytes():
        return ImportedFileError(f"{path.name} is locked with a password; save it without one.")
    return _refusal(path, "an old Office file", "save it as .docx")


def _zipped(path: Path) -> Kind:
    """The kind of a ZIP file, by the names in it; nothing is unpacked but the line in which some say what they are."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ImportedFileError(f"{path.name} is damaged; save it again in the program that made it.") from error
    for beginning, what in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            if what == "Word":
                return "Word"
            raise _refusal(path, what, "save what it says as PDF or .docx")
    if "content.xml" in names and "mimetype" in names:
        return _open_document(path)
    raise _refusal(path, "an archive", "unpack it and add the documents in it")


def _open_document(path: Path) -> Kind:
    """Only texts are taken; what an OpenDocument file is stands in its first entry."""
    with zipfile.ZipFile(path) as archive, archive.open("mimetype") as entry:
        kind = entry.read(100)
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "OpenDocument"
    raise _refusal(path, "an OpenDocument file, but no text", "save what it says as PDF or .docx")


def _refusal(path: Path, what: str, instead: str = "") -> ImportedFileError:
    return ImportedFileError(f"{path.name} is {what}; {instead or f'add {_TAKEN}'}.")
