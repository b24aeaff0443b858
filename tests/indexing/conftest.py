"""A small library to learn from."""

from collections.abc import Callable, Sequence

import pytest

from corpus.document import Passage, Sentence
from indexing.library import KnownGap, Library, Question


@pytest.fixture
def homes() -> Callable[[Sequence[str], Sequence[str], Sequence[str]], Library]:
    """One passage a home, which says how many beds it has and nothing else."""

    def library(names: Sequence[str], asks: Sequence[str], gaps: Sequence[str]) -> Library:
        texts = [f"{name} has forty beds." for name in names]
        passages = [
            Passage(f"p{n}", "d", ("Homes",), "publisher", text, "", (Sentence(text, 0, "sentence"),), (), n)
            for n, text in enumerate(texts)
        ]
        asked = [Question(n, 0, ask.format(name)) for n, name in enumerate(names) for ask in asks]
        unanswered = [KnownGap(gap.format(name), n, premise=False) for n, name in enumerate(names) for gap in gaps]
        return Library(
            [], passages, asked, [*unanswered, KnownGap("What is the weather like?", None, premise=False)], []
        )

    return library
