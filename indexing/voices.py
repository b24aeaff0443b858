"""Whose voice a query asks for: guidance, the readers' comments under it, or the official replies to these."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from corpus.document import Document, Passage
from indexing.learnt.weights import VoiceWeights
from indexing.rank import Scores

_READERS = re.compile(r"\b(readers?|comment\w*|someone|somebody)\b", re.IGNORECASE)
_REPLYING = r"\b(official|their|the) (reply|response|answer)\b"
_SAYS = r"\b.{0,20}\b(say|said|tell|told|repl\w+|answer\w*|respon\w+|admit\w*|comment\w*)\b"


class Voices:
    """What the voice that a query asks for adds to the score of each passage."""

    def __init__(self, passages: Sequence[Passage], documents: Iterable[Document]) -> None:
        self._reader, self._reply = (
            np.array([passage.voice == voice for passage in passages], dtype=np.float32)
            for voice in ("reader", "reply")
        )
        names = {document.replies_by for document in documents if document.replies_by}
        replies = [rf"\b{_name(name)}{_SAYS}" for name in sorted(names)]
        self._replies = re.compile("|".join([*replies, _REPLYING]), re.IGNORECASE)

    def scores(self, query: str, weights: VoiceWeights) -> Scores:
        """Shape (passages,): readers' comments stand behind the guidance, replies before it where they are wanted."""
        if self._replies.search(query):
            return weights.reply * self._reply - weights.reader * self._reader
        return -weights.reader * self._reader * (_READERS.search(query) is None)


def _name(name: str) -> str:
    """A pattern for a body's name, in full or with its later words as initials: "Health England", "HealthE"."""
    first, *others = name.split()
    return re.escape(first) + "".join(rf" ?{re.escape(word[0])}({re.escape(word[1:])})?" for word in others)
