"""Which words of a file a document made from it does not hold, told in runs with their pages."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.fidelity import curated_words
from corpus.importing.draft import LeftOut

_WORD = re.compile(r"[^\W_]+")
# No more words than this are taken for one that lost the spaces between them.
_PIECES = 6
# Some PDFs set the bullet of an inner list as a letter.
_LETTER_BULLET = re.compile(r"^[ \t]*o(?=[ \t])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LostRun:
    """Words of a file that stand together and are missing; `page` counts from 1, also for a file without pages."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Losses:
    """The share of a file's words that are kept (1.0 for a file without words), how many are not, and which."""

    kept: float = 1.0
    words: int = 0
    runs: tuple[LostRun, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is compared, and where it stands in its page's text."""

    letters: str
    page: int
    start: int
    end: int


def lost_from(body: str, pages: Sequence[str], left_out: Sequence[LeftOut]) -> Losses:
    """Compare how often each word stands in the pages, less what was left out, and in the Markdown body.

    Only letters and digits count, in either case. Words that one side writes in one piece and the other in several are
    the same, as with a hyphen at a line's end.
    """
    texts = [_plain(page) for page in pages]
    words = _without(left_out, [word for number, text in enumerate(texts, start=1) for word in _words(text, number)])
    found = [word.letters for word in _words(" ".join(curated_words(body)), 0)]
    missing = Counter(word.letters for word in words) - Counter(found)
    extra = Counter(found) - Counter(word.letters for word in words)
    _forgive(words, missing, extra)
    places = _places(words, found, missing)
    runs = tuple(_run(texts, words, run) for run in _runs(words, places))
    return Losses(1 - len(places) / len(words) if words else 1.0, len(places), runs)


def _plain(page: str) -> str:
    """A page's text in plain letters, no ligatures, without bullets that are letters."""
    return _LETTER_BULLET.sub(lambda bullet: " " * len(bullet[0]), unicodedata.normalize("NFKC", page))


def _words(text: str, page: int) -> Iterator[_Word]:
    for found in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        yield _Word(found[0].casefold(), page, found.start(), found.end())


def _without(left_out: Sequence[LeftOut], words: list[_Word]) -> list[_Word]:
    """The words but those left out: of each text, where it stands as a run, else its words one by one."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word.letters].append(place)
    gone: set[int] = set()
    for entry in left_out:
        letters = [word.letters for word in _words(entry.text, 0)]
        whole = _run_at(words, places, gone, letters, entry.page) if letters else range(0)
        gone.update(whole or ())
        # One after the other, so that a word that was left out twice goes twice.
        for one in letters if whole is None else ():
            gone.update(_run_at(words, places, gone, [one], entry.page) or ())
    return [word for place, word in enumerate(words) if place not in gone]


def _run_at(
    words: Sequence[_Word], places: Mapping[str, list[int]], gone: set[int], letters: Sequence[str], page: int | None
) -> range | None:
    """Where the first such run of words stands that are not gone; None where there is none on the page."""
    for place in places.get(letters[0], ()):
        run = range(place, place + len(letters))
        if run.stop > len(words) or page not in (None, words[place].page):
            continue
        if all(words[at].letters == one and at not in gone for at, one in zip(run, letters, strict=True)):
            return run
    return None


def _forgive(words: Sequence[_Word], missing: Counter[str], extra: Counter[str]) -> None:
    """Take from both what stands in one word on one side and in several on the other."""
    for first, second in pairwise(words):
        joined = [first.letters + second.letters]
        if _holds(extra, joined) and _holds(missing, [first.letters, second.letters]):
            missing.subtract([first.letters, second.letters])
            extra.subtract(joined)
    for word in [word for word, times in missing.items() for _ in range(times)]:
        pieces = _pieces(word, extra)
        if pieces and _holds(extra, pieces):
            extra.subtract(pieces)
            missing.subtract([word])


def _pieces(word: str, extra: Counter[str], most: int = _PIECES) -> list[str] | None:
    """The words, so many at most, that make up a word when they are written in one; None where there are none."""
    if extra[word] > 0:
        return [word]
    if most > 1:
        for cut in range(len(word) - 1, 0, -1):
            if extra[word[:cut]] > 0 and (rest := _pieces(word[cut:], extra, most - 1)):
                return [word[:cut], *rest]
    return None


def _holds(counted: Counter[str], words: Sequence[str]) -> bool:
    return all(counted[word] >= words.count(word) for word in words)


def _places(words: Sequence[_Word], found: Sequence[str], missing: Counter[str]) -> list[int]:
    """Which of the words are missing, where the body holds some of the same: those among words that are missing too."""
    left = Counter({word: times for word, times in missing.items() if times > 0})
    if not left:
        return []
    letters = [word.letters for word in words]
    held = set(zip(found, found[1:], found[2:], strict=False))
    strange = {
        n + 1 for n, three in enumerate(zip(letters, letters[1:], letters[2:], strict=False)) if three not in held
    }
    places: set[int] = set()

    def take(candidates: Iterator[int]) -> None:
        for place in candidates:
            if place not in places and left[letters[place]] > 0:
                places.add(place)
                left[letters[place]] -= 1

    take(iter(sorted(strange)))
    take(place + 1 for place in range(len(words) - 1) if place in places)
    take(place - 1 for place in range(len(words) - 1, 0, -1) if place in places)
    take(iter(range(len(words) - 1, -1, -1)))
    return sorted(places)


def _runs(words: Sequence[_Word], places: Sequence[int]) -> Iterator[list[int]]:
    """The places in runs, each on one page."""
    for _, run in groupby(enumerate(places), key=lambda entry: (entry[1] - entry[0], words[entry[1]].page)):
        yield [place for _, place in run]


def _run(texts: Sequence[str], words: Sequence[_Word], run: Sequence[int]) -> LostRun:
    first, last = words[run[0]], words[run[-1]]
    return LostRun(" ".join(texts[first.page - 1][first.start : last.end].split()), first.page)
