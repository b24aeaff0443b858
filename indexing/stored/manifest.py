"""What an index is made from, so that one made from anything else is noticed and refused."""

import json
from pathlib import Path

from corpus.catalogue import catalogue_of
from corpus.errors import StoredIndexError
from corpus.load import DOCUMENTS, fingerprint
from indexing.embed import ADAPTED
from indexing.learnt.export import are_exported, models_version

# Raised whenever passages are cut, or vectors and words are made, in another way.
FORMAT = 7
# How it is said that an index does not match, by the part of the manifest that differs.
_DIFFERENT = {
    "format": "by another version of Evenhand",
    "model": "with another model",
    "documents": "from other documents",
    "about": "with another description of the library",
    "catalogue": "with another catalogue",
}


def manifest(model: str, documents: Path = DOCUMENTS) -> dict[str, object]:
    """Everything that the vectors and words of an index depend on: format, model and its adapter, and all texts."""
    return {
        "format": FORMAT,
        "model": f"{model} {models_version()}" if model == ADAPTED else model,
        "documents": fingerprint(documents),
        "about": fingerprint(documents.parent, "library.yaml"),
        "catalogue": fingerprint(catalogue_of(documents), "*.yaml"),
    }


def is_current(folder: Path, model: str, documents: Path = DOCUMENTS) -> bool:
    """Whether an index is there and made from these documents, this model and this version."""
    build = current_build(folder)
    if build is None or _lacks_models(folder, model):
        return False
    return read_manifest(build) == manifest(model, documents)


def checked_build(folder: Path, model: str, documents: Path) -> Path:
    """The folder of the build in force. Raises StoredIndexError when there is none or it does not match."""
    build = current_build(folder)
    if build is None:
        raise StoredIndexError(f"There is no index in {folder}; run 'evenhand index'.")
    stored = read_manifest(build)
    if not isinstance(stored, dict):
        raise StoredIndexError(f"The index in {folder} is not whole; run 'evenhand index' to build it again.")
    wanted = manifest(model, documents)
    if different := [key for key in wanted if stored.get(key) != wanted[key]]:
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


def read_manifest(build: Path) -> object:
    """What a build's manifest holds, None where there is none that can be read."""
    try:
        return json.loads((build / "manifest.json").read_text())
    except (OSError, ValueError):
        return None


def _lacks_models(folder: Path, model: str) -> bool:
    return model == ADAPTED and not are_exported(folder)
