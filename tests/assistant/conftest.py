"""Excerpts as the library's own would be, and hostile ones."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.excerpts import Excerpt

Make = Callable[..., Excerpt]


@pytest.fixture
def excerpt() -> Make:
    """Makes an excerpt; fields can be given by name."""

    def make(text: str = "Knead the dough.", **fields: Any) -> Excerpt:
        values: dict[str, Any] = {
            "document": "bread", "title": "Bread", "publisher": "A & B", "published": "2020-01",
            "section": ("Food", "Dough"), "anchor": "food/dough/p1", "text": text, "voice": "publisher",
            "status": "dated", "url": "example.org/bread",
            "reference": "A & B (January 2020) Bread. Food › Dough [guide].",
            "notes": ("“Bread” (January 2020) is dated: check the current position.",), "score": 1.0, "matched": (),
            "position": 0,
        }  # fmt: skip
        return Excerpt(**{**values, **fields})

    return make
