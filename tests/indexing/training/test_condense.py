"""The catalogue is condensed: first-day questions stay, and what goes is left to training."""

from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry, Entry, GapEntry, catalogue_of
from indexing.embed import Embedder
from indexing.training.condense import condense
from indexing.training.questions import texts_in, whole_catalogue, write_files

FIRST_DAY = {"whats kneading", "who bakes best"}


@pytest.fixture
def catalogue(small_library: Path) -> Path:
    folder = catalogue_of(small_library)
    folder.mkdir()
    files: dict[str, list[CatalogueEntry]] = {
        "bread.yaml": [
            Entry(quote="Knead the dough.", questions=tuple(f"what is done first, number {n}" for n in range(12))),
            Entry(quote="Add water.", questions=tuple(f"what wets it, number {n}" for n in range(12))),
        ],
        "bread.gaps.yaml": [GapEntry(quote="Add water.", gaps=tuple(f"which water costs {n}" for n in range(30)))],
        "bread.first-day.yaml": [Entry(quote="Knead the dough.", questions=("whats kneading",))],
        "general.first-day.gaps.yaml": ["who bakes best"],
    }
    write_files(files, folder)
    return folder


def questions(catalogue: Path, left_out: Path) -> set[str]:
    return texts_in([entry for entries in whole_catalogue(catalogue, left_out).values() for entry in entries])


def test_so_many_stay_and_the_rest_is_left_out(
    small_library: Path, catalogue: Path, tmp_path: Path, fake_embedder: Embedder
) -> None:
    left_out = tmp_path / "left_out.xz"
    everything = questions(catalogue, left_out)
    said = condense(fake_embedder, small_library, left_out, most=14)
    kept = questions(catalogue, tmp_path / "none.xz")
    assert len(kept) == 14
    assert kept >= FIRST_DAY
    assert questions(catalogue, left_out) == everything
    assert "known gaps stay" in said


def test_condensing_again_changes_nothing(
    small_library: Path, catalogue: Path, tmp_path: Path, fake_embedder: Embedder
) -> None:
    left_out = tmp_path / "left_out.xz"
    condense(fake_embedder, small_library, left_out, most=14)
    kept = questions(catalogue, tmp_path / "none.xz")
    condense(fake_embedder, small_library, left_out, most=14)
    assert questions(catalogue, tmp_path / "none.xz") == kept


def test_a_first_day_question_that_asks_the_same_again_need_not_stay(
    small_library: Path, catalogue: Path, tmp_path: Path, fake_embedder: Embedder
) -> None:
    asked = ("kneading whats", "whats kneading")
    write_files({"bread.first-day.yaml": [Entry(quote="Knead the dough.", questions=asked)]}, catalogue)
    condense(fake_embedder, small_library, tmp_path / "left_out.xz", most=8)
    assert len(questions(catalogue, tmp_path / "none.xz") & set(asked)) == 1
