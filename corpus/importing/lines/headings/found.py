"""Headings that are none by style: short lines that stand out, or are numbered, before other text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.importing.escape import folded
from corpus.importing.lines.headings.levels import with_levels
from corpus.importing.lines.headings.looks import MOST_WORDS, Looks, depth_of, is_label, look_of, reads_as_heading
from corpus.importing.lines.line import Block, Line

_MOST_WORDS_BEFORE_COLON = 6
_SHOWN = 5
# So many lines of one look in a row are a list, or the lines of a form.
_RUN = 3
# So many lines in a row that each stand before a few words are labels before their values.
_LABELS, _LONGEST_VALUE = 3, 6


def with_headings(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks, with the lines that stand out as headings, and doubts about them."""
    looks = Looks(blocks)
    blocks = _with_whole_title(blocks, looks)
    standing = {place for place, block in enumerate(blocks) if isinstance(block, Line) and looks.stands_out(block)}
    runs = _runs(blocks, standing)
    found = {place for place in standing - runs if _leads(blocks, place, standing)}
    found -= _labels(blocks, found) | {place for place in found if _is_loose_box(blocks, place, looks)}
    found |= _numbered(blocks, found)
    return with_levels(blocks, found), [*_doubts(blocks, found, standing - found)]


def _with_whole_title(blocks: Sequence[Block], looks: Looks) -> Sequence[Block]:
    """The blocks; two or three large lines of one look that the file begins with are one title."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Line) or not looks.is_large(first):
        return blocks
    title = [first]
    for block in blocks[1:]:
        if not isinstance(block, Line) or not looks.is_large(block) or look_of(block) != look_of(first):
            break
        title.append(block)
    text = " ".join(folded(line.text) for line in title)
    if not 1 < len(title) <= _RUN or not reads_as_heading(text) or any(is_label(folded(line.text)) for line in title):
        return blocks
    return [replace(first, text=text), *blocks[len(title) :]]


def _runs(blocks: Sequence[Block], standing: set[int]) -> set[int]:
    """Lines of one look in a row, of which none stands before text."""
    found: set[int] = set()
    run: list[int] = []
    for place in range(len(blocks) + 1):
        block = blocks[place] if place in standing else None
        last = blocks[run[-1]] if run else None
        if isinstance(block, Line) and isinstance(last, Line) and _alike(block, last):
            run.append(place)
            continue
        found |= set(run) if len(run) >= _RUN else set()
        run = [place] if block else []
    return found


def _alike(one: Line, other: Line) -> bool:
    return look_of(one) == look_of(other) and (depth_of(one) is None) == (depth_of(other) is None)


def _labels(blocks: Sequence[Block], found: set[int]) -> set[int]:
    """Lines in a row that each stand before one short line, as labels stand before their values."""
    labels: set[int] = set()
    run: list[int] = []
    for place in [*sorted(found), len(blocks) + 2]:
        if run and place != run[-1] + 2:
            labels |= set(run) if len(run) >= _LABELS else set()
            run = []
        run += [place] if place in found and _is_value(blocks[place + 1]) else []
    return labels


def _is_loose_box(blocks: Sequence[Block], place: int, looks: Looks) -> bool:
    """Whether a line of a box heads no text in it: a chart has many such, and a cover has its title in a large one."""
    line, after = blocks[place], blocks[place + 1]
    if not isinstance(line, Line) or not line.boxed or looks.is_huge(line):
        return False
    text = isinstance(after, Line) and (after.mark is not None or len(after.text.split()) > MOST_WORDS)
    return not (text and isinstance(after, Line) and after.boxed)


def _is_value(block: Block) -> bool:
    if not isinstance(block, Line) or block.mark or block.level:
        return False
    return len(block.text.split()) <= _LONGEST_VALUE and not re.search(r"[.!?:;]\s*$", block.text)


def _leads(blocks: Sequence[Block], place: int, standing: set[int]) -> bool:
    """Whether text follows that the line can be the heading of: no line that stands out in the same way."""
    line, after = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(line, Line) or after is None or _is_blank(after):
        return False
    if line.text.rstrip().endswith(":"):
        leads_list = isinstance(after, Line) and after.mark is not None
        return not leads_list and len(line.text.split()) <= _MOST_WORDS_BEFORE_COLON and place + 1 not in standing
    if not isinstance(after, Line) or place + 1 not in standing:
        return True
    return look_of(after) > look_of(line) or (depth_of(line) is None and depth_of(after) is not None)


def _is_blank(block: Block) -> bool:
    """Whether a line is only a rule to write on, as in forms."""
    return isinstance(block, Line) and not re.search(r"\w", block.text.replace("_", ""))


def _numbered(blocks: Sequence[Block], found: set[int]) -> set[int]:
    """Numbered lines that are headings because the others of their numbering are, or all are short and lead text."""
    families: dict[tuple[str, int], list[int]] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and block.mark and block.mark.number and not block.level:
            families.setdefault((block.mark.family, block.mark.level), []).append(place)
    numbered: set[int] = set()
    for places in families.values():
        if _all_lead(blocks, places):
            numbered |= set(places)
        elif sum(place in found for place in places) > len(places) / 2:
            numbered |= {place for place in places if len(_text(blocks[place]).split()) <= MOST_WORDS}
    return numbered


def _text(block: Block) -> str:
    return block.text if isinstance(block, Line) else ""


def _all_lead(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    bodies = 0
    for place in places:
        line, after = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
        if not isinstance(line, Line) or not _is_short_title(line.text) or place + 1 in places:
            return False
        bodies += isinstance(after, Line) and after.mark is None and not after.level
    return len(places) > 1 and bodies * 2 > len(places)


def _is_short_title(text: str) -> bool:
    text = folded(text)
    return len(text.split()) <= 8 and text[:1].isupper() and not re.search(r"[.;:,]$", text)


def _doubts(blocks: Sequence[Block], found: set[int], others: set[int]) -> Iterator[str]:
    if found:
        taken = "1 line was taken as a heading for its look or number"
        if len(found) > 1:
            taken = f"{len(found)} lines were taken as headings for their look or number"
        yield f"{taken}: {_named(blocks, found)}."
    if others:
        yield f"Lines that stand out and could be headings: {_named(blocks, others)}."


def _named(blocks: Sequence[Block], places: set[int]) -> str:
    named = (f"“{folded(block.text)}”" for place in sorted(places) if isinstance(block := blocks[place], Line))
    texts = list(dict.fromkeys(named))
    return ", ".join(texts[:_SHOWN]) + (" and others" if len(texts) > _SHOWN else "")
