"""Answers that are not whole: what the library says that touches on a question, or to a part of it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.outcome.lacking import headings_of, held_of, no_answer_to, not_said, telling_words, words_of
from assistant.outcome.near import FEW, near_piece
from assistant.quoting.cite import quoted, with_lines
from assistant.quoting.pieces import Piece
from corpus.glossary import expansions
from indexing.search import Hit, Searcher

TOUCHED = "The library only touches on this."


def touched(answer: Answer, asked: str, searcher: Searcher) -> Answer:
    """The answer that quotes the sentences nearest to what was `asked`, between our words on what they are.

    It has at least one hit, and its first hit is the best.
    """
    words = telling_words(asked, searcher)
    pieces = _nearest(answer.hits, words)
    said = frozenset().union(*(_said(piece) | headings_of(piece.passage, searcher) for piece in pieces))
    lacked = words - held_of(words, said)
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
    first, *others = (near_piece(hit) for hit in hits)
    holding = [(piece, held) for piece in others if (held := held_of(words, _said(piece)))]
    taken, left = [first], words - held_of(words, _said(first))
    while holding and len(taken) < FEW:
        best = max(holding, key=lambda one: len(left & one[1]))
        holding.remove(best)
        taken.append(best[0])
        left -= best[1]
    return taken


def _said(piece: Piece) -> frozenset[str]:
    """The words of a piece and of what leads in to it, and what else its terms are called."""
    leads = {sentence.lead for sentence in piece.passage.sentences[piece.first : piece.last + 1]}
    return words_of(piece.text, *leads, *expansions(piece.text))
