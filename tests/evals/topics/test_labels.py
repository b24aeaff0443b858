"""The labelled topics are whole, and their labellers agree as far as the evaluation's page says."""

import re
from pathlib import Path

import pytest

from corpus.document import Passage
from evals.topics.labels import LabelledTopic, TopicsError, agreement, load_topics

README = Path(__file__).parents[3] / "evals" / "README.md"


@pytest.fixture(scope="module")
def every(passages: dict[str, list[Passage]]) -> list[Passage]:
    return [passage for some in passages.values() for passage in some]


def test_twenty_topics_are_labelled_twice_and_half_of_them_only_reported() -> None:
    topics = load_topics()
    assert len(topics) == 40
    assert len({topic.topic for topic in topics}) == 20
    assert len(load_topics("dev")) == len(load_topics("test")) == 20


def test_the_agreement_is_as_reported(every: list[Passage]) -> None:
    found = agreement(load_topics(), every)
    assert re.search(rf"relevant or not \| 20 .*\| {found.share:.3f} \| {found.kappa:.3f} \|", README.read_text())


def test_a_passage_that_the_library_does_not_hold_is_named(every: list[Passage]) -> None:
    gone = {"topic": "bread", "split": "dev", "passages": [{"document": "bread", "anchor": "gone/p1"}]}
    topic = LabelledTopic.model_validate(gone)
    with pytest.raises(TopicsError, match="gone/p1"):
        agreement([topic, topic], every)


def test_labels_of_different_topics_are_not_compared(every: list[Passage]) -> None:
    first, *_, other = load_topics()
    with pytest.raises(TopicsError, match="same topics"):
        agreement([first, other], every)
