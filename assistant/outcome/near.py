"""The words that stand for a passage which is near to a question and no answer."""

from assistant.nearest import by_nearness
from assistant.quoting.opening import begins_at, points_back, says_nothing
from assistant.quoting.pieces import Piece
from corpus.document import Sentence
from indexing.search import Hit


def near_piece(hit: Hit) -> Piece:
    """The nearest sentence that can be quoted alone, or after the one that it leans on; else the nearest."""
    passage, numbers = hit.passage, by_nearness(hit)
    begun = ((begins_at(passage, n), n) for n in numbers if not _hangs(passage.sentences[n]))
    return next((Piece(passage, n, last) for n, last in begun if n is not None), Piece(passage, numbers[0], numbers[0]))


def _hangs(sentence: Sentence) -> bool:
    """Whether a sentence says nothing alone, or not even after the lead-in of its list."""
    return says_nothing(sentence) or points_back(sentence.lead)
