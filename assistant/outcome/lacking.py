"""What of a question the words found do not cover, and the sentence of ours that says so."""

import re
from collections.abc import Iterable, Sequence
from statistics import mean

from assistant.answer import FEW
from corpus.document import Passage
from corpus.lists.glossary import expansions
from indexing.keyword import places, token_set, tokens
from indexing.search import Searcher

# Words of a question stand in one phrase where only this is between them.
_BESIDE = re.compile(r"[ \-–'’]*")

_Span = tuple[int, int]


def telling_words(question: str, searcher: Searcher) -> frozenset[str]:
    """The tokens of a question that tell what it is about: "halal" and "prayer", no "make", no "seriously", no number.

    They are rarer than its words are on the whole, and without one the question loses more of its meaning. A name
    always is among them.
    """
    spans = [span for span in places(question, tokens(question)) if not question[slice(*span)].isdigit()]
    if not spans:
        return frozenset()
    found = [token_set(question[start:end]) for start, end in spans]
    rarity = [max(map(searcher.rarity, words)) for words in found]
    without = [f"{question[:start]}{question[end:]}" for start, end in spans]
    whole, *others = searcher.embedder.encode([question, *without])
    lost = [1 - float(whole @ other) for other in others]
    names = [start > 0 and question[start].isupper() and not question.isupper() for start, _ in spans]
    tell = (n for n in range(len(spans)) if names[n] or (rarity[n] >= mean(rarity) and lost[n] >= mean(lost)))
    return frozenset().union(*(found[n] for n in tell))


def not_said(question: str, words: frozenset[str], searcher: Searcher) -> str:
    """The sentence of ours that says what of a question is not covered: these of its tokens are not.

    It names the phrases of which no passage holds all words, or else the runs of content words that hold some of them.
    """
    runs = [run for run in _runs(question, places(question, tokens(question))) if _some(question, run, words)]
    exact = [phrase for run in runs for phrase in _exact(question, run, words)]
    if unknown := [phrase for phrase in exact if not _stands(phrase, searcher)]:
        return f"The library does not mention {listed(_rarest(unknown, searcher), 'or')}."
    if runs:
        phrases = _rarest([_text(question, run) for run in runs], searcher)
        return f"The library gives no direct answer on {listed(phrases, 'or')}."
    return "The library gives no direct answer to this question."


def no_answer_to(parts: Sequence[str]) -> str:
    """The sentence of ours that names parts of a question, in its own words, that the library lacks."""
    return f"The library gives no answer to {listed(parts, 'or')}."


def listed(phrases: Sequence[str], joint: str) -> str:
    """The phrases in quotation marks: “a”, “b” and “c”; there is at least one."""
    *others, last = [f"“{phrase}”" for phrase in phrases]
    return f"{', '.join(others)} {joint} {last}" if others else last


def _exact(question: str, run: Sequence[_Span], words: frozenset[str]) -> list[str]:
    """The phrases of a run that hold some of these tokens, each with the words after it where it has as many.

    In English what a word belongs to follows it: "halal meals", where the library has meals.
    """
    some = _some(question, run, words)
    rest = run[run.index(some[0]) :]
    return [_text(question, part) for part in ([rest] if 2 * len(some) >= len(rest) else _runs(question, some))]


def _some(question: str, run: Sequence[_Span], words: frozenset[str]) -> list[_Span]:
    return [span for span in run if words & token_set(question[slice(*span)])]


def _text(question: str, run: Sequence[_Span]) -> str:
    return question[run[0][0] : run[-1][1]]


def _runs(question: str, spans: Iterable[_Span]) -> list[list[_Span]]:
    """The spans in their order, those that stand beside each other together."""
    runs: list[list[_Span]] = []
    for span in spans:
        if runs and _BESIDE.fullmatch(question[runs[-1][-1][1] : span[0]]):
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _rarest(phrases: Sequence[str], searcher: Searcher) -> list[str]:
    """The few phrases with the rarest words, in their order."""
    first = sorted(phrases, key=lambda phrase: -max(map(searcher.rarity, tokens(phrase))))[:FEW]
    return [phrase for phrase in phrases if phrase in first]


def _stands(phrase: str, searcher: Searcher) -> bool:
    """Whether a passage of the library holds all words of a phrase, or of what else it is called."""
    called = [token_set(words) for words in (phrase, *expansions(phrase))]
    held = (words_of(passage.text) | headings_of(passage, searcher) for passage in searcher.passages)
    return any(held_of(words, passage) == words for passage in held for words in called)


def held_of(words: frozenset[str], held: frozenset[str]) -> frozenset[str]:
    """Those of the words that are among what is held, or begin a word of it, as "complain" begins "complaint"."""
    return frozenset(word for word in words if word in held or any(other.startswith(word) for other in held))


def headings_of(passage: Passage, searcher: Searcher) -> frozenset[str]:
    """The tokens of the headings above a passage, and of its document's title and publisher."""
    document = searcher.documents[passage.document]
    return words_of(*passage.section, document.title, document.publisher or "")


def words_of(*texts: str) -> frozenset[str]:
    """The tokens of some texts together."""
    return frozenset().union(*map(token_set, texts))
