"""The labelled topics: which passages each of two labellers calls relevant, and how far the two agree."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from corpus.document import Passage
from corpus.errors import EvenhandError
from evals.agreement import Agreed, agreed
from evals.questions import Strict, Text, read_lines

FIRST, SECOND = (Path(__file__).parent / f"{name}.jsonl" for name in ("first", "second"))


class TopicsError(EvenhandError):
    """The labels of topics name what the library does not hold, or cannot be compared."""


class Place(Strict):
    """A passage, by its document and its anchor there."""

    document: Text
    anchor: Text


class LabelledTopic(Strict):
    """A topic with every passage that one labeller calls relevant: it names the topic or is about it in substance."""

    topic: Text
    split: Literal["dev", "test"]
    passages: tuple[Place, ...]

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """The passages by document and anchor."""
        return frozenset((place.document, place.anchor) for place in self.passages)


def load_topics(split: str | None = None) -> list[LabelledTopic]:
    """The topics of a split (None: all), each twice: as the first labeller sees it, then as the second.

    Raises QuestionFileError for a file that is not sound.
    """
    labelled = [list(read_lines(path, LabelledTopic)) for path in (FIRST, SECOND)]
    pairs = zip(*labelled, strict=True)
    return [one for pair in pairs for one in pair if split in (None, one.split)]


def pairs_of(topics: Sequence[LabelledTopic]) -> list[tuple[LabelledTopic, LabelledTopic]]:
    """What the first and the second labeller say of each topic of `load_topics`."""
    return list(zip(topics[::2], topics[1::2], strict=True))


def agreement(topics: Sequence[LabelledTopic], passages: Collection[Passage]) -> Agreed:
    """How far the two labellers of `load_topics` agree on which passages are relevant, over all topics.

    Raises TopicsError where they labelled other topics, or a passage that is not among these.
    """
    keys = [(passage.document, passage.anchor) for passage in passages]
    pairs = pairs_of(topics)
    for one in topics:
        if missing := one.places.difference(keys):
            raise TopicsError(f"The topic '{one.topic}' names a passage that is not in the library: {min(missing)}.")
    if any(first.topic != second.topic for first, second in pairs):
        raise TopicsError("The two labellers did not label the same topics in the same order.")
    return agreed([(key in first.places, key in second.places) for first, second in pairs for key in keys])
