"""A large library is made of plain texts, and what its search finds is compared with the exact search."""

from pathlib import Path

import pytest

from corpus.added.folder import load_folder
from corpus.split import split
from evals.scale import Place, documents_of, searched, write_document
from indexing.embed import Embedder
from indexing.stored import groups
from indexing.stored.build import build_index
from indexing.stored.opening import open_index

TEXT = """Bread and boats

Knead the dough for ten minutes. Leave it to rise. [Bake] it at 200 degrees.

A keel keeps a boat upright in the wind. # Row with both hands! Mind the _tide_.
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "Bread, boats.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "texts"


def test_each_two_sentences_of_a_text_are_a_passage(texts: Path) -> None:
    [(title, passages)] = documents_of(texts)
    assert title == "Bread, boats 0"
    assert passages[0] == "Knead the dough for ten minutes. Leave it to rise."
    assert len(passages) == 4


def test_a_text_is_written_as_a_document_with_these_passages(texts: Path, tmp_path: Path) -> None:
    [document] = documents_of(texts)
    assert write_document(tmp_path / "library", *document) == 4
    read = load_folder(tmp_path / "library" / "bread-boats-0")
    cut = split(read, lambda text: len(text.split()), 256)
    assert [len(passage.sentences) for passage in cut] == [2, 1, 2, 1]
    assert cut[1].text == "Bake it at 200 degrees"


def test_the_search_is_compared_with_the_exact_one(
    texts: Path, tmp_path: Path, fake_embedder: Embedder, fake_model: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "EXACT", 0)
    place = Place(tmp_path)
    write_document(place.library, *next(documents_of(texts)))
    build_index(place.index, fake_embedder, None, place.library)
    monkeypatch.setattr(Place, "open", lambda _: open_index(place.index, "fake", None, place.library))
    found = searched(place, ["how long is dough kneaded", "who rows with both hands"])
    assert found.recall == 1
    assert 0 < found.p50 <= found.p95
    assert found.gigabytes > 0.01
