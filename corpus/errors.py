"""The one family of errors that people of Evenhand can act on."""


class EvenhandError(Exception):
    """Something the person can fix; the message is one line saying what, why and what to do."""


class CorpusError(EvenhandError):
    """A curated document, its exceptions file or the glossary is not as it must be."""


class StoredIndexError(EvenhandError):
    """The index is missing, half-written, or made from something else."""


class SettingsError(EvenhandError):
    """A setting is unknown or out of its bounds."""


class QuestionError(EvenhandError):
    """What was asked cannot be taken as a question."""


class ModelError(EvenhandError):
    """The language model that was named cannot be used."""
