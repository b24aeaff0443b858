"""What is searched for."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands on its own.

    For a turn that leans on what was asked before, `own` are its own words and `subject` what they lean on; both are
    empty for any other.
    """

    text: str
    own: str = ""
    antecedent: str = ""

    @property
    def asked(self) -> str:
        """The words that the turn itself asks with."""
        return self.own or self.text

    def mapped(self, change: Callable[[str], str]) -> "Query":
        """The same with every text changed."""
        return Query(change(self.text), change(self.own), change(self.antecedent))
