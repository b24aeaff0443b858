"""Headings by style that are none: paragraphs and items that somebody set in a heading's style."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.importing.lines.line import Block, Line

# A heading with more words is a sentence more often than not, and one with this many more is no heading.
_MOST_WORDS, _FAR_TOO_MANY = 14, 30
# Where so many of the lines of a level are sentences, and this share of them, its style says nothing.
_FEWEST_SENTENCES, _SENTENCES = 3, 0.25
# What a file says of itself at its beginning, set as large as a title.
_STATEMENT = re.compile(
    r"\s*(?:(?:department|title|scope|owner|(?:document |policy )?owned by|(?:prepared|approved|ratified) by"
    r"|(?:next |last )?review(?:ed)?(?: due| on)?|version(?: (?:number|no\.?))?|reference(?: (?:number|no\.?))?"
    r"|(?:policy|document) (?:title|name|number|owner|type)|target audience|name|service provider name)\s*:\s*\S"
    r"|(?:authors?|(?:(?:next |last )?review|implementation|issue|effective|approval) date|date(?: of \w+)?)\s*:)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[•·●▪◦‣○■□➢➤►❖∙⦁]")


def with_true_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the headings by style that can be believed; a numbered paragraph stays numbered."""
    false = _false_levels(blocks)
    apart = [one for block in blocks for one in _statements_apart(block)]
    true = [_unless_false(block, false) if isinstance(block, Line) else block for block in apart]
    return _with_numbers_alike(_without_late_title(true))


def _false_levels(blocks: Sequence[Block]) -> set[int]:
    """The levels on which whole sentences stand, as in files where all text has a heading's style."""
    levels: dict[int, list[bool]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, Line) and block.level and block.text.strip():
            levels[block.level].append(_is_sentence(block.text))
    return {
        level
        for level, sentences in levels.items()
        if sum(sentences) >= _FEWEST_SENTENCES and sum(sentences) >= len(sentences) * _SENTENCES
    }


def _statements_apart(block: Block) -> Sequence[Block]:
    """A title line that states the department and the title, as two lines."""
    if not isinstance(block, Line) or not block.level or not _STATEMENT.match(block.text):
        return [block]
    return [replace(block, text=text) for text in re.split(r"\s+(?=title\s*:)", block.text, flags=re.IGNORECASE)]


def _is_sentence(text: str) -> bool:
    words = len(text.split())
    return words > _MOST_WORDS or (words > 4 and text.rstrip().endswith((".", ";")))


def _unless_false(line: Line, false: set[int]) -> Line:
    words = len(line.text.split())
    sentence = line.text.rstrip().endswith((".", ";")) and words > _MOST_WORDS
    if line.level in false or (line.level and (_BULLET.match(line.text) or _STATEMENT.match(line.text))):
        return replace(line, level=0)
    return replace(line, level=0, bold=False) if line.level and (words > _FAR_TOO_MANY or sentence) else line


def _without_late_title(blocks: list[Block]) -> list[Block]:
    """The blocks; a lone title among the headings, and not before them, is one of them."""
    lines = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Line)]
    headings = [(place, line) for place, line in lines if line.level and line.text.strip()]
    titles = [place for place, line in headings if line.level == 1]
    if len(titles) != 1 or len(headings) < 3 or titles[0] == headings[0][0]:
        return blocks
    level = min(line.level for place, line in headings if place != titles[0])
    return [
        replace(b, level=level) if place == titles[0] and isinstance(b, Line) else b for place, b in enumerate(blocks)
    ]


def _with_numbers_alike(blocks: list[Block]) -> list[Block]:
    """The blocks; headings by style that one numbering counts as equals stand on the level that most of them have."""
    levels: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for block in blocks:
        if isinstance(block, Line) and block.level and block.mark and block.mark.number:
            levels[block.mark.family, block.mark.level][block.level] += 1
    made: list[Block] = []
    for block in blocks:
        counts = levels.get((block.mark.family, block.mark.level)) if isinstance(block, Line) and block.mark else None
        if isinstance(block, Line) and block.level and counts:
            usual, times = counts.most_common(1)[0]
            made.append(replace(block, level=usual) if times * 2 > counts.total() else block)
        else:
            made.append(block)
    return made
