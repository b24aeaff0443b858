"""Questions to ask next: reviewed ones near to what was answered or asked, and known to be answered."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from assistant.answer import Answer
from corpus.document import Passage
from corpus.lists.offered import OfferedQuestion
from ui.html.addresses import offers_address
from ui.html.filters import Filters
from ui.live import Snapshot

OFFERS = 3
# The most that are tried: each is answered, as if somebody had asked it.
TRIES = 8
_NUMBER = re.compile("[0-9]{1,7}")
_Item = TypeVar("_Item")


class Offers:
    """Tells which of the offered questions are answered, and remembers it; no visitor's own question comes here."""

    def __init__(self, now: Snapshot) -> None:
        self.now = now
        self._answering = lru_cache(maxsize=5000)(self._answering_uncached)

    def answered(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        """Up to three of the questions that an address names, those whose answer quotes their own section.

        `pairs` are those of `ui.html.addresses.offers_address`; a question whose answer begins with a passage shown
        before is left out. Raises QuestionError when no document passes the filters.
        """
        named = list(pairs)
        filters = Filters.of(named, self.now.library)
        shown = _known(_numbers(named, "shown"), self.now.assistant.searcher.passages)
        tried = _known(_numbers(named, "ask")[:TRIES], self.now.offered.questions)
        return list(islice((one.text for one in tried if self._is_answered(one, filters, shown)), OFFERS))

    def _is_answered(self, one: OfferedQuestion, filters: Filters, shown: Sequence[Passage]) -> bool:
        quoted = self._answering(filters, one.text)
        if not quoted or quoted[0] in shown:
            return False
        return any((passage.document, passage.section_anchor) == (one.document, one.section) for passage in quoted)

    def _answering_uncached(self, filters: Filters, question: str) -> tuple[Passage, ...]:
        """The passages that the question is answered from; () where it is not answered."""
        allowed, voices = filters.allowed(self.now.library), filters.voices or None
        answer = self.now.assistant.ask(question, (), allowed, voices, quotations=True)
        cited = answer.citations if answer.status == "answered" else ()
        return tuple(self.now.library.passages[one.document, one.anchor] for one in cited)


def next_questions(answer: Answer, asked: Sequence[str], filters: Filters, now: Snapshot) -> str | list[str]:
    """The address where the browser looks up questions to ask next, so that the answer does not wait for them.

    After a question from outside the library they are questions to start with. None is among those `asked` before.
    """
    if answer.status == "out_of_scope":
        starters = (text for texts in now.offered.starters.values() for text in texts)
        return [text for text in starters if text not in asked][:OFFERS]
    tried = candidates(answer, asked, now)
    return offers_address(tried, _cited(answer, now), filters.pairs()) if tried else ""


def candidates(answer: Answer, asked: Sequence[str], now: Snapshot) -> list[int]:
    """Numbers of the offered questions to try, the nearest first, and none that was asked before.

    The nearest are those of the sections that the answer cites, then those of the sections around them; for a refusal,
    of the sections of the passages found.
    """
    known = {question.casefold() for question in (*asked, answer.question)}
    passages = now.assistant.searcher.passages
    near = [passages[n] for n in _cited(answer, now)] or [hit.passage for hit in answer.hits[:TRIES]]
    orders = _orders(now, {passage.document for passage in near})
    places = [(passage.document, orders[passage.document, passage.section_anchor]) for passage in near]
    distances: dict[int, tuple[int, int]] = {}
    for number, one in enumerate(now.offered.questions):
        if (one.document, one.section) not in orders or one.text.casefold() in known:
            continue
        order = orders[one.document, one.section]
        distances[number] = min(
            (abs(order - at), rank) for rank, (document, at) in enumerate(places) if document == one.document
        )
    return _spread(distances, now.offered.questions)[:TRIES]


def _spread(distances: dict[int, tuple[int, int]], questions: Sequence[OfferedQuestion]) -> list[int]:
    """The numbers, nearest first; each further question of a section comes as if it were one section further away."""
    seen: dict[tuple[str, str], int] = {}
    ordered = []
    for number, (distance, rank) in distances.items():
        section = (questions[number].document, questions[number].section)
        seen[section] = seen.get(section, -1) + 1
        ordered.append((distance + seen[section], rank, number))
    return [number for _, _, number in sorted(ordered)]


def _orders(now: Snapshot, documents: Iterable[str]) -> dict[tuple[str, str], int]:
    """The place in its document of each section of these documents."""
    held = now.assistant.searcher.documents
    return {(id_, section.anchor): order for id_ in documents for order, section in enumerate(held[id_].sections)}


def _cited(answer: Answer, now: Snapshot) -> list[int]:
    """The numbers of the passages that the answer cites."""
    cited = {(citation.document, citation.anchor) for citation in answer.citations}
    passages = enumerate(now.assistant.searcher.passages)
    return [number for number, passage in passages if (passage.document, passage.anchor) in cited]


def _numbers(pairs: Iterable[tuple[str, str]], name: str) -> list[int]:
    return [int(value) for key, value in pairs if key == name and _NUMBER.fullmatch(value)]


def _known(numbers: Iterable[int], items: Sequence[_Item]) -> list[_Item]:
    return [items[number] for number in numbers if number < len(items)]
