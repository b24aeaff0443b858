"""The subcommand `library`: what is in the library, and how documents are added to it, replaced and removed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from corpus.document import Status
from corpus.errors import CorpusError
from ui.cli.opening import document_ids, plain_errors, watching

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.document import Document


@click.group("library")
def library_command() -> None:
    """List the library's documents; add, check, replace and remove your own."""


@library_command.command("list")
def list_command() -> None:
    """List all documents: those that come with Evenhand, then your own."""
    from ui.cli.library.text import listed

    with plain_errors():
        settings = _settings()
        for id_ in document_ids(settings):
            try:
                click.echo(listed(_document(id_, settings)))
            except CorpusError as error:  # one that was corrected wrongly by hand hides no other
                click.echo(f"{id_}\n    {error}")


@library_command.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER…")
@click.option("--title", help="Its title, instead of the one in the file.")
@click.option("--publisher", help="Who published it.")
@click.option("--author", help="Who wrote it.")
@click.option("--published", help="When: 2024, 2024-03 or 2024-03-12.")
@click.option("--version", help="Its version.")
@click.option("--review-due", help="When it is to be reviewed: 2026, 2026-03 or 2026-03-12.")
@click.option("--status", type=click.Choice(get_args(Status)), help="Whether it is current (the default).")
@click.option("--replace", is_flag=True, help="Take the place of documents with the same titles.")
def add(paths: tuple[Path, ...], replace: bool, **given: Any) -> None:
    """Add PDF, Word, OpenDocument, rich text, HTML, Markdown or text files, or all files of a folder.

    All files are looked at first. Those that cannot be taken are named, and the others are added; the exit status is
    then 1.
    """
    from ui.cli.library.adding import add_files, files_of, given_of

    files = list(files_of(paths))
    if given["title"] and len(files) > 1:
        raise click.UsageError("--title goes with one file.")
    with plain_errors():
        whole = add_files(files, given_of(given), _settings(), replace=replace)
    raise SystemExit(0 if whole else 1)


@library_command.command()
@click.argument("id_", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
def replace(id_: str, file: Path) -> None:
    """Replace the document ID by a newer version, and say what changed."""
    from ui.cli.library.adding import replace_by

    with plain_errors():
        replace_by(id_, file, _settings())


@library_command.command()
@click.argument("id_", metavar="ID")
def remove(id_: str) -> None:
    """Remove the document ID, with the file as received."""
    from assistant import changes

    with plain_errors():
        with watching() as watch:
            changes.remove(id_, _settings(), watch)
        click.echo(f"Removed '{id_}'.")


@library_command.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> None:
    """Show what is known of the document ID, its headings as understood, and what its import did."""
    from ui.cli.library.text import shown

    with plain_errors():
        settings = _settings()
        document = _document(id_, settings)
        click.echo(shown(document, _place(document, settings) if document.added else None))


@library_command.command()
@click.argument("ids", nargs=-1, metavar="[ID]…")
def check(ids: tuple[str, ...]) -> None:
    """Check documents word for word against what was received: all, or those named. Exit with 1 if one differs.

    It also counts the questions that the catalogue says no document answers, and that one may answer now.
    """
    from ui.cli.library.checking import check_documents, gaps_out_of_force
    from ui.cli.library.text import checked, out_of_force

    with plain_errors():
        settings = _settings()
        results = check_documents(ids, settings)
        click.echo("\n".join(checked(result) for result in results))
        for result in results:
            for problem in result.problems:
                click.echo(f"{result.document}: {problem}", err=True)
        gaps = gaps_out_of_force(settings)
    if gaps:
        click.echo(f"\n{out_of_force(gaps)}")
    raise SystemExit(1 if any(result.problems for result in results) else 0)


@library_command.command()
@click.argument("id_", metavar="ID")
@click.option("--model", help="The language model, for example ollama:NAME; without it the one that is set.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write instead of ID.questions.yaml."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def questions(id_: str, model: str | None, output: Path | None, force: bool) -> None:
    """Have a language model draft questions that the document ID answers, into a file for you to review.

    They help to find the document's passages once you have put them into its folder. Nothing needs them.
    """
    from assistant.settings import load_settings
    from ui.cli.library.drafting import draft_file

    with plain_errors():
        settings = load_settings(model)
        document = _document(id_, settings)
        whole = draft_file(
            id_, settings, _catalogue(document, settings), output or Path(f"{id_}.questions.yaml"), force=force
        )
    raise SystemExit(0 if whole else 1)


@library_command.command()
@click.argument("arguments", nargs=-1, required=True, metavar="ID… FOLDER")
@click.option("--all", "every", is_flag=True, help="Export all documents; then only the folder is named.")
def export(arguments: tuple[str, ...], every: bool) -> None:
    """Copy documents into FOLDER: the file as received, the document made from it, and the report of its import."""
    from corpus.added.export import export_document

    *ids, folder = arguments
    if every == bool(ids):
        raise click.UsageError("Name the documents and a folder, or --all and a folder.")
    with plain_errors():
        settings = _settings()
        wanted = [_document(id_, settings) for id_ in (document_ids(settings) if every else ids)]
        for document in wanted:
            source = _place(document, settings)
            export_document(source, document.id if source.is_dir() else source.name, Path(folder))
    click.echo(f"Exported {len(wanted)} document{'' if len(wanted) == 1 else 's'} to {folder}.")


def _settings() -> "Settings":
    from assistant.settings import load_settings

    return load_settings()


def _document(id_: str, settings: "Settings") -> "Document":
    from corpus.added.folder import load_added
    from corpus.load import curated_ids, load_document

    if settings.curated and id_ in curated_ids():
        return load_document(settings.curated / f"{id_}.md")
    return load_added(settings.library, id_)


def _place(document: "Document", settings: "Settings") -> Path:
    """The folder of an added document, the file of one that comes with Evenhand."""
    if document.added or settings.curated is None:
        return settings.library / document.id
    return settings.curated / f"{document.id}.md"


def _catalogue(document: "Document", settings: "Settings") -> Path:
    """The file of a document's catalogue, which need not be there."""
    from corpus.added.folder import CATALOGUE
    from corpus.catalogue import catalogue_of

    if document.added or settings.curated is None:
        return settings.library / document.id / f"{CATALOGUE}.yaml"
    return catalogue_of(settings.curated) / f"{document.id}.yaml"
