"""What can go wrong when the page is served."""

from corpus.errors import EvenhandError


class PageError(EvenhandError):
    """The page cannot be served, or no picture can be taken of it."""
