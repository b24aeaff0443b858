"""A file as received -> its draft: what it really is and how large, then the converter for its kind."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.importing.draft import Draft
from corpus.importing.errors import ImportedFileError
from corpus.importing.kind import Kind, kind_of

_MEGABYTE = 1_000_000
LARGEST = 200 * _MEGABYTE
# A text of this size has 3,000 pages.
_LARGEST_TEXT = 10 * _MEGABYTE
_NAMES: dict[str, Kind] = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".docm": "Word",
    ".odt": "OpenDocument",
    ".rtf": "rich text",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
}
_SAID: dict[Kind, str] = {
    "PDF": "a PDF",
    "Word": "a Word file",
    "OpenDocument": "an OpenDocument text",
    "rich text": "rich text",
    "HTML": "a web page",
    "Markdown": "Markdown",
    "text": "plain text",
}


def read_file(path: Path) -> Draft:
    """What the converter for the file's kind makes of it; the kind is told by the content.

    A file under a false name is read as what it is, and a doubt says so. Raises ImportedFileError in one line that says
    which file, why, and what to do.
    """
    try:
        _check_size(path)
        kind = kind_of(path)
        if kind in ("Markdown", "text", "rich text") and path.stat().st_size > _LARGEST_TEXT:
            raise ImportedFileError(f"{path.name} is over {_LARGEST_TEXT // _MEGABYTE} MB of text; split it.")
        draft = _converter(kind)(path)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise ImportedFileError(f"{path.name} cannot be read ({reason}); check who may open it.") from error
    named = _NAMES.get(path.suffix.lower())
    if named in (None, kind):
        return draft
    doubt = f"The name says that this is {_SAID[named]}, but it is {_SAID[kind]} and was read as that."
    return replace(draft, doubts=(doubt, *draft.doubts))


def _check_size(path: Path) -> None:
    if not path.exists():
        raise ImportedFileError(f"There is no file {path}; check its name.")
    if path.is_dir():
        raise ImportedFileError(f"{path} is a folder; name the files in it.")
    if not path.is_file():
        raise ImportedFileError(f"{path} is no file that can be read; save the document as a file.")
    size = path.stat().st_size
    if not size:
        raise ImportedFileError(f"{path.name} is empty; check that it was saved or copied whole.")
    if size > LARGEST:
        raise ImportedFileError(
            f"{path.name} has {size // _MEGABYTE:,} MB, and at most {LARGEST // _MEGABYTE} are taken; "
            "leave out its pictures, or split it."
        )


def _converter(kind: Kind) -> Callable[[Path], Draft]:
    """The converters are imported here because the libraries that they need are slow to load."""
    if kind == "PDF":
        from corpus.importing.pdf import read_pdf

        return read_pdf
    if kind == "Word":
        from corpus.importing.word import read_word

        return read_word
    if kind == "OpenDocument":
        from corpus.importing.odf import read_odt

        return read_odt
    return _text_converter(kind)


def _text_converter(kind: Kind) -> Callable[[Path], Draft]:
    if kind == "rich text":
        from corpus.importing.text.rich import read_rtf

        return read_rtf
    if kind == "HTML":
        from corpus.importing.web import read_html

        return read_html
    if kind == "Markdown":
        from corpus.importing.marked.scraped import read_markdown

        return read_markdown
    from corpus.importing.text.wrapped import read_text

    return read_text
