"""Words and texts compared by their vectors, with an embedder that gives the vectors it is told to."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.writing.checks import likeness as likeness_module
from assistant.writing.checks.likeness import TextLikeness
from indexing.embed import Vectors

ANGLES = {"bread": 0.0, "loaf": 10.0, "boat": 90.0, "ship": 85.0, "9kg": 0.0, "A loaf of bread.": 5.0}


class Compass:
    """An embedder in two dimensions: each text points in its own direction, in degrees."""

    name, limit = "compass", 256

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: list[str]) -> Vectors:
        self.encoded += texts
        radians = np.radians([ANGLES[text] for text in texts])
        return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)

    def count(self, text: str) -> int:
        return len(text.split())

    def knows(self, word: str) -> bool:
        return word in ANGLES


@pytest.fixture
def compass() -> Compass:
    return Compass()


def cosine(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def test_a_word_that_is_there_counts_whole_and_another_for_its_nearest(compass: Compass) -> None:
    found = TextLikeness(compass).of_words(["bread", "loaf"], ["bread", "boat"])
    assert found == pytest.approx([1, cosine(10)])


def test_a_word_with_a_digit_is_only_like_itself(compass: Compass) -> None:
    likeness = TextLikeness(compass)
    assert likeness.of_words(["9kg"], ["bread"]) == [0]
    assert likeness.of_words(["bread"], ["9kg"]) == [0]
    assert likeness.of_words(["9kg"], ["9kg"]) == [1]


def test_nothing_is_like_no_words(compass: Compass) -> None:
    likeness = TextLikeness(compass)
    assert likeness.of_words(["bread"], []) == [0]
    assert likeness.of_words([], ["bread"]) == []
    assert likeness.of_texts("bread", []) == []


def test_texts_are_compared_in_order(compass: Compass) -> None:
    found = TextLikeness(compass).of_texts("bread", ["boat", "A loaf of bread.", "bread"])
    assert found == pytest.approx([0, cosine(5), 1], abs=1e-6)


def test_each_text_is_embedded_once(compass: Compass) -> None:
    likeness = TextLikeness(compass)
    for _ in range(3):
        likeness.of_texts("bread", ["boat", "boat", "ship"])
        likeness.of_words(["loaf", "loaf"], ["bread"])
    assert sorted(compass.encoded) == ["boat", "bread", "bread", "loaf", "ship"]


def test_a_full_cache_changes_no_result(compass: Compass, monkeypatch: pytest.MonkeyPatch) -> None:
    words, texts = (["loaf", "ship"], ["bread", "boat"]), ("bread", ["boat", "ship", "loaf"])
    roomy = TextLikeness(compass)
    monkeypatch.setattr(likeness_module, "_WORDS", 1)
    monkeypatch.setattr(likeness_module, "_TEXTS", 1)
    cramped = TextLikeness(compass)
    for _ in range(2):
        assert cramped.of_words(*words) == roomy.of_words(*words)
        assert cramped.of_texts(*texts) == roomy.of_texts(*texts)


def test_threads_may_share_it(compass: Compass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness_module, "_TEXTS", 2)
    likeness = TextLikeness(compass)
    names = [name for name in ANGLES if name != "bread"]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: likeness.of_texts("bread", [names[n % len(names)]]), range(200)))
    assert [value for (value,) in found] == pytest.approx(
        [cosine(ANGLES[names[n % len(names)]]) for n in range(200)], abs=1e-6
    )
