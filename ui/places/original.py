"""The file that a document was made from, as it was received: which it is, and how a browser may show it."""

from dataclasses import dataclass
from pathlib import Path

from corpus.added.folder import original_of, report_of
from corpus.document import Document
from corpus.errors import EvenhandError

_KINDS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".rtf": "Rich text",
    ".html": "Web page",
    ".htm": "Web page",
    ".md": "Markdown",
    ".txt": "Plain text",
}
_PDF, _PDF_BEGINS, _LOOKED_AT = "application/pdf", b"%PDF-", 1024
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "private, no-cache"}
# The browser's own viewer draws a PDF; nothing in it may run, be fetched or be sent.
_VIEWED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'"
_DOWNLOADED = "sandbox; default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was received, and how many pages it has (None where it has none)."""

    path: Path
    pages: int | None

    @property
    def kind(self) -> str:
        """What sort of file it is, in a word or two; "" for one that we do not know."""
        return _KINDS.get(self.path.suffix.lower(), "")

    @property
    def is_pdf(self) -> bool:
        """Whether it begins as a PDF does: its name is not proof."""
        with self.path.open("rb") as file:
            return _PDF_BEGINS in file.read(_LOOKED_AT)

    @property
    def name(self) -> str:
        """What a browser calls the file that it saves: the document's id, with the ending of the file."""
        return f"{self.path.parent.name}{self.path.suffix}"


def original_of_document(library: Path, document: Document) -> Original | None:
    """The file; None for a document that comes with Evenhand, and where the file is gone."""
    if document.added is None:
        return None
    folder = library / document.id
    try:
        return Original(original_of(folder), report_of(folder).pages)
    except EvenhandError:
        return None


def serving(original: Original) -> tuple[str, str, dict[str, str]]:
    """The media type, "inline" or "attachment", and the headers to serve it with.

    Only a PDF is shown by the browser. Everything else is downloaded, as a file of no particular kind: a web page that
    somebody added never runs here.
    """
    if original.is_pdf:
        return _PDF, "inline", {**_ALWAYS, "Content-Security-Policy": _VIEWED}
    return "application/octet-stream", "attachment", {**_ALWAYS, "Content-Security-Policy": _DOWNLOADED}
