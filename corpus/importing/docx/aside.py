"""What a Word file holds beside its text."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Aside:
    """What was met while reading and stands elsewhere: notes by their ids in order, hidden words, pictures."""

    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0
