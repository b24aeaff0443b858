"""The errors that a person can act on, all of one family."""


class EvenhandError(Exception):
    """Something that the person can put right; the message says in one line what is wrong, why and what to do."""


class CorpusError(EvenhandError):
    """A document, or a file that goes with the documents, is missing or malformed."""


class StoredIndexError(EvenhandError):
    """The index is missing, half-written, or made from something else."""


class SettingsError(EvenhandError):
    """A setting is unknown or out of bounds."""


class QuestionError(EvenhandError):
    """What was typed cannot be taken as a question."""


class ModelError(EvenhandError):
    """The language model that was named cannot be used."""
