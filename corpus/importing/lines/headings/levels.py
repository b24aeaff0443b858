"""The levels of headings that were found by their look."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.importing.lines.headings.looks import Look, depth_of, look_of
from corpus.importing.lines.line import Block, Line

_APPENDIX = re.compile(r"(?:appendix|annexe?|schedule)\b", re.IGNORECASE)
# A look that so many headings share is one of the file's own; another that occurs once is an accident.
_COMMON = 3
# Where so many times more headings are found by look than by style, styles say nothing of levels.
_FAR_MORE = 2


def with_levels(blocks: Sequence[Block], found: set[int]) -> list[Block]:
    """The blocks, with the lines at the places `found` as headings.

    The level of such a heading is that of the headings by style that look alike, or below the heading by style that it
    stands under, or its own where it is larger.
    """
    styled = {place for place, block in enumerate(blocks) if isinstance(block, Line) and block.level}
    if styled and len(found) > len(styled) * _FAR_MORE:
        blocks = [
            replace(b, level=0) if place in styled and isinstance(b, Line) else b for place, b in enumerate(blocks)
        ]
        found, styled = found | styled, set()
    ranks = _ranks([block for place in sorted(found) if isinstance(block := blocks[place], Line)])
    alike = _levels_by_look([block for place in sorted(styled) if isinstance(block := blocks[place], Line)])
    above: list[Line] = []
    made: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and block.level:
            above = [line for line in above if line.level < block.level] + [block]
        if isinstance(block, Line) and place in found:
            level = alike.get((block.size, block.bold)) or _level(block, above, ranks[id(block)])
            made.append(replace(block, level=level))
        else:
            made.append(block)
    return made


def _ranks(headings: Sequence[Line]) -> dict[int, int]:
    """By the identity of a heading, the rank of its look from 1; an appendix ranks with the chapters."""
    chapters = [look_of(line) for line in headings if depth_of(line) == 0]
    looks = {id(line): min(chapters) if chapters and _APPENDIX.match(line.text) else look_of(line) for line in headings}
    looks |= _looks_of_numbers(headings)
    usual = _without_accidents(list(looks.values()))
    looks = {identity: usual.get(look, look) for identity, look in looks.items()}
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values())), start=1)}
    return {identity: ranks[look] for identity, look in looks.items()}


def _without_accidents(looks: Sequence[Look]) -> Mapping[Look, Look]:
    """For looks that occur once, after the first heading, and above a common one: that common look."""
    counts = Counter(looks)
    common = sorted(look for look, count in counts.items() if count >= _COMMON)
    lone = [look for look in looks[1:] if counts[look] == 1]
    # Chapters may be few: what stands over common headings on both its sides only once is a part of its own.
    return {look: below for look in lone if (below := next((one for one in common if one > look), None))}


def _looks_of_numbers(headings: Sequence[Line]) -> dict[int, Look]:
    """By the identity of a numbered heading, the look that most headings with a number as deep have."""
    depths: dict[int, list[Line]] = {}
    for line in headings:
        if (depth := depth_of(line)) is not None:
            depths.setdefault(depth, []).append(line)
    usual = {depth: Counter(map(look_of, lines)).most_common(1)[0][0] for depth, lines in depths.items()}
    return {id(line): usual[depth] for depth, lines in depths.items() if len(lines) >= _COMMON for line in lines}


def _levels_by_look(headings: Sequence[Line]) -> dict[tuple[float, bool], int]:
    """The levels of the looks that headings by style have; a look of several levels says nothing."""
    levels: dict[tuple[float, bool], Counter[int]] = {}
    for line in headings:
        levels.setdefault((line.size, line.bold), Counter())[line.level] += 1
    return {look: next(iter(counts)) for look, counts in levels.items() if len(counts) == 1 and counts.total() > 1}


def _level(line: Line, above: list[Line], rank: int) -> int:
    """The level of a heading by its look, below or beside the headings by style that are open `above` it."""
    while above and above[-1].size < line.size:
        above.pop()
    if not above:
        return rank
    alike = above[-1].size == line.size and above[-1].bold == line.bold
    return above[-1].level + (0 if alike else rank)
