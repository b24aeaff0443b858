"""Vectors of the five documents' own words and of examples of questions, stored with the code to save time.

They are what the adapted model gives, as half-precision numbers. Each is found by the SHA-256 of its text, and what is
new or changed is embedded when the index is built. `document_vectors.json` says what they depend on. `python -m
indexing.training.vectors` writes both anew, and a test compares them with the model.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoredIndexError
from indexing.learnt import adapter

FILE = Path(__file__).parent / "document_vectors.npz"
# Raised whenever the file is written in another way.
_FORMAT = 3
_KEY = 16

Vectors = NDArray[np.float32]


def stored_vectors(path: Path = FILE) -> dict[bytes, Vectors]:
    """Unit vectors by the key of their text; empty where there is no file.

    Raises StoredIndexError when they were made with another adapter, whose vectors lie in another space, or when the
    file is not the one that its description names.
    """
    if not path.exists():
        return {}
    if _description(path) != _depends_on(path):
        raise StoredIndexError(
            f"The vectors in {path.name} were not made with the adapter in force; run 'python -m "
            "indexing.training.vectors'."
        )
    with np.load(path, allow_pickle=False) as stored:
        return {key.tobytes(): vector for key, vector in zip(stored["keys"], _units(stored["vectors"]), strict=True)}


def key_of(text: str) -> bytes:
    """What a text's vector is found by."""
    return hashlib.sha256(text.encode()).digest()[:_KEY]


def store_vectors(texts: Sequence[str], vectors: Vectors, path: Path = FILE) -> None:
    """Write the vectors of texts, shape (len(texts), dimensions), with what they depend on."""
    keys = np.frombuffer(b"".join(key_of(text) for text in texts), dtype=np.uint8).reshape(-1, _KEY)
    np.savez_compressed(path, keys=keys, vectors=vectors.astype(np.float16))
    described = {"command": "python -m indexing.training.vectors", **_depends_on(path)}
    path.with_suffix(".json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def _units(stored: NDArray[np.float16]) -> Vectors:
    """The stored vectors at length one."""
    vectors = stored.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _depends_on(path: Path) -> dict[str, object]:
    """What vectors in force depend on; their texts stand in the file, as keys."""
    return {
        "format": _FORMAT,
        "model": "all-MiniLM-L6-v2",
        "adapter": adapter.version(),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def _description(path: Path) -> dict[str, object]:
    try:
        described: dict[str, object] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    described.pop("command", None)
    return described
