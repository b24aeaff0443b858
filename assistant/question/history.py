"""The part of a conversation that a turn is understood by: its last turns, within bounds that hold for everybody."""

from collections.abc import Sequence

from assistant.answer import Turn

# The turns that count at most, and the characters of an answer and of all turns together. An answer of ours has about
# 1,500. Time grows with all of these: 8 MB of history took 82 s.
MOST_TURNS, LONGEST_ANSWER, _MOST_CHARACTERS = 50, 20_000, 60_000


def recent(history: Sequence[Turn], longest: int) -> list[Turn]:
    """The last turns, oldest first; what is beyond `longest` characters of a question is left out, as of an answer."""
    kept: list[Turn] = []
    room = _MOST_CHARACTERS
    for turn in reversed(history[-MOST_TURNS:]):
        short = Turn(turn.question[:longest], turn.answer[:LONGEST_ANSWER])
        room -= len(short.question) + len(short.answer)
        if room < 0 and kept:
            break
        kept.append(short)
    return kept[::-1]
