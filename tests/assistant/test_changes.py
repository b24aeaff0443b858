"""The library changes with its index, or neither does: in turn among programs, and whole after a crash."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import changes
from assistant.assistant import Assistant
from assistant.changes import Added, Watch
from assistant.settings import Settings
from corpus.added.folder import added_ids
from corpus.added.staging import Given, SameFileError, as_newer, stage
from corpus.errors import CorpusError, StoredIndexError
from corpus.importing.draft import Stated
from indexing.stored.manifest import is_current

pytestmark = pytest.mark.usefixtures("fake_model")
Add = Callable[..., Added]

BREAD = "# Bread\n\nKnead the dough for ten minutes.\n\n## Steps\n\nDo this:\n\n- Mix the flour.\n- Add the water.\n"
BOATS = "# Boats\n\nA keel keeps a boat upright on the water.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A library without the five, in folders that are not there yet."""
    return Settings(index=tmp_path / "index", library=tmp_path / "added", guidance=False, embedding_model="fake")


@pytest.fixture
def add(settings: Settings, tmp_path: Path) -> Add:
    """Adds a text as a file; `replace` has it take the place of the document with its title."""

    def add_one(text: str, name: str = "file.md", *, replace: bool = False, watch: Watch | None = None) -> Added:
        (tmp_path / name).write_text(text, encoding="utf-8")
        staged = stage(settings.library, tmp_path / name)
        staged = as_newer(settings.library, staged) if replace else staged
        [added] = changes.add([staged], settings, watch)
        return added

    return add_one


def found(settings: Settings, question: str) -> str:
    return Assistant.open(settings).searcher.search(question).hits[0].passage.text


def parts(settings: Settings) -> set[str]:
    return {folder.name for folder in (settings.index / "parts").iterdir()}


def left_over(settings: Settings) -> list[str]:
    """What stands in the library besides its documents."""
    hidden = [path for path in settings.library.iterdir() if path.name.startswith(".") and path.name != ".lock"]
    return [path.name for folder in hidden for path in folder.iterdir()]


def test_a_document_is_added_with_its_original_and_found(add: Add, settings: Settings) -> None:
    added = add(BREAD, "My bread.md")
    folder = settings.library / "bread"
    assert added.document.id == "bread"
    assert (folder / "original.md").read_text(encoding="utf-8") == BREAD
    assert {path.name for path in folder.iterdir()} == {"document.md", "original.md", "pages.txt", "report.json"}
    assert found(settings, "knead the dough") == "Knead the dough for ten minutes."
    assert left_over(settings) == []


def test_what_is_being_added_is_not_too_old_when_the_clock_jumps(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("bread.md", BREAD), ("boats.md", BOATS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    bread, boats = (stage(settings.library, tmp_path / name) for name in ("bread.md", "boats.md"))
    monkeypatch.setattr("corpus.added.staging.time.time", lambda: bread.folder.stat().st_mtime + 2 * 86_400)
    assert [added.document.id for added in changes.add([bread], settings)] == ["bread"]
    assert not boats.folder.exists()


def test_several_are_added_at_once(settings: Settings, tmp_path: Path) -> None:
    for name, text in (("bread.md", BREAD), ("boats.md", BOATS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    staged = [stage(settings.library, tmp_path / name) for name in ("bread.md", "boats.md")]
    assert [added.document.id for added in changes.add(staged, settings)] == ["bread", "boats"]
    assert sorted(Assistant.open(settings).searcher.documents) == ["boats", "bread"]


def test_what_is_there_is_not_embedded_again(add: Add, settings: Settings) -> None:
    add(BREAD, "bread.md")
    seen: list[tuple[int, int]] = []
    before = parts(settings)
    add(BOATS, "boats.md", watch=Watch(lambda *step: seen.append(step)))
    assert before < parts(settings)
    assert max(total for _, total in seen) == 2  # one passage of one sentence
    seen.clear()
    changes.remove("boats", settings, Watch(lambda *step: seen.append(step)))
    assert parts(settings) == before
    assert [total for _, total in seen if total] == []
    assert added_ids(settings.library) == ["bread"]


def test_the_last_document_can_be_removed_and_another_added(add: Add, settings: Settings) -> None:
    add(BREAD)
    changes.remove("bread", settings)
    with pytest.raises(CorpusError, match="The library is empty: add a document with 'evenhand library add FILE'"):
        Assistant.open(settings)
    add(BOATS)
    assert found(settings, "keel") == "A keel keeps a boat upright on the water."


def test_a_newer_version_takes_the_place_and_the_changes_are_told(add: Add, settings: Settings) -> None:
    add(BREAD)
    newer = BREAD.replace("ten", "twelve").replace("## Steps", "## What to do")
    added = add(newer, replace=True)
    assert (added.document.id, added.replaced) == ("bread", True)
    assert [(change.path, change.how) for change in added.changes] == [
        (("Bread",), "changed"), (("Bread", "What to do"), "added"), (("Bread", "Steps"), "removed"),
    ]  # fmt: skip
    assert found(settings, "knead the dough") == "Knead the dough for twelve minutes."
    assert left_over(settings) == []


def test_the_same_title_needs_a_word_and_the_same_file_is_known(add: Add, settings: Settings, tmp_path: Path) -> None:
    add(BREAD)
    with pytest.raises(CorpusError, match=r"^file\.md: 'bread' in the library has the same title; replace it with "):
        add(BREAD.replace("ten", "twelve"))
    (tmp_path / "again.md").write_text(BREAD, encoding="utf-8")
    with pytest.raises(SameFileError, match=r"again\.md is in the library already, as 'bread'; there is nothing to do"):
        stage(settings.library, tmp_path / "again.md")


def test_what_is_given_counts_before_what_the_file_says(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text(BREAD, encoding="utf-8")
    given = Given(Stated(title="Baking at home", publisher="A baker", review_due="2020-03"), "dated")
    [added] = changes.add([stage(settings.library, tmp_path / "file.md", given)], settings)
    document = added.document
    assert (document.id, document.title, document.publisher) == ("baking-at-home", "Baking at home", "A baker")
    assert (document.review_due, document.status) == ("2020-03", "dated")


def test_a_correction_by_hand_is_followed_and_said(add: Add, settings: Settings) -> None:
    add(BREAD)
    path = settings.library / "bread" / "document.md"
    path.write_text(path.read_text(encoding="utf-8").replace("ten minutes", "a quarter of an hour"), encoding="utf-8")
    said: list[str] = []
    assert changes.keep_up(settings, Watch(say=said.append))
    assert said == ["Updating the index, for the documents have changed …"]
    assert found(settings, "knead the dough") == "Knead the dough for a quarter of an hour."
    assert not changes.keep_up(settings, Watch(say=said.append))


def test_a_document_written_by_hand_needs_neither_original_nor_report(add: Add, settings: Settings) -> None:
    add(BREAD)
    shutil.copytree(settings.library / "bread", settings.library / "boats")
    for name in ("original.md", "report.json", "pages.txt"):
        (settings.library / "boats" / name).unlink()
    with pytest.raises(CorpusError, match=r"boats/document\.md: its id is 'bread'; the folder must be called the same"):
        changes.keep_up(settings)
    path = settings.library / "boats" / "document.md"
    path.write_text(path.read_text(encoding="utf-8").replace("id: bread", "id: boats"), encoding="utf-8")
    assert changes.keep_up(settings)
    assert sorted(Assistant.open(settings).searcher.documents) == ["boats", "bread"]


def test_a_date_that_is_none_is_told_before_anything_is_added(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text(BREAD, encoding="utf-8")
    with pytest.raises(CorpusError, match="'next March' is not a date that Evenhand reads; write 2027, 2027-03 or"):
        stage(settings.library, tmp_path / "file.md", Given(Stated(review_due="next March")))


def test_an_index_that_cannot_be_written_is_told_plainly(
    add: Add, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(BREAD)
    add(BOATS, "boats.md")
    shutil.rmtree(settings.library / "boats")
    monkeypatch.setattr("assistant.changes.os.access", lambda *_: False)
    assert not changes.keep_up(settings)
    with pytest.raises(StoredIndexError, match=r"was made from other added documents; run 'evenhand index'"):
        Assistant.open(settings)


def test_an_index_of_another_model_is_left_alone(add: Add, settings: Settings) -> None:
    add(BREAD)
    settings = settings.model_copy(update={"embedding_model": "another"})
    assert not changes.keep_up(settings)
    with pytest.raises(StoredIndexError, match="run 'evenhand index'"):
        Assistant.open(settings)


def test_an_index_of_another_version_is_built_anew(
    add: Add, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(BREAD)
    monkeypatch.setattr("indexing.stored.manifest.FORMAT", 0)
    said: list[str] = []
    assert changes.keep_up(settings, Watch(say=said.append))
    assert said == ["Building the index anew, for this is another version of Evenhand …"]
    assert not changes.keep_up(settings)
    Assistant.open(settings)


def test_a_build_that_fails_leaves_library_and_index_as_they_were(
    add: Add, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(BREAD)
    add("# Oars\n\nRow with both hands.\n", "oars.md")
    before = (settings.library / "bread" / "document.md").read_text(encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("indexing.stored.build._switch", full)
        for text, replace in ((BOATS, False), (BREAD.replace("ten", "twelve"), True)):
            with pytest.raises(StoredIndexError, match="No space left on device"):
                add(text, "another.md", replace=replace)
        with pytest.raises(StoredIndexError, match="No space left on device"):
            changes.remove("bread", settings)
    assert added_ids(settings.library) == ["bread", "oars"]
    assert (settings.library / "bread" / "document.md").read_text(encoding="utf-8") == before
    assert is_current(settings.index, "fake", None, settings.library)
    assert found(settings, "knead the dough") == "Knead the dough for ten minutes."


def test_a_crash_between_two_versions_brings_the_old_one_back(add: Add, settings: Settings) -> None:
    add(BREAD)
    (settings.library / ".replaced").mkdir(exist_ok=True)
    (settings.library / "bread").rename(settings.library / ".replaced" / "bread")
    add(BOATS, "boats.md")
    assert added_ids(settings.library) == ["boats", "bread"]
    assert found(settings, "knead the dough") == "Knead the dough for ten minutes."


def test_the_five_cannot_be_removed_nor_what_is_not_there(settings: Settings) -> None:
    with pytest.raises(CorpusError, match="'equally-outstanding' comes with Evenhand"):
        changes.remove("equally-outstanding", settings)
    with pytest.raises(CorpusError, match="There is no added document 'nothing'"):
        changes.remove("nothing", settings)


# A program of its own with a model that is slow, or never ends.
PROGRAM = """
import sys, time, zlib
from pathlib import Path
import numpy as np
import indexing.stored.models as models

class Slow:
    limit = 256
    def __init__(self, name): self.name = name
    def encode(self, texts):
        print("embedding", flush=True)
        time.sleep(float(sys.argv[3]))
        return np.eye(384, dtype=np.float32)[[zlib.crc32(text.encode()) % 384 for text in texts]]
    def count(self, text): return len(text.split())
    def knows(self, word): return True

models.SentenceEmbedder = Slow
from assistant import changes
from assistant.settings import Settings
from corpus.added.staging import stage
folder = Path(sys.argv[1])
settings = Settings(index=folder / "index", library=folder / "added", guidance=False, embedding_model="fake")
watch = changes.Watch(say=lambda said: print(said, flush=True))
changes.add([stage(settings.library, Path(sys.argv[2]))], settings, watch)
"""


def start(folder: Path, name: str, text: str, seconds: float) -> "subprocess.Popen[str]":
    (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, str(folder), str(folder / name), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_first_commands_at_once_wait_for_each_other(settings: Settings, tmp_path: Path) -> None:
    started = [start(tmp_path, "bread.md", BREAD, 1), start(tmp_path, "boats.md", BOATS, 1)]
    ended = [process.communicate(timeout=120) for process in started]
    assert [errors for _, errors in ended] == ["", ""]
    assert sum("Waiting for another command" in said for said, _ in ended) == 1
    assert added_ids(settings.library) == ["boats", "bread"]
    assert is_current(settings.index, "fake", None, settings.library)


def test_a_command_that_is_killed_changes_nothing(add: Add, settings: Settings, tmp_path: Path) -> None:
    add(BREAD, "bread.md")
    with start(tmp_path, "boats.md", BOATS, 600) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "embedding\n"
        process.send_signal(signal.SIGKILL)
    assert added_ids(settings.library) == ["bread"]
    assert found(settings, "knead the dough") == "Knead the dough for ten minutes."
    for old in (settings.library / ".staged").iterdir():
        os.utime(old, (time.time() - 3 * 86400,) * 2)
    add(BOATS, "boats.md")
    assert added_ids(settings.library) == ["boats", "bread"]
    assert left_over(settings) == []
    assert {path.name for path in (settings.index / "parts").iterdir() if path.name.startswith("new-")} == set()
