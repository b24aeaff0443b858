"""Answers that are not whole: what the library says that touches on a question, or to a part of it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.nearest import by_nearness
from assistant.outcome.lacking import no_answer_to, not_said, telling_words
from assistant.quoting.cite import quoted, with_lines
from assistant.quoting.opening import begins_at, says_nothing
from assistant.quoting.pieces import Piece
from indexing.keyword import token_set
from indexing.search import Hit, Searcher

TOUCHED = "The library only touches on this."
# The most passages that are quoted of what touches on a question.
_PASSAGES = 3


def touched(answer: Answer, asked: str, searcher: Searcher) -> Answer:
    """The answer that quotes the sentences nearest to what was `asked`, between our words on what they are.

    It has at least one hit, and its first hit is the best.
    """
    words = telling_words(asked, searcher)
    pieces = _nearest(answer.hits, words)
    lacked = words.difference(*map(_held, pieces))
    whole = with_lines(answer, quoted(pieces), searcher.documents)
    lacking = not_said(asked, lacked, searcher)
    return replace(
        whole, status="partial", text=f"{TOUCHED}\n\n{whole.text}\n\n{lacking}", opening=TOUCHED, lacking=lacking
    )


def in_part(answer: Answer, missing: Sequence[str]) -> Answer:
    """The answer as one to a part of the question, where the library lacks other parts, which it names."""
    if not missing:
        return answer
    lacking = no_answer_to(missing)
    return replace(answer, status="partial", text=f"{answer.text}\n\n{lacking}", lacking=lacking)


def _nearest(hits: Sequence[Hit], words: frozenset[str]) -> list[Piece]:
    """The sentence that matched of the best passage, and of a few others that hold the words: new ones first."""
    first, *others = (_matching(hit) for hit in hits)
    taken, left = [first], words - _held(first)
    while len(taken) < _PASSAGES and (holding := [piece for piece in others if words & _held(piece)]):
        best = max(holding, key=lambda piece: len(left & _held(piece)))
        taken.append(best)
        others.remove(best)
        left -= _held(best)
    return taken


def _matching(hit: Hit) -> Piece:
    """The nearest sentence that can be quoted alone, or after the one that it leans on; else the nearest."""
    passage, numbers = hit.passage, by_nearness(hit)
    begun = ((begins_at(passage, n), n) for n in numbers if not says_nothing(passage.sentences[n]))
    return next((Piece(passage, n, last) for n, last in begun if n is not None), Piece(passage, numbers[0], numbers[0]))


def _held(piece: Piece) -> frozenset[str]:
    """The words of a piece, of what leads in to it and of its headings."""
    leads = {sentence.lead for sentence in piece.passage.sentences[piece.first : piece.last + 1]}
    return frozenset().union(*map(token_set, (piece.text, *leads, *piece.passage.section)))
