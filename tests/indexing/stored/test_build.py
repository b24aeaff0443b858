"""The index on disk: built in one step, checked when opened, and never lost to a build that fails."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import CorpusError, StoredIndexError
from indexing import embed
from indexing.embed import ADAPTED, Embedder, SentenceEmbedder, Vectors
from indexing.stored.build import build_index, clear_if_idle
from indexing.stored.lock import locked
from indexing.stored.manifest import is_current
from indexing.stored.opening import open_index

pytestmark = pytest.mark.usefixtures("fake_model")
Write = Callable[..., Path]


@pytest.fixture
def index(tmp_path: Path, small_library: Path, fake_embedder: Embedder) -> Path:
    """An index of the small library."""
    build_index(tmp_path / "index", fake_embedder, small_library)
    return tmp_path / "index"


def builds(index: Path) -> list[Path]:
    return list((index / "builds").iterdir())


def current(index: Path) -> Path:
    return index / "builds" / (index / "current").read_text()


class Interrupted:
    """An embedder that fails after some texts."""

    name, limit = "fake", 256

    def __init__(self, embedder: Embedder, error: BaseException) -> None:
        self._embedder, self._error, self.model = embedder, error, None

    def encode(self, texts: list[str]) -> Vectors:
        raise self._error

    def count(self, text: str) -> int:
        return self._embedder.count(text)

    def knows(self, word: str) -> bool:
        return self._embedder.knows(word)


class Recorder(Interrupted):
    """An embedder that keeps what it is given; `then` happens at every call."""

    def __init__(self, embedder: Embedder, then: Callable[[], object] = lambda: None) -> None:
        super().__init__(embedder, RuntimeError())
        self.limit, self.texts, self._then = embedder.limit, list[str](), then

    def encode(self, texts: list[str]) -> Vectors:
        self._then()
        self.texts += texts
        return self._embedder.encode(texts)


def test_what_was_built_is_found_again(index: Path, small_library: Path) -> None:
    searcher = open_index(index, "fake", small_library)
    assert sorted(searcher.documents) == ["boats", "bread"]
    assert [passage.document for passage in searcher.passages] == ["boats", "boats", "bread", "bread"]
    assert searcher.search("which keel keeps a boat upright").hits[0].passage.text == "A keel keeps a boat upright."
    assert searcher.passages_of("bread")[1].sentences[1].text == "Mix flour."


def test_a_build_gives_its_number_of_passages_and_its_progress(
    tmp_path: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    seen: list[tuple[int, int]] = []
    count = build_index(tmp_path / "index", fake_embedder, small_library, progress=lambda *step: seen.append(step))
    assert count == 4
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] > 4


def test_an_index_is_current_until_something_changes(index: Path, small_library: Path) -> None:
    assert is_current(index, "fake", small_library)
    assert not is_current(index, "another", small_library)
    path = small_library / "bread.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("Knead", "Fold"), encoding="utf-8")
    assert not is_current(index, "fake", small_library)
    path.write_text(before, encoding="utf-8")
    assert is_current(index, "fake", small_library)


def test_a_document_added_or_taken_away_makes_an_index_old(
    index: Path, small_library: Path, write_document: Write
) -> None:
    added = write_document("# Knots\n\nTie it twice.", id="knots")
    assert not is_current(index, "fake", small_library)
    added.unlink()
    assert is_current(index, "fake", small_library)
    (small_library / "bread.md").unlink()
    assert not is_current(index, "fake", small_library)


def test_a_document_edited_during_the_build_makes_the_new_index_old(
    tmp_path: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    path = small_library / "bread.md"
    edited = path.read_text(encoding="utf-8").replace("Knead", "Fold")
    build_index(tmp_path / "index", Recorder(fake_embedder, lambda: path.write_text(edited)), small_library)
    assert not is_current(tmp_path / "index", "fake", small_library)


def test_a_new_build_takes_the_place_of_the_old_one(index: Path, small_library: Path, fake_embedder: Embedder) -> None:
    old = current(index)
    path = small_library / "bread.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Knead", "Fold"), encoding="utf-8")
    build_index(index, fake_embedder, small_library)
    assert builds(index) == [current(index)] != [old]
    assert "Fold the dough." in [p.text for p in open_index(index, "fake", small_library).passages]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("out of memory"), MemoryError()])
def test_an_interrupted_build_leaves_the_old_index_working(
    error: BaseException, index: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    old = current(index)
    with pytest.raises(type(error)):
        build_index(index, Interrupted(fake_embedder, error), small_library, anew=True)
    assert builds(index) == [current(index)] == [old]
    assert open_index(index, "fake", small_library).search("dough").hits[0].passage.text == "Knead the dough."


def test_a_build_that_cannot_be_switched_to_leaves_the_old_index_working(
    index: Path, small_library: Path, fake_embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("indexing.stored.build.Path.replace", full)
    with pytest.raises(
        StoredIndexError, match=r"cannot be written to .* \(No space left on device\); set EVENHAND_INDEX"
    ):
        build_index(index, fake_embedder, small_library)
    assert builds(index) == [current(index)]
    assert open_index(index, "fake", small_library)


def test_a_document_that_is_not_as_it_must_be_leaves_the_old_index_working(
    index: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    path = small_library / "bread.md"
    good = path.read_text(encoding="utf-8")
    path.write_text("no front matter", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bread\.md: no front matter"):
        build_index(index, fake_embedder, small_library)
    path.write_text(good, encoding="utf-8")
    assert open_index(index, "fake", small_library)


def test_what_a_killed_build_left_behind_does_no_harm_and_goes_with_the_next(
    index: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    left = index / "builds" / "killed"
    (left / "vectors").mkdir(parents=True)
    (left / "vectors" / "chroma.sqlite3").write_bytes(b"half")
    assert open_index(index, "fake", small_library)
    build_index(index, fake_embedder, small_library)
    assert builds(index) == [current(index)]


def left_by_a_killed_build(index: Path) -> list[Path]:
    """A half-written build, a half-written part and one that no build needs."""
    left = [
        index / "builds" / "killed",
        index / "parts" / "new-killed",
        index / "parts" / "of-a-removed-document",
        index / "new-models-killed",
    ]
    for folder in left:
        (folder / "vectors").mkdir(parents=True)
        (folder / "vectors" / "chroma.sqlite3").write_bytes(b"half")
    return left


def test_what_killed_builds_left_goes_when_nobody_builds(index: Path, small_library: Path) -> None:
    left = left_by_a_killed_build(index)
    clear_if_idle(index)
    assert not any(folder.exists() for folder in left)
    assert open_index(index, "fake", small_library).search("dough").hits


def test_what_a_command_at_work_has_written_stays(index: Path) -> None:
    left = left_by_a_killed_build(index)
    worker = threading.Thread(target=lambda: clear_if_idle(index))
    with locked(index):
        worker.start()
        worker.join(10)
    assert not worker.is_alive()
    assert all(folder.exists() for folder in left)


def test_an_index_can_be_opened_while_others_take_its_place(
    index: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    stop = threading.Event()

    def build() -> None:
        while not stop.is_set():
            build_index(index, fake_embedder, small_library)

    builder = threading.Thread(target=build)
    builder.start()
    try:
        seen = set()
        while len(seen) < 20:
            seen.add((index / "current").read_text())
            assert open_index(index, "fake", small_library).search("dough").hits
    finally:
        stop.set()
        builder.join()


def test_a_part_that_an_open_index_reads_from_may_be_removed(
    index: Path, small_library: Path, fake_embedder: Embedder
) -> None:
    opened = open_index(index, "fake", small_library)
    path = small_library / "bread.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Knead", "Fold"), encoding="utf-8")
    before = part(index)
    build_index(index, fake_embedder, small_library)
    assert not before.exists()
    assert opened.search("dough").hits[0].passage.text == "Knead the dough."


def test_a_missing_index_says_how_to_build_it(tmp_path: Path, small_library: Path) -> None:
    assert not is_current(tmp_path / "none", "fake", small_library)
    with pytest.raises(StoredIndexError, match=r"There is no index in .*none; run 'evenhand index'\."):
        open_index(tmp_path / "none", "fake", small_library)


def test_another_model_says_how_to_rebuild(index: Path, small_library: Path) -> None:
    with pytest.raises(StoredIndexError, match=r"was made with another model; run 'evenhand index'\."):
        open_index(index, "another", small_library)


def test_a_changed_document_says_how_to_rebuild(index: Path, small_library: Path) -> None:
    (small_library / "bread.md").unlink()
    with pytest.raises(StoredIndexError, match=r"was made from other documents; run 'evenhand index'\."):
        open_index(index, "fake", small_library)


def test_another_version_says_how_to_rebuild(index: Path, small_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexing.stored.manifest.FORMAT", 0)
    with pytest.raises(StoredIndexError, match=r"was made by another version of Evenhand; run 'evenhand index'\."):
        open_index(index, "fake", small_library)


def part(index: Path) -> Path:
    [only] = (index / "parts").iterdir()
    return only


BREAK: dict[str, Callable[[Path], object]] = {
    "no build": lambda index: shutil.rmtree(current(index)),
    "no manifest": lambda index: (current(index) / "manifest.json").unlink(),
    "half a manifest": lambda index: (current(index) / "manifest.json").write_text('{"format": '),
    "a manifest that is a list": lambda index: (current(index) / "manifest.json").write_text("[]"),
    "no words": lambda index: shutil.rmtree(current(index) / "words"),
    "half the words": lambda index: halve(current(index) / "words" / "data.csc.index.npy"),
    "empty words": lambda index: (current(index) / "words" / "indptr.csc.index.npy").write_bytes(b""),
    "half the frequencies": lambda index: halve(current(index) / "words" / "frequency.json"),
    "no parts": lambda index: shutil.rmtree(index / "parts"),
    "no library": lambda index: (part(index) / "library.json").unlink(),
    "half a library": lambda index: halve(part(index) / "library.json"),
    "another library": lambda index: (part(index) / "library.json").write_text('{"documents": []}'),
    "half the tokens": lambda index: halve(part(index) / "tokens.json"),
    "half the vectors of a part": lambda index: halve(part(index) / "sentences.npy"),
    "not what was written": lambda index: (part(index) / "written.json").write_text("[]"),
    "no vectors": lambda index: lose_vectors(index, shutil.rmtree),
    "no vectors at all in them": lambda index: lose_vectors(index, lambda f: (f / "chroma.sqlite3").write_bytes(b"")),
}


def group(index: Path) -> Path:
    [only] = (index / "groups").iterdir()
    return only


def lose_vectors(index: Path, lose: Callable[[Path], object]) -> None:
    """The arrays of a build with those in Chroma, where they are read when there are no arrays."""
    shutil.rmtree(current(index) / "vectors")
    lose(group(index))


def halve(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("what", BREAK)
def test_a_half_written_index_says_how_to_rebuild_and_can_be(
    what: str, index: Path, small_library: Path, fake_embedder: Embedder, tmp_path: Path
) -> None:
    # Another folder, for Chroma keeps open in this process what it has written.
    moved = tmp_path / "moved"
    shutil.copytree(index, moved)
    BREAK[what](moved)
    with pytest.raises(StoredIndexError, match=r"run 'evenhand index( --rebuild)?'"):
        open_index(moved, "fake", small_library)
    build_index(moved, fake_embedder, small_library)
    assert open_index(moved, "fake", small_library).search("dough").hits


def test_lost_arrays_are_read_out_of_chroma_and_kept(index: Path, small_library: Path, fake_embedder: Embedder) -> None:
    before = open_index(index, "fake", small_library).search("dough")
    halve(current(index) / "vectors" / "sentences.npy")
    after = open_index(index, "fake", small_library).search("dough")
    assert [hit.passage for hit in after.hits] == [hit.passage for hit in before.hits]
    np.testing.assert_allclose(after.ranking.signals, before.ranking.signals, atol=1e-6)
    shutil.rmtree(group(index))
    assert open_index(index, "fake", small_library).search("dough").hits


@pytest.mark.parametrize("content", [b"", b"gone", b"\xff\xfe", b"\x00"])
def test_a_pointer_to_nowhere_says_how_to_rebuild(content: bytes, index: Path, small_library: Path) -> None:
    (index / "current").write_bytes(content)
    assert not is_current(index, "fake", small_library)
    with pytest.raises(StoredIndexError, match="run 'evenhand index'"):
        open_index(index, "fake", small_library)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, small_library: Path, fake_embedder: Embedder) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    for folder in (file, file / "below", Path("/proc/evenhand")):
        with pytest.raises(StoredIndexError, match=rf"cannot be written to {folder} \(.+\); set EVENHAND_INDEX to"):
            build_index(folder, fake_embedder, small_library)
    assert file.read_text() == "not a folder"


def test_weights_that_are_not_as_published_are_told_and_leave_the_old_index(
    index: Path, small_library: Path, fake_model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(embed, "bundled_folder", lambda: tmp_path)
    with pytest.raises(StoredIndexError, match="weights are not as published; reinstall with 'make install'"):
        build_index(index, fake_model(ADAPTED), small_library)
    assert open_index(index, "fake", small_library)


def test_the_model_cuts_nothing_that_it_is_given(tmp_path: Path, embedder: SentenceEmbedder) -> None:
    """Passages with their context and sentences with their lead-ins, of the whole library, by the real tokenizer."""
    recorder = Recorder(embedder)
    recorder.encode = lambda texts: fake_vectors(recorder.texts, texts)  # type: ignore[method-assign]
    count = build_index(tmp_path / "index", recorder)
    assert len(recorder.texts) > 3 * count
    assert [text for text in recorder.texts if embedder.count(text) > embedder.limit] == []


def test_the_manifest_names_every_document_by_its_fingerprint(index: Path) -> None:
    stored = json.loads((current(index) / "manifest.json").read_text())
    assert stored["model"] == "fake"
    assert sorted(stored["documents"]) == ["boats", "bread"]
    assert all(len(digest) == 64 for digest in stored["documents"].values())


def fake_vectors(kept: list[str], texts: list[str]) -> Vectors:
    import numpy as np

    kept += texts
    return np.ones((len(texts), 3), dtype=np.float32)
