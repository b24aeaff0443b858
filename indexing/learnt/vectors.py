"""Vectors of the catalogue's questions, kept beside the code so that an index is built in seconds.

They are what the adapted model gives, each rounded to 255 steps of its largest number, and found by the SHA-256 of
its text: a question that is new or changed is simply embedded when the index is built.
`python -m indexing.learnt.vectors` writes them anew, and a test compares them with the model.
"""

import hashlib
from pathlib import Path

import numpy as np

from corpus.catalogue import catalogue_of, load_catalogue, load_gaps, load_general_gaps, load_subjects
from corpus.load import DOCUMENTS, load_documents
from indexing.embed import Embedder, SentenceEmbedder, Vectors

KEPT = Path(__file__).parent / "catalogue_vectors.npz"
_KEY = 16


def kept_vectors(path: Path = KEPT) -> dict[bytes, Vectors]:
    """Unit vectors by the key of their text; empty where there is no file."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        keys, vectors = stored["keys"], stored["steps"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


def key_of(text: str) -> bytes:
    """What a text's vector is found by."""
    return hashlib.sha256(text.encode()).digest()[:_KEY]


def catalogue_questions(documents: Path = DOCUMENTS) -> list[str]:
    """All questions of the catalogue, with and without an answer, each once."""
    loaded, folder = load_documents(documents), catalogue_of(documents)
    asks = [ask for document in loaded for entry in load_catalogue(document, folder) for ask in entry.asks]
    gaps = [text for document in loaded for gap in load_gaps(document, folder) for text in (*gap.gaps, *gap.premises)]
    subjects = [ask for subject in load_subjects(loaded, folder) for ask in subject.asks]
    return list(dict.fromkeys(asks + gaps + load_general_gaps(folder) + subjects))


def keep(embedder: Embedder, path: Path = KEPT) -> int:
    """Write the vectors of all the catalogue's questions; their number."""
    texts = catalogue_questions()
    keys = np.frombuffer(b"".join(key_of(text) for text in texts), dtype=np.uint8).reshape(-1, _KEY)
    vectors = embedder.encode(texts)
    steps = np.rint(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.savez_compressed(path, keys=keys, steps=steps)
    return len(texts)


if __name__ == "__main__":
    keep(SentenceEmbedder())
