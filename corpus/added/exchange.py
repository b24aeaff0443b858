"""Documents enter the library and leave it by one rename each; what a crash left in between is put right.

Whoever calls these holds the lock of the library. A change can be taken back until it is sealed.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.added.folder import CATALOGUE, DOCUMENT, check_is_added, load_folder
from corpus.added.staging import Staged
from corpus.catalogue import load_catalogue, load_gaps
from corpus.errors import CorpusError

# A document that makes room for a newer version comes back after a crash, unless that one is there; a removed one stays
# away.
_REPLACED, _REMOVED = ".replaced", ".removed"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A change of the library: where a folder went from and to, in the order in which it happened."""

    moves: tuple[tuple[Path, Path], ...]
    left: Path | None = None

    def take_back(self) -> None:
        """Leave the library as it was before."""
        for source, target in reversed(self.moves):
            target.rename(source)

    def seal(self) -> None:
        """Forget what the change took out of the library."""
        if self.left:
            shutil.rmtree(self.left, ignore_errors=True)


def put_in(library: Path, staged: Staged) -> Exchange:
    """Put a staged document into the library, in the place of the one that it replaces. Raises CorpusError."""
    if staged.problem:
        raise CorpusError(staged.problem)
    place = library / staged.document.id
    if staged.replaces is None:
        if place.exists():
            raise CorpusError(f"{staged.name}: there is a folder '{place.name}' in the library already; move it away.")
        return _moved([(staged.ready, place)])
    if not place.exists():
        raise CorpusError(f"{staged.name}: there is no '{place.name}' to replace any more; add it as a new document.")
    _keep_catalogue(place, staged.ready)
    old = library / _REPLACED / place.name
    old.parent.mkdir(exist_ok=True)
    return _moved([(place, old), (staged.ready, place)], old)


def take_out(library: Path, id_: str) -> Exchange:
    """Take a document out of the library. Raises CorpusError where it is not there."""
    check_is_added(library, id_)
    gone = library / _REMOVED / id_
    gone.parent.mkdir(exist_ok=True)
    shutil.rmtree(gone, ignore_errors=True)
    return _moved([(library / id_, gone)], gone)


def recover(library: Path) -> None:
    """Put right what a crash left: a document without its newer version comes back, and nothing else remains."""
    for old in _inside(library / _REPLACED):
        if (library / old.name / DOCUMENT).exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(library / old.name)
    for gone in _inside(library / _REMOVED):
        shutil.rmtree(gone, ignore_errors=True)


def _inside(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _moved(moves: list[tuple[Path, Path]], left: Path | None = None) -> Exchange:
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except BaseException:
        Exchange(tuple(done)).take_back()
        raise
    return Exchange(tuple(done), left)


def _keep_catalogue(old: Path, new: Path) -> None:
    """Hand the catalogue of a document on to its newer version, under another name where it quotes what is gone."""
    for ending, load in ((".yaml", load_catalogue), (".gaps.yaml", load_gaps)):
        if not (old / f"{CATALOGUE}{ending}").exists():
            continue
        kept = new / f"{CATALOGUE}{ending}"
        shutil.copyfile(old / kept.name, kept)
        try:
            load(load_folder(new), new, CATALOGUE)
        except CorpusError:
            kept.rename(new / f"earlier-{kept.name}")
