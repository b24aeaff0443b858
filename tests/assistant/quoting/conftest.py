"""Makers of documents, passages and hits, and a searcher that only knows which passages there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from corpus.document import Document, Passage, Sentence
from indexing.search import Hit

GUIDE = Document(
    id="guide", title="A guide", publisher="A publisher", author=None, published="2020-01", period=None, kind="guide",
    url=None, rights=None, status="current", currency=(), raw="guide.txt", sha256="0" * 64, body="", sections=(),
)  # fmt: skip


@dataclass
class FakeSearcher:
    """Holds documents and passages, and the sentences that a topic gathers; every word is as rare as any other."""

    documents: dict[str, Document]
    passages: list[Passage]
    topic: list[tuple[Passage, int]] = field(default_factory=list)

    def passages_of(self, document: str) -> list[Passage]:
        return [passage for passage in self.passages if passage.document == document]

    def rarity(self, word: str) -> float:
        return 1.0

    def gathered(self, result: object) -> list[tuple[Passage, int]]:
        return self.topic


@pytest.fixture
def document() -> Callable[..., Document]:
    """Makes a document; fields can be given by name."""
    return lambda **fields: replace(GUIDE, **fields)


@pytest.fixture
def passage() -> Callable[..., Passage]:
    """Makes a passage of sentences, whose places follow from their texts; its first marker is left out of its text."""

    def make(*sentences: Sentence, **fields: Any) -> Passage:
        text, placed = "", list[Sentence]()
        for sentence in sentences:
            text += _between(placed[-1], sentence) if placed else ""
            placed.append(replace(sentence, start=len(text)))
            text += sentence.text
        values: dict[str, Any] = {
            "anchor": "steps/p1", "document": "guide", "section": ("Steps",), "voice": "publisher", "text": text,
            "context": "", "sentences": tuple(placed), "notes": (), "position": 0,
        }  # fmt: skip
        return Passage(**{**values, **fields})

    return make


def _between(before: Sentence, sentence: Sentence) -> str:
    if sentence.kind == "cell":
        return " | "
    if sentence.kind != "item" or not sentence.marker:
        return " "
    return f"\n{sentence.marker}" if before.kind == "item" else f"\n\n{sentence.marker}"


@pytest.fixture
def prose() -> Callable[..., list[Sentence]]:
    """Makes sentences of a paragraph."""
    return lambda *texts: [Sentence(text, 0, "sentence") for text in texts]


@pytest.fixture
def listed() -> Callable[..., list[Sentence]]:
    """Makes the items of a list, counted from `first`; with `led` its lead-in comes before them."""

    def make(*texts: str, group: str = "steps#1", lead: str = "Do this:", first: int = 1, led: bool = False) -> Any:
        items = [Sentence(t, 0, "item", group, lead, "- ", n) for n, t in enumerate(texts, start=first)]
        return [Sentence(lead, 0, "lead", group), *items] if led else items

    return make


@pytest.fixture
def fake_searcher() -> Callable[..., FakeSearcher]:
    """Makes a searcher over passages of one guide, or of the documents given."""

    def make(*passages: Passage, documents: Sequence[Document] = (GUIDE,)) -> FakeSearcher:
        return FakeSearcher({document.id: document for document in documents}, list(passages))

    return make


@pytest.fixture
def hit() -> Callable[..., Hit]:
    """Makes a hit in which each sentence is as near to the query as given."""

    def make(passage: Passage, *near: float) -> Hit:
        return Hit(passage, 0.0, 0.0, 0.0, 0.0, near, (0.0,) * len(near))

    return make
