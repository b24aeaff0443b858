"""Vectors in Chroma: what is written is read back by its numbers, and the nearest are found."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing.embed import Vectors
from indexing.stored.chroma.folder import open_folder
from indexing.stored.chroma.store import VectorStore


def assert_same(found: Vectors, written: Vectors) -> None:
    """But for the last digit: Chroma stores a direction and a length."""
    np.testing.assert_allclose(found, written, rtol=1e-5, atol=1e-6)


@pytest.fixture
def vectors() -> Vectors:
    return np.random.default_rng(0).normal(size=(5, 8)).astype(np.float32)


def written(folder: Path, vectors: Vectors, name: str = "passages") -> VectorStore:
    folder.mkdir(exist_ok=True)
    store = open_folder(folder, new=True)
    store.write(name, [vectors], searched=True)
    return store


# No file may grow over 50 kB; in a process of its own, so that the limit does not meet what the tests print.
FULL_DISK = """
import resource, sys
import numpy as np
from pathlib import Path
from corpus.errors import StoredIndexError
from indexing.stored.chroma.folder import open_folder
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
try:
    open_folder(Path(sys.argv[1]), new=True).write("some", [np.ones((1, 3), dtype=np.float32)], searched=False)
except StoredIndexError as error:
    print(error)
"""


def test_vectors_come_back_in_their_order(tmp_path: Path, vectors: Vectors) -> None:
    store = written(tmp_path, vectors)
    assert_same(store.read("passages", 5), vectors)
    assert store.count("passages") == 5
    assert store.count("sentences") == 0


def test_the_nearest_are_found_by_their_numbers(tmp_path: Path, vectors: Vectors) -> None:
    store = written(tmp_path, vectors)
    assert store.nearest("passages", vectors[[3]], 1).tolist() == [3]
    assert set(store.nearest("passages", vectors[[3, 1]], 1).tolist()) == {1, 3}


def test_collections_do_not_mix(tmp_path: Path, vectors: Vectors) -> None:
    store = written(tmp_path, vectors[:1])
    store.write("sentences", [vectors[1:2]], searched=False)
    assert sorted(store.names()) == ["passages", "sentences"]
    assert_same(store.read("sentences", 1), vectors[1:2])
    store.remove("sentences")
    assert store.names() == ["passages"]


def test_many_small_arrays_are_numbered_through(tmp_path: Path) -> None:
    many = np.eye(3, dtype=np.float32)[np.arange(4100) % 3]
    store = open_folder(tmp_path, new=True)
    store.write("many", np.array_split(many, 700), searched=False)
    assert_same(store.read("many", len(many)), many)


def test_vectors_outlive_the_process_that_wrote_them(tmp_path: Path, vectors: Vectors) -> None:
    written(tmp_path / "one", vectors).close()
    shutil.move(tmp_path / "one", tmp_path / "two")
    assert_same(open_folder(tmp_path / "two").read("passages", 5), vectors)


def test_files_are_let_go_of(tmp_path: Path, vectors: Vectors) -> None:
    """So that an index of many documents can be written in one process."""
    open_files = Path("/proc/self/fd")
    if not open_files.exists():
        pytest.skip("This system does not list the files of a process.")
    written(tmp_path / "first", vectors).close()
    before = len(list(open_files.iterdir()))
    for number in range(3):
        written(tmp_path / str(number), vectors).close()
    assert len(list(open_files.iterdir())) <= before + 3


def test_a_vector_that_is_missing_is_told(tmp_path: Path, vectors: Vectors) -> None:
    store = written(tmp_path, vectors)
    with pytest.raises(StoredIndexError, match=r"2 vectors are missing in .*; run 'evenhand index --rebuild'"):
        store.read("passages", 7)


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoredIndexError, match=r"There are no vectors in .*; run 'evenhand index --rebuild'"):
        open_folder(tmp_path / "none")


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"as if it could not be opened" * 50)
    with pytest.raises(StoredIndexError, match=r"cannot be .* \(.+\); run 'evenhand index --rebuild'"):
        open_folder(tmp_path).read("passages", 1)


def test_a_store_on_a_read_only_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"")
    monkeypatch.setattr("indexing.stored.chroma.folder.os.access", lambda *_: False)
    with pytest.raises(StoredIndexError, match="where nothing can be written; set EVENHAND_INDEX to a folder"):
        open_folder(tmp_path)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"cannot be (opened|written to .*) \(.+\); is there room on the disk\?", said)
