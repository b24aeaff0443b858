"""What tests share: the real library and its index, small libraries, an embedder without a model, a closed network."""

import os
import re
import shutil
import socket
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.document import Document, Passage, Sentence
from corpus.fidelity import RAW
from corpus.load import DOCUMENTS, load_documents
from corpus.split import split
from indexing.embed import SentenceEmbedder, Vectors
from indexing.nearness import Nearness
from indexing.query import Query
from indexing.rank import Ranking
from indexing.search import Hit, Searcher, SearchResult
from indexing.stored.build import build_index
from indexing.stored.opening import open_index

# Torch's threads spin while they wait for each other: on two busy cores a test that trains took 73 s instead of 21.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
# Where the command is on the PATH, messages name it as it is written here.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

FRONT_MATTER: dict[str, Any] = {
    "id": "sample", "title": "A sample", "publisher": "A publisher", "author": None, "published": "2020-01",
    "period": None, "kind": "guide", "url": None, "rights": None, "status": "current", "currency": [],
    "raw": "sample.txt", "sha256": "0" * 64,
}  # fmt: skip


class FakeEmbedder:
    """Unit vectors of hashed words, so that texts with the same words are near; a token is a word."""

    def __init__(self, name: str = "fake", limit: int = 256) -> None:
        self.name, self.limit, self.model = name, limit, None

    def encode(self, texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                vectors[row, zlib.crc32(word.encode()) % 384] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def count(self, text: str) -> int:
        return len(text.split()) + 2

    def knows(self, word: str) -> bool:
        return word in ("the", "bread", "boat")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("EVENHAND_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def fake_embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> type[FakeEmbedder]:
    """Whatever model is named, indexes are made and opened with the fake one, and without a cross-encoder."""
    monkeypatch.setattr("indexing.embed.SentenceEmbedder", FakeEmbedder)
    monkeypatch.setattr("indexing.stored.build.export_models", lambda folder, published, **_: None)
    monkeypatch.setattr("assistant.changes.export_models", lambda folder, published, **_: None)
    monkeypatch.setattr("assistant.changes.open_embedder", lambda folder, model, threads: FakeEmbedder(model))
    monkeypatch.setattr("indexing.stored.opening.open_embedder", lambda folder, model: FakeEmbedder(model))
    monkeypatch.setattr("indexing.stored.opening.open_cross_encoder", lambda folder, model: None)
    monkeypatch.setattr("indexing.stored.build.open_cross_encoder", lambda folder, model: None)
    monkeypatch.setattr("indexing.stored.manifest.are_exported", lambda folder: True)
    return FakeEmbedder


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    return {document.id: document for document in load_documents()}


@pytest.fixture(scope="session")
def passages(documents: dict[str, Document], embedder: SentenceEmbedder) -> dict[str, list[Passage]]:
    """The passages of the real library by document, cut with the real tokenizer."""
    return {id_: split(document, embedder.count, embedder.limit) for id_, document in documents.items()}


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder) -> Path:
    """The folder of an index of the real library; not to be written to."""
    folder = tmp_path_factory.mktemp("real") / "index"
    build_index(folder, embedder)
    return folder


@pytest.fixture(scope="session")
def searcher(real_index: Path) -> Searcher:
    return open_index(real_index)


@pytest.fixture(scope="session")
def assistant(searcher: Searcher, real_index: Path) -> Assistant:
    return Assistant(searcher, Settings(index=real_index))


@pytest.fixture
def library_copy(tmp_path: Path) -> Path:
    """A copy of the real library that a test may break: the folders `documents` and `raw`."""
    shutil.copytree(DOCUMENTS, tmp_path / "documents")
    shutil.copytree(RAW, tmp_path / "raw")
    return tmp_path


@pytest.fixture
def write_document(tmp_path: Path) -> Callable[..., Path]:
    """Writes a curated file of a small library; front matter can be given by field, `...` leaves a field out."""

    def write(body: str, **front: Any) -> Path:
        fields = {name: value for name, value in {**FRONT_MATTER, **front}.items() if value is not ...}
        path = tmp_path / "library" / f"{fields.get('id', 'sample')}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{yaml.safe_dump(fields)}---\n\n{body}\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def small_library(write_document: Callable[..., Path]) -> Path:
    """Two short documents."""
    write_document("# Bread\n\nKnead the dough.\n\n## Steps\n\nDo this:\n\n- Mix flour.\n- Add water.", id="bread")
    path = write_document("# Boats\n\nA keel keeps a boat upright.\n\n# Oars\n\nRow with both hands.", id="boats")
    return path.parent


@pytest.fixture
def hit_of() -> Callable[..., Hit]:
    """Makes a hit on a passage whose sentences are as near as given; sentence n of passage p is read as “p: p-n”."""

    def make(name: str, *near: float, score: float = 1.0, catalogued: bool = True) -> Hit:
        items = tuple(Sentence(f"{name}-{number}", 0, "item") for number in range(len(near)))
        document = "guide" if catalogued else "added"
        passage = Passage(name, document, (name,), "publisher", name, "", items, (), 0)
        return Hit(passage, score, 0.0, 0.0, 0.0, near, (0.0,) * len(near), catalogued=catalogued)

    return make


@pytest.fixture
def result_of() -> Callable[..., SearchResult]:
    """Makes a search result of hits, and of the fields of its nearness by name."""

    def make(*hits: Hit, **near: Any) -> SearchResult:
        kinds = [tuple(hit for hit in hits if hit.catalogued == kind) for kind in (True, False)]
        none = Ranking(*[np.zeros(0, dtype=np.float32)] * 9)
        return SearchResult(Query("?"), hits, kinds[0], kinds[1], Nearness(**near), none, ())

    return make


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets nothing reach further than loopback; the list fills with every attempt."""
    attempts: list[str] = []

    def guard(name: str, host_of: Callable[[tuple[Any, ...]], Any]) -> None:
        owner = socket if name == "getaddrinfo" else socket.socket
        real = getattr(owner, name)

        def guarded(*arguments: Any, **named: Any) -> Any:
            host = host_of(arguments)
            if host in (None, "", "localhost", "::1", "0.0.0.0") or str(host).startswith("127."):
                return real(*arguments, **named)
            attempts.append(f"{name} {host}")
            raise OSError(f"blocked: {name} {host}")

        monkeypatch.setattr(owner, name, guarded)

    def host_of_address(arguments: tuple[Any, ...]) -> Any:
        """An address with a host is a tuple; a Unix socket's is a path on this machine."""
        return arguments[-1][0] if isinstance(arguments[-1], tuple) else None

    for name in ("connect", "connect_ex", "sendto"):
        guard(name, host_of_address)
    guard("getaddrinfo", lambda arguments: arguments[0])
    return attempts
