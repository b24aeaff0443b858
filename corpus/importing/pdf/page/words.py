"""The characters of a page put together into words, with what is raised beside them read as it is meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.importing.lines.raised import ORDINALS, RAISED, raised_after
from corpus.importing.pdf.page.characters import UNREAD, Character

# What stands further apart than this share of the size belongs to two words; what stands nearer, but further than
# the second, does so if both are words elsewhere.
_WORD_GAP, _LOOSE_GAP = 0.25, 0.09
_NOTHING = dict.fromkeys(map(ord, UNREAD))
_LONG_WORD = re.compile(r"[^\W\d_]{3}\W*$")


class Word(NamedTuple):
    """A word as it is set; positions in points from the top left corner of the page as it is shown."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    colour: int = 0


class PageWords(NamedTuple):
    """The words of a page: those set level, those set at an angle, and how many characters no letter is known for."""

    level: list[Word]
    turned: list[Word]
    unread: int


def page_words(characters: Sequence[Character], known: Mapping[str, int]) -> PageWords:
    """The words of a page in the order of the file; `known` says how often each stands in the file as pdfium reads it.

    Words that stand so close that pdfium takes them for one are known by their halves.
    """
    level: list[Word] = []
    turned: list[Word] = []
    unread = 0
    for group in _grouped(characters, known):
        unread += sum(character.text in UNREAD for character in group)
        for part in _without_note_number(group):
            words = level if part[0].style.level else turned
            text = _text(part)
            if words and _is_note_number(words[-1], part):
                text = text.translate(RAISED)
            if words and text in ORDINALS and words[-1].text[-1].isdecimal() and _close(words[-1], part[0]):
                words[-1] = words[-1]._replace(text=words[-1].text + text, right=part[-1].right)
            elif text:
                words.append(_word(text, part))
    return PageWords(level, turned, unread)


def _text(group: Sequence[Character]) -> str:
    """The letters of a word, what is raised after a number read as it is meant: no "440" for 44 and a raised 0."""
    start = next((n for n, (one, other) in enumerate(pairwise(group), start=1) if _raised(one, other)), len(group))
    end = next((n for n in range(start, len(group)) if group[n].style.size != group[start].style.size), len(group))
    first, raised, rest = (
        "".join(character.text for character in part).translate(_NOTHING)
        for part in (group[:start], group[start:end], group[end:])
    )
    return "".join(raised_after(first, raised)) + rest


def _word(text: str, group: Sequence[Character]) -> Word:
    largest = max(group, key=lambda character: character.style.size)
    bold = sum(character.style.bold for character in group) * 2 > len(group)
    left, right = min(character.left for character in group), max(character.right for character in group)
    return Word(text, left, right, largest.baseline, largest.style.size, bold, largest.style.colour)


def _grouped(characters: Sequence[Character], known: Mapping[str, int]) -> Iterator[list[Character]]:
    """The characters in words: they part at white space, at a gap, and where the next is on another line."""
    group: list[Character] = []
    for character in characters:
        if group and (character.text.isspace() or not _goes_on(group[-1], character)):
            yield from _parted(group, known)
            group = []
        if not character.text.isspace():
            group.append(character)
    if group:
        yield from _parted(group, known)


def _goes_on(before: Character, after: Character) -> bool:
    if not (before.style.level and after.style.level):
        return before.style.level == after.style.level
    size = max(before.style.size, after.style.size)
    gap = after.left - before.right
    return abs(after.baseline - before.baseline) < size / 2 and -size < gap < _WORD_GAP * size


def _parted(group: list[Character], known: Mapping[str, int]) -> Iterator[list[Character]]:
    """A group in two where it has a small gap and both sides are words, which the whole is not."""
    for place in range(1, len(group)):
        one, other = group[:place], group[place:]
        if _loose(one[-1], other[0]) and _are_words(one, other, known):
            yield one
            yield from _parted(other, known)
            return
    yield group


def _loose(before: Character, after: Character) -> bool:
    lettered = before.text.isalpha() and after.text.isalpha() and before.style.level
    return lettered and after.left - before.right > _LOOSE_GAP * max(before.style.size, after.style.size)


def _are_words(one: Sequence[Character], other: Sequence[Character], known: Mapping[str, int]) -> bool:
    first, second = ("".join(character.text for character in part).casefold() for part in (one, other))
    rest = re.match(r"[^\W\d_]+", second)
    whole = known.get(first + (rest[0] if rest else ""), 0)
    return known.get(first, 0) > whole and (known.get(rest[0] if rest else "", 0) > whole or len(second) > len(first))


def _without_note_number(group: list[Character]) -> Iterator[list[Character]]:
    """A word and the raised number of a footnote after it, or the word by itself."""
    end = len(group)
    while end and group[end - 1].text.isdigit():
        end -= 1
    word = "".join(character.text for character in group[:end])
    if 0 < end < len(group) and _LONG_WORD.search(word) and _raised(group[end - 1], group[end]):
        yield group[:end]
        yield group[end:]
    else:
        yield group


def _is_note_number(before: Word, group: Sequence[Character]) -> bool:
    """Whether a group is the raised number of a footnote, not a power as in "kg/m2"."""
    if not all(character.text.isdigit() for character in group) or not _LONG_WORD.search(before.text):
        return False
    return _raised(before, group[0]) and group[0].left - before.right < before.size


def _close(before: Word, after: Character) -> bool:
    """Whether something raised stands close to the word before it."""
    return _raised(before, after) and -0.1 * before.size < after.left - before.right < 0.5 * before.size


def _raised(before: Word | Character, after: Character) -> bool:
    size = before.size if isinstance(before, Word) else before.style.size
    return after.style.size < 0.85 * size and 0.15 * size < before.baseline - after.baseline < size
