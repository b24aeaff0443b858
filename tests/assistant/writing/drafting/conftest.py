"""A library of one document to draft questions for, with a cross-encoder that goes by the words in common."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from indexing.embed import Embedder
from indexing.search import Searcher
from indexing.stored.build import build_index
from indexing.stored.opening import open_index

BODY = """# Bread

Knead the dough for ten minutes. The senior baker tastes every loaf.

## Steps

Do this:

- Mix the flour.
- Add the water.

## Afterwards

Mix the flour. Leave the oven open overnight."""


class ByWords:
    """Log odds that rise with each word of the question that the words hold, from even at two."""

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        asked = set(re.findall(r"\w+", question.lower()))
        return [5.0 * len(asked & set(re.findall(r"\w+", text.lower()))) - 12.0 for text in words]


@pytest.fixture
def bread(tmp_path: Path, write_document: Callable[..., Path], fake_embedder: Embedder, fake_model: object) -> Searcher:
    """The document `bread`: its passages have two sentences, a lead-in with two items, and two sentences."""
    folder = write_document(BODY, id="bread").parent
    build_index(tmp_path / "index", fake_embedder, folder)
    searcher = open_index(tmp_path / "index", "fake", folder)
    searcher.cross_encoder = ByWords()
    return searcher
