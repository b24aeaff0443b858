"""All questions to train on: those of the catalogue, and those that were left out of it to keep it small."""

import json
import lzma
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from corpus.catalogue import CatalogueEntry, Entry, GapEntry, as_catalogue, catalogue_of, load_file
from corpus.load import DOCUMENTS, load_documents
from indexing.embed import Embedder
from indexing.library import Library, read_library

LEFT_OUT = Path(__file__).parent / "left_out.jsonl.xz"
# The only file of the catalogue that nothing is left out of, and that is read as it stands.
TOPICS = "topics.yaml"

# What the files of a catalogue hold, by their names.
Files = Mapping[str, Sequence[CatalogueEntry]]


def training_library(embedder: Embedder, documents: Path = DOCUMENTS, left_out: Path = LEFT_OUT) -> Library:
    """The library with every question that was ever written for it. Raises CorpusError."""
    catalogue = catalogue_of(documents)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / catalogue.name
        whole.mkdir()
        write_files(whole_catalogue(catalogue, left_out), whole)
        if (catalogue / TOPICS).exists():
            (whole / TOPICS).write_bytes((catalogue / TOPICS).read_bytes())
        return read_library(load_documents(documents), embedder, whole)


def whole_catalogue(catalogue: Path, left_out: Path = LEFT_OUT) -> Files:
    """Every file of a catalogue but its topics, with what was left out of it. Raises CorpusError."""
    there = {path.name: load_file(path) for path in sorted(catalogue.glob("*.yaml")) if path.name != TOPICS}
    again = read_left_out(left_out)
    return {name: _merged([*there.get(name, ()), *again.get(name, ())]) for name in sorted({*there, *again})}


def _merged(entries: Iterable[CatalogueEntry]) -> list[CatalogueEntry]:
    """The entries with those of the same quote made one, where the first of them stands."""
    merged: dict[str, CatalogueEntry] = {}
    for entry in entries:
        place = entry if isinstance(entry, str) else entry.quote
        merged[place] = _both(merged[place], entry) if place in merged else entry
    return list(merged.values())


def _both(one: CatalogueEntry, other: CatalogueEntry) -> CatalogueEntry:
    if isinstance(one, str) or isinstance(other, str):
        return one
    texts = {name: tuple(dict.fromkeys([*some, *_lists(other)[name]])) for name, some in _lists(one).items()}
    return one.model_copy(update=texts)


def only(files: Files, wanted: Callable[[str], bool]) -> Files:
    """The files with the wanted questions; an entry of which none is wanted goes."""
    return {
        name: [some for entry in entries if (some := _only(entry, wanted)) is not None]
        for name, entries in files.items()
    }


def _only(entry: CatalogueEntry, wanted: Callable[[str], bool]) -> CatalogueEntry | None:
    if isinstance(entry, str):
        return entry if wanted(entry) else None
    texts = {name: tuple(text for text in some if wanted(text)) for name, some in _lists(entry).items()}
    return entry.model_copy(update=texts) if any(texts.values()) else None


def _lists(entry: Entry | GapEntry) -> dict[str, tuple[str, ...]]:
    if isinstance(entry, Entry):
        return {"questions": entry.questions}
    return {"gaps": entry.gaps, "premises": entry.premises}


def texts_in(entries: Iterable[CatalogueEntry]) -> set[str]:
    """Every question of some entries."""
    texts: set[str] = set()
    for entry in entries:
        texts.update([entry] if isinstance(entry, str) else [text for some in _lists(entry).values() for text in some])
    return texts


def write_files(files: Files, catalogue: Path) -> None:
    """Write the files of a catalogue, in the form that they are read in."""
    for name, entries in files.items():
        (catalogue / name).write_text(as_catalogue(entries), encoding="utf-8", newline="\n")


def write_left_out(files: Files, path: Path = LEFT_OUT) -> None:
    """Write what a catalogue leaves out: a line of JSON for each entry, with the name of its file, compressed."""
    lines = [
        {"file": name, "gap": entry}
        if isinstance(entry, str)
        else {"file": name, "quote": entry.quote, **_lists(entry)}
        for name, entries in files.items()
        for entry in entries
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_bytes(lzma.compress(text.encode(), preset=9))


def read_left_out(path: Path = LEFT_OUT) -> Files:
    """What `write_left_out` wrote; nothing without a file."""
    files: dict[str, list[CatalogueEntry]] = {}
    lines = lzma.decompress(path.read_bytes()).decode().splitlines() if path.exists() else []
    for fields in map(json.loads, lines):
        entries = files.setdefault(fields.pop("file"), [])
        kind = Entry if "questions" in fields else GapEntry
        entries.append(fields["gap"] if "gap" in fields else kind.model_validate(fields))
    return files
