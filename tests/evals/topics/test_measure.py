"""Counts of a topic's excerpts, worked out by hand."""

from collections.abc import Callable

import pytest

from assistant.excerpts.find import Excerpt, Tier, excerpt_of
from corpus.document import Document, Passage, Sentence
from evals.topics.labels import LabelledTopic
from evals.topics.measure import Counts, counts_of

Made = Callable[[str, Tier], Excerpt]


@pytest.fixture
def excerpt() -> Made:
    document = Document(
        id="sample", title="A sample", publisher="A publisher", author=None, published="2020", period=None,
        kind="guide", url=None, rights=None, status="current", currency=(), raw="", sha256="", body="", sections=(),
    )  # fmt: skip

    def make(anchor: str, tier: Tier) -> Excerpt:
        sentences = (Sentence("Words.", 0, "sentence"),)
        passage = Passage(anchor, "sample", ("Bread",), "publisher", "Words.", "", sentences, (), 0)
        return excerpt_of(passage, document, tier=tier)

    return make


def topic(*anchors: str) -> LabelledTopic:
    passages = [{"document": "sample", "anchor": anchor} for anchor in anchors]
    return LabelledTopic.model_validate({"topic": "bread", "split": "dev", "passages": passages})


def test_each_tier_is_measured_by_what_it_holds_and_what_it_leaves(excerpt: Made) -> None:
    found = [excerpt("a", "names"), excerpt("b", "names"), excerpt("c", "about"), excerpt("d", "about")]
    counts = counts_of(topic("a", "c", "e", "f"), found)
    assert counts == Counts(relevant=4, named=2, named_relevant=1, about=2, about_relevant=1)
    assert (counts.recall_of_named, counts.precision_of_named) == (0.25, 0.5)
    assert counts.recall_of_about == pytest.approx(1 / 3)
    assert (counts.precision_of_about, counts.recall) == (0.5, 0.5)


def test_counts_add_up_and_nothing_has_no_share(excerpt: Made) -> None:
    one = counts_of(topic("a"), [excerpt("a", "names")])
    assert (one.precision_of_about, one.recall_of_about) == (None, None)
    assert one + one == Counts(2, 2, 2, 0, 0)


def test_other_documents_do_not_count_where_some_are_given(excerpt: Made) -> None:
    assert counts_of(topic("a"), [], ["another"]) == Counts()
