"""A small document and its passages, for checks without a model."""

from collections.abc import Callable

import pytest

from assistant.writing.checks.sources import Source
from corpus.document import Document, Passage, Sentence

Make = Callable[..., Source]


@pytest.fixture
def source() -> Make:
    """Makes a source of one passage from its sentences; an item is a pair of its lead-in and its text."""

    def make(*parts: str | tuple[str, str], section: tuple[str, ...] = ("Bread", "Dough")) -> Source:
        pairs = [("", part) if isinstance(part, str) else part for part in parts]
        text = "\n".join(words for _, words in pairs)
        sentences = tuple(
            Sentence(words, text.index(words), "item" if lead else "sentence", lead=lead) for lead, words in pairs
        )
        passage = Passage("dough/p1", "good-bread", section, "publisher", text, "", sentences, (), 0)
        document = Document(
            id="good-bread", title="Good bread", publisher="Bakers United", author=None, published="2020-01",
            period=None, kind="guide", url=None, rights=None, status="current", currency=(), raw="", sha256="",
            body=text, sections=(),
        )  # fmt: skip
        return Source(passage, document)

    return make
