"""The line of a document that says who leads the work which a passage is about."""

import re

from assistant.quoting.pieces import Piece
from corpus.document import Passage
from indexing.search import Searcher


def leader_of(passage: Passage, searcher: Searcher) -> list[Piece]:
    """The line that says who leads the work a passage is about, from its own section or the nearest one above it.

    Empty where the document has no such lines, or none in those sections.
    """
    opening = searcher.documents[passage.document].leader
    if not opening:
        return []
    names_leader = re.compile(rf"{re.escape(opening)}(?!\w)", re.IGNORECASE)
    parts = searcher.passages_of(passage.document)
    for depth in range(len(passage.section), 0, -1):
        for part in parts:
            if part.section == passage.section[:depth]:
                said = [n for n, sentence in enumerate(part.sentences) if names_leader.match(sentence.text)]
                if said:
                    return [Piece(part, said[0], said[0])]
    return []
