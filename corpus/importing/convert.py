"""A file as received -> the Markdown body of a document, what the file states of itself, and a report."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus.fidelity import curated_words
from corpus.importing.draft import Draft, Heading, Stated
from corpus.importing.errors import ImportedFileError
from corpus.importing.losses import lost_from
from corpus.importing.receive import read_file
from corpus.importing.report import Report, report_of
from corpus.importing.write import as_markdown


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as a document; `pages` holds the plain text of its pages (one where it is not `paged`)."""

    stated: Stated
    body: str
    pages: tuple[str, ...]
    paged: bool
    report: Report


def convert(path: Path, given: Stated) -> Converted:
    """Read a file of any kind we take; what is `given` of it counts before what it states of itself.

    The title is never None: where none is stated, it is the first top heading, or else the file's name. Raises
    ImportedFileError where the file cannot be taken.
    """
    draft = read_file(path)
    body = as_markdown(draft.parts)
    if not body:
        raise ImportedFileError(f"{path.name} holds no text that could be asked; add a file with text in it.")
    lost = lost_from(body, draft.pages, draft.left_out)
    report = report_of(draft, len(curated_words(body)), lost)
    stated = _merged(given, draft.stated)
    stated = replace(stated, title=stated.title or _first_heading(draft) or path.stem)
    return Converted(stated, body, draft.pages, draft.paged, report)


def _merged(*sources: Stated) -> Stated:
    """What the first of the sources that says it says."""
    fields: dict[str, str] = {}
    for source in reversed(sources):
        fields |= {name: value for name, value in asdict(source).items() if value}
    return Stated(**fields)


def _first_heading(draft: Draft) -> str | None:
    """The first of the highest headings; None where there is no heading."""
    headings = [part for part in draft.parts if isinstance(part, Heading)]
    return min(headings, key=lambda heading: heading.level).text if headings else None
