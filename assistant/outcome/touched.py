"""Answers that are not whole: what the library says that touches on a question, or to a part of it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.outcome.lacking import headings_of, held_of, no_answer_to, not_said, telling_words, words_of
from assistant.quoting.cite import quoted, with_lines
from assistant.quoting.pieces import Piece
from corpus.lists.glossary import expansions
from indexing.search import Searcher

TOUCHED = "The library only touches on this."


def touched(answer: Answer, pieces: Sequence[Piece], asked: str, searcher: Searcher) -> Answer:
    """The answer that quotes these pieces, between our words on what they are and on what of the `asked` they lack."""
    words = telling_words(asked, searcher)
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


def _said(piece: Piece) -> frozenset[str]:
    """The words of a piece and of what leads in to it, and what else its terms are called."""
    leads = {sentence.lead for sentence in piece.passage.sentences[piece.first : piece.last + 1]}
    return words_of(piece.text, *leads, *expansions(piece.text))
