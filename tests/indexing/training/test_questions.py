"""What a catalogue leaves out is kept for training, and comes back where it stood."""

from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry, Entry, GapEntry, catalogue_of, load_file
from indexing.embed import Embedder
from indexing.training.questions import (
    Files,
    only,
    read_left_out,
    texts_in,
    training_library,
    whole_catalogue,
    write_files,
    write_left_out,
)

FILES: dict[str, list[CatalogueEntry]] = {
    "bread.gaps.yaml": [GapEntry(quote="Add water.", gaps=("which water",), premises=("why no water", "why oil"))],
    "bread.yaml": [
        Entry(quote="Knead the dough.", questions=("what first", "how to begin")),
        Entry(quote="Add water.", questions=("how wet",)),
    ],
    "general.gaps.yaml": ["who won", "what is the weather"],
}

EVERY = texts_in([entry for entries in FILES.values() for entry in entries])


@pytest.fixture
def catalogue(small_library: Path) -> Path:
    folder = catalogue_of(small_library)
    folder.mkdir()
    return folder


def divide(catalogue: Path, left_out: Path, kept: set[str]) -> None:
    write_files(only(FILES, kept.__contains__), catalogue)
    write_left_out(only(FILES, lambda text: text not in kept), left_out)


def by_quote(files: Files) -> dict[str, dict[str, set[str]]]:
    return {
        name: {getattr(entry, "quote", str(entry)): texts_in([entry]) for entry in entries}
        for name, entries in files.items()
    }


@pytest.mark.parametrize("kept", [{"what first", "why oil", "who won"}, set[str](), EVERY])
def test_what_stays_and_what_is_left_out_make_up_the_whole(kept: set[str], catalogue: Path, tmp_path: Path) -> None:
    divide(catalogue, tmp_path / "left_out.xz", kept)
    there = texts_in([entry for file in catalogue.glob("*.yaml") for entry in load_file(file)])
    assert there == kept
    assert by_quote(whole_catalogue(catalogue, tmp_path / "left_out.xz")) == by_quote(FILES)


def test_an_entry_of_which_nothing_stays_goes(catalogue: Path, tmp_path: Path) -> None:
    divide(catalogue, tmp_path / "left_out.xz", {"how wet", "why oil"})
    assert list(load_file(catalogue / "bread.yaml")) == [Entry(quote="Add water.", questions=("how wet",))]
    assert list(load_file(catalogue / "bread.gaps.yaml")) == [GapEntry(quote="Add water.", premises=("why oil",))]


def test_training_reads_what_was_left_out(
    small_library: Path, catalogue: Path, tmp_path: Path, fake_embedder: Embedder
) -> None:
    divide(catalogue, tmp_path / "left_out.xz", {"what first"})
    library = training_library(fake_embedder, small_library, tmp_path / "left_out.xz")
    assert {question.text for question in library.questions} == {"what first", "how to begin", "how wet"}
    assert {gap.text for gap in library.gaps if gap.premise} == {"why no water", "why oil"}
    assert {gap.text for gap in library.gaps if gap.passage is None} == {"who won", "what is the weather"}


def test_without_a_file_nothing_was_left_out(tmp_path: Path) -> None:
    assert read_left_out(tmp_path / "none.xz") == {}
