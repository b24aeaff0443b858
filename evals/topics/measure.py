"""What of a topic's passages each tier of its excerpts holds, as counts that add up over topics."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from assistant.excerpts.find import Excerpt
from evals.topics.labels import LabelledTopic


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of passages: all that are relevant, and of each tier, how many it holds and how many are relevant.

    A figure is None where there is nothing to divide by.
    """

    relevant: int = 0
    named: int = 0
    named_relevant: int = 0
    about: int = 0
    about_relevant: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def recall_of_named(self) -> float | None:
        """The share of all relevant passages that name the topic."""
        return _share(self.named_relevant, self.relevant)

    @property
    def precision_of_named(self) -> float | None:
        """The share of the passages that name the topic that are relevant."""
        return _share(self.named_relevant, self.named)

    @property
    def recall_of_about(self) -> float | None:
        """The share, of the relevant passages that do not name the topic, that the second tier holds."""
        return _share(self.about_relevant, self.relevant - self.named_relevant)

    @property
    def precision_of_about(self) -> float | None:
        """The share of the second tier that is relevant."""
        return _share(self.about_relevant, self.about)

    @property
    def recall(self) -> float | None:
        """The share of all relevant passages that either tier holds."""
        return _share(self.named_relevant + self.about_relevant, self.relevant)


def counts_of(topic: LabelledTopic, found: Sequence[Excerpt], documents: Iterable[str] | None = None) -> Counts:
    """The counts of a topic's excerpts; of these documents alone, where they are given."""
    relevant = {place for place in topic.places if documents is None or place[0] in documents}
    tiers = {tier: {(one.document, one.anchor) for one in found if one.tier == tier} for tier in ("names", "about")}
    named, about = tiers["names"], tiers["about"]
    return Counts(len(relevant), len(named), len(named & relevant), len(about), len(about & relevant))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
