"""Rare words of a query -> the passages that hold them, so that none is missed for what it is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corpus.document import Passage
from corpus.lists.glossary import expansions
from corpus.split import indexed_text
from indexing.keyword import tokens

# By token, the numbers of the passages that hold it, ascending.
Places = Mapping[str, Sequence[int]]


def places_of_words(passages: Sequence[Passage]) -> Places:
    """Where each token stands, in passages and the headings above them."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for word in set(tokens(indexed_text(passage))):
            places[word].append(number)
    return places


def query_words(text: str) -> list[str]:
    """The tokens of a query, and of what else the glossary calls its terms."""
    return tokens(" ".join((text, *expansions(text))))


def with_rare_words(order: Sequence[int], count: int, words: Iterable[str], places: Places) -> list[int]:
    """The first `count` of the passages in `order`, among them one for each word that no more passages hold.

    The best passage with such a word takes the last place of one that is not there for a word.
    """
    held = [set(places[word]) for word in dict.fromkeys(words) if 0 < len(places.get(word, ())) <= count]
    needed = {number for some in held for number in [n for n in order if n in some][:1]}
    others = [number for number in order if number not in needed]
    kept = needed.union(others[: max(count - len(needed), 0)])
    return [number for number in order if number in kept][:count]
