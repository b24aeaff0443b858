"""A file as received -> the Markdown body of a document, what the file states of itself, and a report."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus.fidelity import curated_words
from corpus.importing.draft import Draft, Stated
from corpus.importing.errors import ImportedFileError
from corpus.importing.escape import folded
from corpus.importing.receive import read_file
from corpus.importing.reporting.losses import lost_from
from corpus.importing.reporting.report import Report, report_of
from corpus.importing.statements.stated import stated_in
from corpus.importing.statements.title import title_of
from corpus.importing.writing.write import as_markdown


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as a document; `pages` holds the plain text of its pages (one where it is not `paged`)."""

    stated: Stated
    body: str
    pages: tuple[str, ...]
    paged: bool
    report: Report


def convert(path: Path, given: Stated, checking: Callable[[], object] | None = None) -> Converted:
    """Read a file of any kind we take; what is `given` counts before what the text states, and that before properties.

    The title is never None: where none is stated, it is the first top heading, or else the file's name. `checking` is
    called when the file has been read, before it is proved that nothing was lost. Raises
    ImportedFileError where the file cannot be taken.
    """
    draft = read_file(path)
    body = as_markdown(draft.parts)
    if not body:
        raise ImportedFileError(f"{path.name} holds no text that could be asked; add a file with text in it.")
    if checking:
        checking()
    lost = lost_from(body, draft.pages, draft.left_out)
    report = report_of(draft, len(curated_words(body)), lost)
    text = stated_in(draft)
    stated = _merged(given, text, _without_typist(draft))
    title = given.title or title_of(draft, text.title, path.stem)
    return Converted(replace(stated, title=title), body, draft.pages, draft.paged, report)


def _without_typist(draft: Draft) -> Stated:
    """What the file's properties state; who typed it there is its author only if its text names them."""
    author = draft.stated.author
    named = author and folded(author).casefold() in folded(" ".join(draft.pages)).casefold()
    return draft.stated if named else replace(draft.stated, author=None)


def _merged(*sources: Stated) -> Stated:
    """Of each field what the first source says that says anything."""
    fields: dict[str, str] = {}
    for source in reversed(sources):
        fields |= {name: value for name, value in asdict(source).items() if value}
    return Stated(**fields)
