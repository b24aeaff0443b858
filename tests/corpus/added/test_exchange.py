"""Documents enter and leave by renames that can be taken back, and their catalogue goes with them while it fits."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.added.exchange import put_in, recover, take_out
from corpus.added.folder import added_ids, load_added
from corpus.added.staging import Given, Staged, as_newer, clear_staged, correct, discard, open_staged, stage
from corpus.errors import CorpusError
from corpus.importing.draft import Stated

BREAD = "# Bread\n\nKnead the dough for ten minutes.\n"
Stage = Callable[[str], Staged]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "added"


@pytest.fixture
def staged(library: Path, tmp_path: Path) -> Stage:
    """A text as a file that is staged."""

    def make(text: str) -> Staged:
        (tmp_path / "file.md").write_text(text, encoding="utf-8")
        return stage(library, tmp_path / "file.md")

    return make


def test_what_is_staged_is_in_no_library_and_found_by_its_token(library: Path, staged: Stage) -> None:
    one = staged(BREAD)
    assert added_ids(library) == []
    again = open_staged(library, one.token)
    assert (again.document.id, again.name, again.original.name) == ("bread", "file.md", "original.md")
    discard(again)
    with pytest.raises(CorpusError, match="not there any more; give the file once again"):
        open_staged(library, one.token)
    with pytest.raises(CorpusError, match="not there any more"):
        open_staged(library, "../bread")


def test_its_metadata_can_be_corrected(library: Path, staged: Stage) -> None:
    given = Given(Stated(title="Baking", publisher="A baker", version=""), "dated")
    one = correct(library, staged(BREAD), given)
    assert (one.document.id, one.document.publisher, one.document.version) == ("baking", "A baker", None)
    assert (one.document.status, one.document.body.strip()) == ("dated", BREAD.strip())


def test_what_was_staged_long_ago_is_forgotten(library: Path, staged: Stage) -> None:
    one = staged(BREAD)
    clear_staged(library, 1)
    assert one.ready.exists()
    clear_staged(library, 0)
    assert not one.folder.exists()


def test_what_a_killed_program_left_is_forgotten_after_an_hour(library: Path, staged: Stage) -> None:
    whole, broken = staged(BREAD), library / ".staged" / "broken"
    (broken / "document").mkdir(parents=True)
    for folder in (whole.folder, broken):
        os.utime(folder, (time.time() - 4000, time.time() - 4000))

    clear_staged(library, 24)

    assert whole.folder.is_dir()
    assert not broken.exists()


def test_a_change_can_be_taken_back(library: Path, staged: Stage) -> None:
    put_in(library, staged(BREAD))
    newer = as_newer(library, staged(BREAD.replace("ten", "twelve")))
    replaced = put_in(library, newer)
    assert "twelve" in load_added(library, "bread").body
    replaced.take_back()
    assert "ten" in load_added(library, "bread").body
    assert open_staged(library, newer.token).replaces == "bread"
    gone = take_out(library, "bread")
    assert added_ids(library) == []
    gone.take_back()
    assert added_ids(library) == ["bread"]


def test_a_crash_leaves_a_document_or_its_newer_version(library: Path, staged: Stage) -> None:
    put_in(library, staged(BREAD))
    put_in(library, as_newer(library, staged(BREAD.replace("ten", "twelve"))))
    recover(library)
    assert "twelve" in load_added(library, "bread").body
    take_out(library, "bread")
    recover(library)
    assert added_ids(library) == []
    assert list((library / ".removed").iterdir()) == list((library / ".replaced").iterdir()) == []


@pytest.mark.parametrize(
    ("newer", "kept"), [("ten minutes, or more", "catalogue.yaml"), ("a while", "earlier-catalogue.yaml")]
)
def test_a_catalogue_stays_with_a_newer_version_that_has_its_words(
    newer: str, kept: str, library: Path, staged: Stage
) -> None:
    put_in(library, staged(BREAD))
    (library / "bread" / "catalogue.yaml").write_text("- {quote: ten minutes, questions: [How long is it kneaded?]}\n")
    put_in(library, as_newer(library, staged(BREAD.replace("ten minutes", newer))))
    assert [path.name for path in (library / "bread").glob("*catalogue*")] == [kept]


def test_the_title_of_one_of_the_five_does_not_take_its_id(library: Path, staged: Stage) -> None:
    assert staged(BREAD.replace("Bread", "Equally outstanding")).document.id == "equally-outstanding-2"
