"""Models are exported once beside an index, from checked weights, and older exports go."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoredIndexError
from indexing.embed import ADAPTED, SentenceEmbedder
from indexing.learnt import export, network
from indexing.learnt.session import Network
from indexing.stored.models import open_embedder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Exports an empty file instead of a model, and notes where."""
    made: list[Path] = []
    monkeypatch.setattr(export, "_export_embedding", lambda model, file: (made.append(file), file.touch()))
    monkeypatch.setattr(export, "is_installed", lambda: False)
    return made


def test_models_are_exported_once_and_older_ones_go(tmp_path: Path, quick: list[Path]) -> None:
    for old in ("models-0", "reader-0", "new-models-0"):
        (tmp_path / old).mkdir()
    assert not export.are_exported(tmp_path)
    for _ in range(2):
        export.export_models(tmp_path, tmp_path)
    assert len(quick) == 1
    assert export.are_exported(tmp_path)
    assert export.models_folder(tmp_path) in tmp_path.iterdir()
    assert not {"models-0", "reader-0"} & {path.name for path in tmp_path.iterdir()}


def test_an_interrupted_export_is_none(tmp_path: Path, quick: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(model: object, file: Path) -> None:
        file.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "_export_embedding", fail)
    with pytest.raises(KeyboardInterrupt):
        export.export_models(tmp_path, tmp_path)
    assert not export.are_exported(tmp_path)


def test_an_interrupted_export_anew_leaves_the_models_that_are_there(
    tmp_path: Path, quick: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(model: object, file: Path) -> None:
        raise OSError("no room")

    export.export_models(tmp_path, tmp_path)
    works = export._export_embedding
    monkeypatch.setattr(export, "_export_embedding", fail)
    with pytest.raises(OSError, match="no room"):
        export.export_models(tmp_path, tmp_path, anew=True)
    assert export.are_exported(tmp_path)
    monkeypatch.setattr(export, "_export_embedding", works)
    export.export_models(tmp_path, tmp_path, anew=True)
    assert len(quick) == 2
    assert list(tmp_path.iterdir()) == [export.models_folder(tmp_path)]


def test_another_adapter_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = export.models_version()
    monkeypatch.setattr(export.adapter, "version", lambda *_: "another")
    assert export.models_version() != before


@pytest.mark.model
def test_weights_that_are_not_as_published_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(StoredIndexError, match="not as published"):
        network.published_network(tmp_path)


def test_it_is_not_installed_where_a_part_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_PARTS", ["no-such-package"])
    assert not network.is_installed()


@pytest.mark.parametrize("content", [None, b"", b"half a network"])
def test_a_network_that_is_missing_or_damaged_says_how_to_rebuild(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "network.onnx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoredIndexError, match=r"network\.onnx cannot be read; run 'evenhand index --rebuild'"):
        Network(file)


@pytest.mark.model
def test_the_exported_embedder_gives_what_the_model_gives(real_index: Path, embedder: SentenceEmbedder) -> None:
    exported = open_embedder(real_index, ADAPTED)
    texts = ["Who leads it?", "", "beds " * 400, *(f"question {n} about equality" * (n % 5 + 1) for n in range(70))]
    np.testing.assert_allclose(exported.encode(texts), embedder.encode(texts), atol=1e-5)
    assert [exported.count(text) for text in texts] == [embedder.count(text) for text in texts]
    assert (exported.limit, exported.name) == (embedder.limit, embedder.name)
    assert (exported.knows("equality"), exported.knows("xqzt")) == (True, False)
