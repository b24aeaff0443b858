"""Whether the items of question files are sound: above all, whether each gold quote stands where it says it does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from corpus.document import Document
from corpus.split import split
from evals.questions import Item, ItemTurn, Kind, QuestionFileError, Quote, numbered_lines, plain_text, question_files
from evals.support import supports

# A fact's pattern must match within this many characters of a gold quote, so that quoting the gold can state the fact.
_NEAR = 1200
# How many characters of a quote are shown, and how many of its words a place must share to be shown as the nearest one.
_SHOWN, _ALIKE = 80, 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Check:
    """How many items there are, and what is wrong with them, a line for each fault with its file and line.

    `doubts` are lines on what may be meant so, and costs an answer its score all the same.
    """

    items: int
    faults: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Library:
    """The documents' texts and the texts of their passages by id; `plain` are all documents as patterns see them."""

    bodies: dict[str, str]
    passages: dict[str, list[str]]
    plain: str

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "_Library":
        held = list(documents)
        bodies = {document.id: document.body for document in held}
        # Cut by words alone, which needs no model; the index cuts a few long passages once more.
        passages = {document.id: [passage.text for passage in split(document, lambda _: 0, 1)] for document in held}
        return cls(bodies, passages, plain_text("\n".join(bodies.values())))


def check(path: Path, documents: Iterable[Document]) -> Check:
    """Check the items in a file, or in the `*.jsonl` files of a folder, against the documents of the library.

    Raises QuestionFileError where there is no such file or it cannot be read as text.
    """
    library, items = _Library.of(documents), 0
    faults: list[str] = []
    doubts: list[str] = []
    seen: dict[str, str] = {}
    for place, item in _placed(path):
        if isinstance(item, str):
            faults.append(f"{place}: {item}")
            continue
        items += 1
        faults += [f"{place} ({item.id}): {fault}" for fault in (*_twice(item, place, seen), *_faults(item, library))]
        doubts += [f"{place} ({item.id}): {doubt}" for doubt in _doubts(item, library)]
    return Check(items, tuple(faults), tuple(doubts))


def check_sound(path: Path, documents: Iterable[Document]) -> None:
    """Raises QuestionFileError, with the first fault, where an item is not sound and so could not be scored."""
    faults = check(path, documents).faults
    if faults:
        more = f" There are {len(faults)} faults;" if len(faults) > 1 else ""
        command = f"'evenhand eval --check {path}' {'lists them' if more else 'checks it again'}."
        raise QuestionFileError(f"{faults[0].rstrip('.')}.{more or ' Mend it;'} {command}")


def _placed(path: Path) -> Iterator[tuple[str, Item | str]]:
    for file in question_files(path):
        for number, item in numbered_lines(file, Item):
            yield f"{file.name}, line {number}", item


def _twice(item: Item, place: str, seen: dict[str, str]) -> Iterator[str]:
    """What an earlier line has too: results are told apart by their ids, and nothing is to count twice."""
    for key, said in ((item.id, "has the same id"), (item.turns[0].question.casefold(), "asks the same")):
        if key in seen:
            yield f"{seen[key]} {said}"
        seen.setdefault(key, place)


def _faults(item: Item, library: _Library) -> Iterator[str]:
    for number, turn in enumerate(item.turns, start=1):
        which = f"turn {number}: " if len(item.turns) > 1 else ""
        yield from (f"{which}{fault}" for fault in _faults_of_turn(turn, item.kind, library))


def _doubts(item: Item, library: _Library) -> Iterator[str]:
    """Gold that no passage holds, such as a heading: it counts as not found, whatever is found."""
    for choice in (choice for turn in item.turns if turn.answerable for choice in turn.gold):
        held = any(supports(text, one.quote) for one in choice for text in library.passages.get(one.document, []))
        if not held and not any(_misquoted(one, library) for one in choice):
            words = _shortened(choice[0].quote)
            yield f"no passage holds '{words}' (a heading, or words of two sections), so it never counts as found"


def _faults_of_turn(turn: ItemTurn, kind: Kind, library: _Library) -> Iterator[str]:
    quotes = [quote for choice in turn.gold for quote in choice]
    for quote in quotes:
        if fault := _misquoted(quote, library):
            yield fault
    surroundings = "\n".join(_surroundings(quotes, library.bodies))
    for fact in turn.facts:
        if surroundings and not fact.stated_in(surroundings):
            yield f"fact '{fact.fact}' is not stated near the gold: none of its patterns matches there"
        if kind != "yes-no" and fact.stated_in(turn.question):
            yield f"fact '{fact.fact}' is stated by the question itself, so an answer that repeats it would count"
    if turn.extent == "none" and kind not in ("injection", "false-premise") and not turn.absent:
        yield "an unanswerable question must list in 'absent' patterns that match nowhere in the library"
    for pattern in turn.absent:
        if match := re.search(pattern, library.plain, re.IGNORECASE):
            yield f"'{pattern}' is in the library after all: '{match[0]}'"


def _misquoted(quote: Quote, library: _Library) -> str:
    """What is wrong with a quote, and where it may have been meant to stand; "" where it is letter for letter."""
    shown = f"the quote '{_shortened(quote.quote)}'"
    body = library.bodies.get(quote.document)
    if body is None:
        return f"there is no document '{quote.document}'; the library holds {', '.join(library.bodies)}"
    if quote.quote not in body:
        other = next((id_ for id_, text in library.bodies.items() if quote.quote in text), None)
        if other:
            return f"{shown} is not in {quote.document}; it stands in {other}"
        near = _nearest(quote.quote, body)
        return f"{shown} stands nowhere in {quote.document}" + (f"; nearest to it is '{near}'" if near else "")
    return ""


def _nearest(quote: str, body: str) -> str:
    """The words of a document where the most words of a quote stand in a row, "" where hardly any do."""
    wanted = [word.lower() for word in _WORD.findall(quote)]
    found = list(_WORD.finditer(body))
    words = [match[0].lower() for match in found]
    run = SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match()
    if run.size < min(_ALIKE, len(wanted)) or not run.size:
        return ""
    first = max(0, run.b - run.a)
    last = min(len(found), first + len(wanted)) - 1
    return _shortened(body[found[first].start() : found[last].end()])


def _shortened(text: str) -> str:
    words = " ".join(text.replace("|", " ").split())
    if len(words) <= _SHOWN:
        return words
    return f"{words[: _SHOWN + 1].rpartition(' ')[0] or words[:_SHOWN]} …"


def _surroundings(quotes: Sequence[Quote], bodies: dict[str, str]) -> Iterator[str]:
    for quote in quotes:
        body = bodies.get(quote.document, "")
        if (at := body.find(quote.quote)) >= 0:
            yield body[max(0, at - _NEAR) : at + len(quote.quote) + _NEAR]
