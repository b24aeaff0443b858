"""What is searched for."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands on its own.

    For a follow-up, `own` are its own words and `antecedent` is what they lean on; both are "" for any other.
    """

    text: str
    own: str = ""
    antecedent: str = ""

    @property
    def asked(self) -> str:
        """The words that the turn itself asks with."""
        return self.own or self.text

    @property
    def texts(self) -> list[str]:
        """Its text and, of a follow-up, its own words and its antecedent: each needs a vector."""
        return [self.text, *(text for text in (self.own, self.antecedent) if text)]

    def mapped(self, change: Callable[[str], str]) -> "Query":
        """The same with every text changed."""
        return Query(change(self.text), change(self.own), change(self.antecedent))
