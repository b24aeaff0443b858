"""Vectors in Chroma: what is written is read back in the order that is asked for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing.embed import Vectors
from indexing.stored.vectors import read_collections, read_vectors, write_vectors


def assert_same(found: Vectors, written: Vectors) -> None:
    """But for the last digit: Chroma stores a direction and a length."""
    np.testing.assert_allclose(found, written, rtol=1e-5, atol=1e-6)


@pytest.fixture
def vectors() -> Vectors:
    return np.random.default_rng(0).normal(size=(5, 8)).astype(np.float32)


# No file may grow over 50 kB; in a process of its own, so that the limit does not meet what the tests print.
FULL_DISK = """
import resource, sys
import numpy as np
from pathlib import Path
from corpus.errors import StoredIndexError
from indexing.stored.vectors import write_vectors
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
try:
    write_vectors(Path(sys.argv[1]), "some", ["a"], np.ones((1, 3), dtype=np.float32))
except StoredIndexError as error:
    print(error)
"""


def test_vectors_come_back_in_the_order_asked_for(tmp_path: Path, vectors: Vectors) -> None:
    write_vectors(tmp_path, "some", ["a", "b", "c", "d", "e"], vectors)
    assert_same(read_vectors(tmp_path, "some", ["e", "a", "c"]), vectors[[4, 0, 2]])


def test_collections_in_one_folder_do_not_mix(tmp_path: Path, vectors: Vectors) -> None:
    write_vectors(tmp_path, "some", ["a"], vectors[:1])
    write_vectors(tmp_path, "others", ["a"], vectors[1:2])
    assert_same(read_vectors(tmp_path, "some", ["a"]), vectors[:1])
    assert_same(read_vectors(tmp_path, "others", ["a"]), vectors[1:2])


def test_more_vectors_than_one_batch_are_all_stored(tmp_path: Path) -> None:
    many = np.eye(3, dtype=np.float32)[np.arange(4100) % 3]
    ids = [str(number) for number in range(len(many))]
    write_vectors(tmp_path, "many", ids, many)
    assert_same(read_vectors(tmp_path, "many", ids), many)


def test_vectors_outlive_the_process_that_wrote_them(tmp_path: Path, vectors: Vectors) -> None:
    """A copied folder is opened afresh, for Chroma keeps what it has open by its path."""
    write_vectors(tmp_path / "one", "some", ["a", "b"], vectors[:2])
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert_same(read_vectors(tmp_path / "two", "some", ["b", "a"]), vectors[[1, 0]])


def test_a_vector_that_is_missing_is_told(tmp_path: Path, vectors: Vectors) -> None:
    write_vectors(tmp_path, "some", ["a"], vectors[:1])
    with pytest.raises(StoredIndexError, match=r"2 vectors are missing in .*; run 'evenhand index --rebuild'"):
        read_vectors(tmp_path, "some", ["a", "b", "c"])


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoredIndexError, match=r"cannot be read; run 'evenhand index --rebuild'"):
        read_vectors(tmp_path / "none", "some", ["a"])


def test_a_store_on_a_read_only_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"as if it could not be opened" * 50)
    monkeypatch.setattr("indexing.stored.vectors.os.access", lambda *_: False)
    with pytest.raises(StoredIndexError, match="where nothing can be written; set EVENHAND_INDEX to a folder"):
        read_vectors(tmp_path, "some", ["a"])


def test_on_a_read_only_disk_the_arrays_alone_are_read(
    tmp_path: Path, vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {"some": ["a", "b", "c", "d", "e"]}
    write_vectors(tmp_path, "some", ids["some"], vectors)
    read_collections(tmp_path, ids)
    (tmp_path / "chroma.sqlite3").write_bytes(b"as if it could not be opened" * 50)
    monkeypatch.setattr("indexing.stored.vectors.os.access", lambda *_: False)
    assert_same(read_collections(tmp_path, ids)["some"], vectors)
    with pytest.raises(StoredIndexError, match="where nothing can be written"):
        read_collections(tmp_path, {"some": ["a"]})  # not these arrays


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"cannot be written to .* \(.+\); is there room on the disk\?", said)
