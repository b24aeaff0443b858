"""The folder of added documents: a folder each, with the file as received and the document made from it."""

import hashlib
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.importing.reporting.report import Report
from corpus.load import curated_ids, load_document

DOCUMENT, PAGES, REPORT, ORIGINAL = "document.md", "pages.txt", "report.json", "original"
# What the catalogue in a document's folder is called, without the ending.
CATALOGUE = "catalogue"
PAGE_BREAK = "\f"
# What an index depends on.
_READ = (DOCUMENT, PAGES, REPORT, f"{CATALOGUE}.yaml", f"{CATALOGUE}.gaps.yaml")


def added_ids(library: Path | None) -> list[str]:
    """The ids of the added documents, in order; none where there is no folder."""
    if library is None or not library.is_dir():
        return []
    return sorted(
        folder.name for folder in library.iterdir() if not folder.name.startswith(".") and (folder / DOCUMENT).exists()
    )


def check_is_added(library: Path, id_: str) -> None:
    """Raises CorpusError where there is no added document of that id."""
    if id_ not in added_ids(library):
        raise CorpusError(f"There is no added document '{id_}'; 'evenhand library list' lists them.")


def load_added(library: Path, id_: str) -> Document:
    """One added document. Raises CorpusError when there is none of that id, or it is not as it must be."""
    check_is_added(library, id_)
    document = load_folder(library / id_)
    if document.id != id_:
        raise CorpusError(f"{id_}/{DOCUMENT}: its id is '{document.id}'; the folder must be called the same.")
    if id_ in curated_ids():
        raise CorpusError(f"{id_}/{DOCUMENT}: a document that comes with Evenhand has this id; take another one.")
    return document


def load_folder(folder: Path) -> Document:
    """The document of one folder. Raises CorpusError when it is not as it must be."""
    return load_document(folder / DOCUMENT, f"{folder.name}/{DOCUMENT}")


def fingerprints(library: Path | None) -> dict[str, str]:
    """What changes whenever an index must be made anew, by the id of each added document; they are not parsed."""
    return {id_: fingerprint_of(library / id_) for id_ in added_ids(library)} if library else {}


def fingerprint_of(folder: Path) -> str:
    """What changes with anything in one document's folder that an index depends on."""
    digest = hashlib.sha256()
    for name in _READ:
        content = _content(folder / name)
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """Nothing where there is no such file, and where a newer version takes its place at this moment."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def text_of_pages(folder: Path) -> list[str]:
    """The plain text of the original's pages, one where it has none; nothing where it was not kept."""
    path = folder / PAGES
    return path.read_text(encoding="utf-8").split(PAGE_BREAK) if path.exists() else []


def numbered_pages(folder: Path) -> list[str]:
    """The same, and nothing where the original has no pages."""
    made_by_hand = not (folder / REPORT).exists()
    return [] if made_by_hand or report_of(folder).pages is None else text_of_pages(folder)


def report_of(folder: Path) -> Report:
    """What the import did. Raises CorpusError where that cannot be read."""
    try:
        return Report.from_json((folder / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{folder.name}/{REPORT} cannot be read; add the document again.") from error


def original_of(folder: Path) -> Path:
    """The file as received. Raises CorpusError where it is gone."""
    found = sorted(folder.glob(f"{ORIGINAL}.*")) or [path for path in (folder / ORIGINAL,) if path.exists()]
    if not found:
        raise CorpusError(f"The file that '{folder.name}' was made from is gone; add it again.")
    return found[0]
