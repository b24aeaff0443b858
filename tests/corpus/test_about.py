"""What a library says of itself."""

from pathlib import Path

import pytest

from corpus.about import About, load_about
from corpus.errors import CorpusError
from corpus.load import DOCUMENTS


def test_our_library_says_what_it_is_about() -> None:
    about = load_about(DOCUMENTS.parent)
    assert about.scope.startswith("equality and human rights")
    assert all(example.endswith("?") for example in about.examples)
    assert len(about.examples) >= 4


def test_a_folder_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert load_about(tmp_path) == About()


def test_a_byte_order_mark_and_folded_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text('scope: |\n  bread\n  and boats\nexamples: ["Why?"]\n', encoding="utf-8-sig")
    assert load_about(tmp_path) == About("bread and boats", ("Why?",))


@pytest.mark.parametrize("text", ["scop: bread", "examples: 3", "scope: ["])
def test_a_malformed_file_is_reported(text: str, tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"^library\.yaml: "):
        load_about(tmp_path)
