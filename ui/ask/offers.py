"""Questions to ask next: from the catalogue, near to what was answered or asked, and known to be answered."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest
from operator import attrgetter

from assistant.answer import Answer
from corpus.document import Passage
from indexing.search import Searcher
from ui.html.filters import Filters
from ui.live import Snapshot

OFFERS = 3
# The most that are tried: each try is a search.
_TRIES = 8
_NUMBER = re.compile("[0-9]{1,7}")
_LONGEST = 100  # characters of a question that can be read at a glance


class Offers:
    """Tells which questions of the catalogue are answered, and remembers it; no visitor's own question comes here."""

    def __init__(self, now: Snapshot) -> None:
        self.now = now
        self._answering = lru_cache(maxsize=5000)(self._answering_uncached)

    def answered(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        """Up to three of the questions that an address names, those answered by the passages the catalogue expects.

        `pairs` are those of `ui.html.addresses.offers_address`. Raises QuestionError when no document passes the
        filters.
        """
        named = list(pairs)
        filters, searcher = Filters.of(named, self.now.library), self.now.assistant.searcher
        numbers = [int(value) for name, value in named if name == "ask" and _NUMBER.fullmatch(value)]
        tried = [searcher.questions[number] for number in numbers[:_TRIES] if number < len(searcher.questions)]
        found = (q.text for q in tried if self._answering(filters, q.text) is searcher.passages[q.passage])
        return list(islice(found, OFFERS))

    def _answering_uncached(self, filters: Filters, question: str) -> Passage | None:
        return self.now.assistant.answering(question, filters.allowed(self.now.library), filters.voices or None)


def candidates(answer: Answer, asked: Sequence[str], searcher: Searcher) -> list[int]:
    """Numbers of the catalogue's questions to try, in this order: no text twice, and none that was asked before."""
    known = {question.casefold() for question in (*asked, answer.question)}
    new: dict[str, int] = {}
    for number in _near_questions(answer, searcher):
        text = searcher.questions[number].text.casefold()
        if text not in known:
            new.setdefault(text, number)
        if len(new) == _TRIES:
            break
    return list(new.values())


def _near_questions(answer: Answer, searcher: Searcher) -> Iterator[int]:
    """The first question of each passage in turn, then the second of each, and so on."""
    of_passages = (_questions_of(passage, answer, searcher) for passage in _near(answer, searcher))
    return (number for number in chain.from_iterable(zip_longest(*of_passages)) if number is not None)


def _near(answer: Answer, searcher: Searcher) -> list[int]:
    """Numbers of the passages cited and of their neighbours in the section; for a refusal, of the nearest passages."""
    numbers = {(p.document, p.anchor): number for number, p in enumerate(searcher.passages)}
    if not answer.citations:
        return [numbers[hit.passage.document, hit.passage.anchor] for hit in answer.hits[:_TRIES]]
    cited = [numbers[citation.document, citation.anchor] for citation in answer.citations]
    beside = [
        number + step
        for number in cited
        for step in (1, -1)
        if 0 <= number + step < len(searcher.passages)
        and searcher.passages[number + step].section[:-1] == searcher.passages[number].section[:-1]
        and searcher.passages[number + step].document == searcher.passages[number].document
    ]
    return list(dict.fromkeys(cited + beside))


def _questions_of(passage: int, answer: Answer, searcher: Searcher) -> Iterator[int]:
    """Numbers of whole questions about the sentences of a passage that were not just quoted, one for each sentence."""
    quoted = "\n".join(statement.text for statement in answer.statements)
    seen: set[int] = set()
    sentences = searcher.passages[passage].sentences
    # The catalogue's thousands of questions are in the order of the passages.
    bounds = (passage, passage + 1)
    first, last = (bisect_left(searcher.questions, number, key=attrgetter("passage")) for number in bounds)
    for number in range(first, last):
        question = searcher.questions[number]
        whole = question.text[0].isupper() and question.text.find("?") == len(question.text) - 1 < _LONGEST
        if whole and question.sentence not in seen and sentences[question.sentence].text not in quoted:
            seen.add(question.sentence)
            yield number
