"""A searcher of a few passages that stand in a document each, and hits on them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from corpus.about import About
from corpus.document import Document, Passage, Sentence
from indexing.search import Hit

GUIDE = Document(
    id="guide", title="A guide", publisher="A publisher", author=None, published="2020-01", period=None, kind="guide",
    url=None, rights=None, status="current", currency=(), raw="guide.txt", sha256="0" * 64, body="", sections=(),
)  # fmt: skip


@dataclass
class FakeSearcher:
    """Holds passages and documents; `rare` words are rarer than all others."""

    passages: list[Passage]
    embedder: Any
    rare: frozenset[str] = frozenset()
    documents: dict[str, Document] = field(default_factory=lambda: {"guide": GUIDE})
    about: About = field(default_factory=About)

    def rarity(self, word: str) -> float:
        return 2.0 if word in self.rare else 1.0


@pytest.fixture
def searcher_of(fake_embedder: Any) -> Callable[..., FakeSearcher]:
    """Makes a searcher of texts, each a passage of one sentence in a section of its own."""

    def make(*texts: str, rare: str = "", **more: Any) -> FakeSearcher:
        passages = []
        for n, text in enumerate(texts, start=1):
            sentences, section = (Sentence(text, 0, "sentence"),), ("Part", f"Place {n}")
            passages.append(Passage(f"p{n}", "guide", section, "publisher", text, "", sentences, (), n))
        return FakeSearcher(passages, fake_embedder, frozenset(rare.split()), **more)

    return make


@pytest.fixture
def hits_of() -> Callable[[FakeSearcher], tuple[Hit, ...]]:
    """Hits on all passages of a searcher, in their order."""
    return lambda searcher: tuple(
        Hit(p, 1.0 - n / 10, 1.0, 0.0, 0.0, (0.5,) * len(p.sentences), (0.0,) * len(p.sentences))
        for n, p in enumerate(searcher.passages)
    )


@pytest.fixture
def added() -> Callable[[str], Document]:
    """Makes a document that an organisation added, by its title."""
    return lambda title: replace(GUIDE, id=title.lower(), title=title, added="2026-11-30")
