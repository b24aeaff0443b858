"""What `library add` and `library replace` do: all files are looked at before anything is loaded."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from tqdm import tqdm

from corpus.added.staging import Given, SameFileError, Staged, as_newer, discard, stage
from corpus.document import Status
from corpus.errors import EvenhandError
from corpus.importing.draft import Stated
from ui.cli.library.text import added
from ui.cli.opening import watching

if TYPE_CHECKING:
    from assistant.settings import Settings


def files_of(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and those of the folders with all that is below, but for hidden ones."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield file


def given_of(options: dict[str, Any]) -> Given:
    """What the options of the command line say of a document."""
    status = cast("Status | None", options.pop("status"))
    return Given(Stated(**options), status)


def add_files(files: Sequence[Path], given: Given, settings: "Settings", *, replace: bool) -> bool:
    """Add those files that can be; whether all could. What is wrong with the others is said, each in one line."""
    staged: list[Staged] = []
    try:
        problems = list(_stage(files, given, settings, staged))
        if replace:
            staged[:] = [as_newer(settings.library, one) for one in staged]
        good = _addable(staged, problems)
        for problem in problems:
            click.echo(problem, err=True)
        _add(good, settings)
    finally:
        for one in staged:
            discard(one)
    return not problems


def replace_by(id_: str, file: Path, settings: "Settings") -> None:
    """Replace a document by a newer version; nothing where it is made from the very same file."""
    try:
        staged = stage(settings.library, file, replaces=id_)
    except SameFileError as same:
        click.echo(str(same))
        return
    try:
        _add([staged], settings)
    finally:
        discard(staged)


def _stage(files: Sequence[Path], given: Given, settings: "Settings", staged: list[Staged]) -> Iterator[str]:
    """Stage the files that can be taken, and say what is wrong with the others."""
    for file in tqdm(files, desc="read", unit="file", file=sys.stderr, disable=not sys.stderr.isatty(), delay=0.5):
        try:
            staged.append(stage(settings.library, file, given))
        except SameFileError as same:
            tqdm.write(str(same), file=sys.stdout)
        except EvenhandError as error:
            yield str(error)


def _addable(staged: Sequence[Staged], problems: list[str]) -> list[Staged]:
    """Those that can be added; why the others cannot is put with the problems."""
    good: dict[str, Staged] = {}
    for one in staged:
        other = good.get(one.document.id)
        if one.problem:
            problems.append(one.problem)
        elif other and other.document.sha256 == one.document.sha256:
            click.echo(f"{one.name} is the same file as {other.name}; there is nothing to do.")
        elif other:
            problems.append(f"{one.name}: {other.name} has the same title; add it by itself, with another --title.")
        else:
            good[one.document.id] = one
    return list(good.values())


def _add(staged: Sequence[Staged], settings: "Settings") -> None:
    from assistant import changes

    if not staged:
        return
    with watching() as watch:
        done = changes.add(staged, settings, watch)
    click.echo("\n\n".join(added(one) for one in done))
