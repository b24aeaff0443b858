"""The error of a file that cannot be imported."""

from corpus.errors import EvenhandError


class ImportedFileError(EvenhandError):
    """A file cannot be taken into the library; the message says in one line which file, why, and what to do."""
