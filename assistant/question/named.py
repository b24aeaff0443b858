"""The documents that a question names ("the menopause guide"), and the question without their names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Document
from indexing.keyword import STOPWORDS, token_set, tokens

# What documents are called. Any may be called by the first of these; the others it must have in its title.
_ANY = "document guide guidance resource article paper text publication"
_OWN = "policy procedure protocol handbook manual toolkit booklet leaflet plan strategy assessment report blog template"
_WORD = re.compile(r"[\w&]+(?:[’'-]\w+|(?<=s)[’'])*")
# Words that say that a certain document is meant, not any of its kind.
_CERTAIN = frozenset(["the", "this", "our", "your", "their", "its"])
# Words that stand inside a name, but make none.
_INSIDE = frozenset(["and", "of", "for", "on", "in", "to", "&"])
# How a word ends that says whose something is.
_OWNER = ("'s", "’s", "s'", "s’")
_CALLED_ANY, _CALLED = token_set(_ANY), token_set(f"{_ANY} {_OWN}")


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of the documents that a question names, and the question with "the policy" or the like for each name."""

    documents: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question in small letters, where it begins, and its stems."""

    text: str
    start: int
    stems: tuple[str, ...]


def named_in(question: str, documents: Iterable[Document]) -> Named | None:
    """What a question names; None where it names nothing, or something that is not one document's alone."""
    words = [_Word(match[0].lower(), match.start(), tuple(tokens(match[0]))) for match in _WORD.finditer(question)]
    ends = [place for place in reversed(range(len(words))) if _is_called(words, place)]
    titles = {document.id: _title(document) for document in documents} if ends else {}
    found: list[str] = []
    text = question
    for place in ends:
        document, first = _best(words, place, titles)
        begins = _certain(words, first)
        if begins is None:
            continue
        if not document:
            return None
        found.append(document)
        text = f"{text[: words[begins].start]}the {text[words[place].start :]}"
    return Named(tuple(dict.fromkeys(reversed(found))), text) if found else None


def _title(document: Document) -> frozenset[str]:
    """The words that a document may be called by: of its title, kind, publisher and id."""
    named = (document.title, document.kind, document.publisher, document.id.replace("-", " "))
    return token_set(" ".join(part for part in named if part))


def _is_called(words: Sequence[_Word], place: int) -> bool:
    """Whether a word may end a name: it is what documents are called, and so is not the next ("policy document")."""
    called = [not _CALLED.isdisjoint(word.stems) for word in words[place : place + 2]]
    return called[0] and not any(called[1:])


def _best(words: Sequence[_Word], last: int, titles: Mapping[str, frozenset[str]]) -> tuple[str, int]:
    """The one document whose title shares most with the words that end with the last, and where these begin.

    "" and the last word's place where there is none, or more than one.
    """
    called = words[last].stems[0]
    counts: dict[str, tuple[int, int]] = {}
    for id_, title in titles.items():
        first = _first(words, last, title)
        shared = {stem for word in words[first:last] for stem in word.stems} & title - {called}
        if shared and (called in title or called in _CALLED_ANY):
            counts[id_] = len(shared) + (called in title), first
    most = max((count for count, _ in counts.values()), default=0)
    best = [(id_, first) for id_, (count, first) in counts.items() if count == most]
    return best[0] if len(best) == 1 else ("", last)


def _first(words: Sequence[_Word], last: int, title: frozenset[str]) -> int:
    """Where the words of a title begin that stand before the last word, without a gap."""
    first = last
    for number in range(last - 1, -1, -1):
        if not title.isdisjoint(words[number].stems):
            first = number
        elif words[number].text not in _INSIDE:
            break
    return first


def _certain(words: Sequence[_Word], first: int) -> int | None:
    """Where a name begins that says that it is a certain one; None where it does not say so.

    It may hold words that no title has: "the care home's equality policy".
    """
    owner = None
    for number in range(first, -1, -1):
        word = words[number].text
        if word in _CERTAIN:
            return number
        if word.endswith(_OWNER):
            owner = number
        elif word in STOPWORDS and number < first:
            break
    return owner
