"""Questions to ask next: from the catalogue, near to what was answered or asked, and known to be answered."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from operator import attrgetter

from assistant.answer import Answer
from corpus.document import Passage
from indexing.library import Ask
from indexing.search import Searcher

OFFERS = 3
# How many are tried at most: each try is a search.
_TRIES = 8
_LONGEST = 100  # characters of a question that is read at a glance


def offers(
    answer: Answer, asked: Sequence[str], searcher: Searcher, answering: Callable[[str], Passage | None]
) -> list[str]:
    """Up to three questions, none asked before.

    `answering` gives the passage that a question is answered from, if it is: it must be the expected one.
    """
    known = {question.casefold() for question in (*asked, answer.question)}
    found: list[str] = []
    for offer in islice(_candidates(answer, searcher), _TRIES):
        if len(found) == OFFERS:
            break
        passage = searcher.passages[offer.passage]
        if offer.text.casefold() not in known and answering(offer.text) is passage:
            found.append(offer.text)
            known.add(offer.text.casefold())
    return found


def _candidates(answer: Answer, searcher: Searcher) -> Iterator[Ask]:
    """Of each passage in turn its first question, then of each its second, and so on."""
    of_passages = [list(_asks_of(anchor, answer, searcher)) for anchor in _near(answer, searcher)]
    return (ask for ask in chain.from_iterable(zip_longest(*of_passages)) if ask is not None)


def _near(answer: Answer, searcher: Searcher) -> list[int]:
    """Numbers of the passages cited and of their neighbours in the section; for a refusal, of the nearest."""
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


def _asks_of(number: int, answer: Answer, searcher: Searcher) -> Iterator[Ask]:
    """Whole questions about sentences of a passage that have not just been quoted, one a sentence."""
    said = "\n".join(statement.text for statement in answer.statements)
    seen: set[int] = set()
    sentences = searcher.passages[number].sentences
    # The catalogue's questions stand in the order of the passages, and there are thousands.
    first, last = (bisect_left(searcher.asks, passage, key=attrgetter("passage")) for passage in (number, number + 1))
    for ask in searcher.asks[first:last]:
        whole = ask.text[0].isupper() and ask.text.find("?") == len(ask.text) - 1 < _LONGEST
        if whole and ask.sentence not in seen and sentences[ask.sentence].text not in said:
            seen.add(ask.sentence)
            yield ask
