"""What an index is made from, so that one made from anything else is noticed."""

import json
from pathlib import Path
from typing import Any

from corpus.added.folder import fingerprints
from corpus.catalogue import catalogue_of
from corpus.errors import CorpusError, StoredIndexError
from corpus.load import DOCUMENTS, fingerprint
from indexing.embed import ADAPTED
from indexing.learnt.export import are_exported, models_version
from indexing.stored.parts import part_name

# Raised whenever passages are cut, or vectors and words are made, in another way.
FORMAT = 10
# How it is said that an index does not match, by the part of the manifest that differs.
_DIFFERENT = {
    "format": "by another version of Evenhand",
    "model": "with another model",
    "documents": "from other documents",
    "about": "with another description of the library",
    "catalogue": "with another catalogue",
    "added": "from other added documents",
    "vectors": "with its vectors in another place than 'chroma_url' says",
}
# What cannot be put right by making the parts that differ.
_OTHER = ("format", "model")

Manifest = dict[str, Any]


def manifest(model: str, documents: Path | None = DOCUMENTS, added: Path | None = None, server: str = "") -> Manifest:
    """Everything that an index depends on: format, model and its adapter, all texts, and where its vectors are.

    They are on a Chroma server where one is named; which one does not matter, for a server may move. Raises CorpusError
    where there is no document at all.
    """
    made_from = {
        **made_with(model),
        "documents": fingerprint(documents) if documents else {},
        "about": fingerprint(documents.parent, "library.yaml") if documents else {},
        "catalogue": fingerprint(catalogue_of(documents), "*.yaml") if documents else {},
        "added": fingerprints(added),
        "vectors": "server" if server else "folder",
    }
    if documents is None and not made_from["added"]:
        raise CorpusError(
            "The library is empty: add a document with 'evenhand library add FILE', or set 'guidance' to true."
        )
    return made_from


def made_with(model: str) -> Manifest:
    """The format and the model with its adapter, on which every part depends."""
    return {"format": FORMAT, "model": f"{model} {models_version()}" if model == ADAPTED else model}


def _name_of(made_with_model: str) -> str:
    """The name of a model without its version, which only the adapted one has."""
    return ADAPTED if made_with_model.startswith(f"{ADAPTED} ") else made_with_model


def part_names(made_from: Manifest) -> dict[str, str]:
    """The names of the parts of an index: of the curated documents under "", of each added one under its id."""
    same = {key: made_from[key] for key in _OTHER}
    names = {}
    if made_from["documents"]:
        names[""] = part_name({**same, **{key: made_from[key] for key in ("documents", "about", "catalogue")}})
    return names | {id_: part_name({**same, "added": {id_: digest}}) for id_, digest in made_from["added"].items()}


def is_current(
    folder: Path, model: str, documents: Path | None = DOCUMENTS, added: Path | None = None, server: str = ""
) -> bool:
    """Whether an index is there and made from these documents, this model and this version."""
    build = current_build(folder)
    if build is None or _lacks_models(folder, model):
        return False
    return not _different(read_manifest(build), manifest(model, documents, added, server))


def may_follow(folder: Path, model: str) -> bool:
    """Whether the index that is there may be brought up to date without being asked for.

    It may unless somebody has it made with another model, or it cannot be read.
    """
    build = current_build(folder)
    stored = read_manifest(build) if build else None
    return stored is not None and _name_of(str(stored.get("model"))) == model


def is_by_this_version(folder: Path, model: str) -> bool:
    """Whether this version of Evenhand made the index, so that few of its parts must be made anew."""
    build = current_build(folder)
    stored = read_manifest(build) if build else None
    return stored is not None and all(stored.get(key) == value for key, value in made_with(model).items())


def checked_build(
    folder: Path, model: str, documents: Path | None = DOCUMENTS, added: Path | None = None, server: str = ""
) -> Path:
    """The folder of the build in force.

    Raises StoredIndexError when there is none or it does not match, CorpusError where there is no document at all.
    """
    wanted, build = manifest(model, documents, added, server), current_build(folder)
    if build is None:
        raise StoredIndexError(f"There is no index in {folder}; run 'evenhand index'.")
    stored = read_manifest(build)
    if stored is None:
        raise StoredIndexError(f"The index in {folder} is not whole; run 'evenhand index' to build it again.")
    if different := _different(stored, wanted):
        how = " and ".join(_DIFFERENT[key] for key in different)
        raise StoredIndexError(f"The index in {folder} was made {how}; run 'evenhand index'.")
    if _lacks_models(folder, model):
        raise StoredIndexError(f"The index in {folder} lacks the models beside it; run 'evenhand index'.")
    return build


def current_build(folder: Path) -> Path | None:
    """The folder of the build in force, None where there is none; what is in it is not looked at."""
    try:
        return folder / "builds" / (folder / "current").read_text().strip()
    except (OSError, ValueError):
        return None


def no_build(folder: Path) -> None:
    """Put no build in force: there is nothing left to search."""
    (folder / "current").unlink(missing_ok=True)


def read_manifest(build: Path) -> Manifest | None:
    """What a build's manifest holds, None where there is none that can be read."""
    try:
        stored = json.loads((build / "manifest.json").read_text())
    except (OSError, ValueError):
        return None
    return stored if isinstance(stored, dict) else None


def _different(stored: Manifest | None, wanted: Manifest) -> list[str]:
    return [key for key in wanted if stored is None or stored.get(key) != wanted[key]]


def _lacks_models(folder: Path, model: str) -> bool:
    return model == ADAPTED and not are_exported(folder)
