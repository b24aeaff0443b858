"""Headings that are none by style: short lines that stand out, or are numbered, before other text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

_MOST_WORDS = 14
# A "heading" with more words than this is a paragraph that somebody set in a heading's style.
_MOST_WORDS_OF_STYLED = 30
_MOST_WORDS_BEFORE_COLON = 6
# Letters larger by this share stand out.
_LARGER = 1.12
# In a file with a greater share of bold words, bold says nothing.
_MOSTLY = 0.4
_SHOWN = 5
# A version or a date on a title page, which is set in bold as often as a title.
_EDITION = re.compile(
    r"(?:version|issue|edition|rev(?:ision)?|v)\.?\s*(?:no\.?\s*)?\d[\d.]*|(?:draft|final)"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{1,2},\s+)?\d{4}"
    r"|page \d+(?: of \d+)?",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"(?:appendix|annexe?|schedule)\b", re.IGNORECASE)


# The size, depth of number, weight and capitals of a heading: the lesser of two is that of the higher heading.
_Look = tuple[int, int, bool, bool]


def with_headings(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks, with the lines that stand out as headings, and doubts about them.

    The level of such a heading is below the heading by style that it stands under, or its own where it is larger.
    """
    blocks = [_unless_long(block) for block in blocks]
    bold_counts = _bold_share(blocks) < _MOSTLY
    usual = _usual_size(blocks)
    standing = {
        n for n, block in enumerate(blocks) if isinstance(block, Line) and _stands_out(block, usual, bold_counts)
    }
    found = {place for place in standing if _leads(blocks, place, standing)}
    found |= _numbered(blocks, found)
    return _levelled(blocks, found), [*_doubts(blocks, found, standing - found)]


def _unless_long(block: Block) -> Block:
    """A paragraph in a heading's style is a paragraph; a numbered one stays numbered."""
    if not isinstance(block, Line) or not block.level:
        return block
    words = len(block.text.split())
    sentence = block.text.rstrip().endswith((".", ";")) and words > _MOST_WORDS
    return replace(block, level=0, bold=False) if words > _MOST_WORDS_OF_STYLED or sentence else block


def _bold_share(blocks: Sequence[Block]) -> float:
    words: Counter[bool] = Counter()
    for block in blocks:
        if isinstance(block, Line) and not block.level:
            words[block.bold] += len(block.text.split())
    return words[True] / (words.total() or 1)


def _usual_size(blocks: Sequence[Block]) -> float:
    sizes: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Line) and not block.level:
            sizes[block.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _stands_out(line: Line, usual: float, bold_counts: bool) -> bool:
    text = folded(line.text)
    if line.level or line.contents or line.quotation or (line.mark and not line.mark.number):
        return False
    if not re.search(r"[^\W\d_]", text) or len(text.split()) > _MOST_WORDS or re.search(r"[.;,]$", text):
        return False
    if _EDITION.fullmatch(text):
        return False
    # "Version: 2" is a label with its value.
    if re.search(r":\s", text) and not re.match(
        r"(?:part|section|chapter|appendix|annex|stage|step)\b", text, re.IGNORECASE
    ):
        return False
    return (line.bold and bold_counts) or line.size > usual * _LARGER or _is_capital(text)


def _is_capital(text: str) -> bool:
    return text.isupper() and len(re.findall(r"[^\W\d_]", text)) > 3


def _leads(blocks: Sequence[Block], place: int, standing: set[int]) -> bool:
    """Whether text follows that the line can be the heading of: no line that stands out in the same way."""
    line, after = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(line, Line) or after is None:
        return False
    if line.text.rstrip().endswith(":"):
        leads_list = isinstance(after, Line) and after.mark is not None
        return not leads_list and len(line.text.split()) <= _MOST_WORDS_BEFORE_COLON and place + 1 not in standing
    if not isinstance(after, Line) or place + 1 not in standing:
        return True
    return _look(after) > _look(line)


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
            numbered |= {place for place in places if len(_text(blocks[place]).split()) <= _MOST_WORDS}
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


def _look(line: Line) -> _Look:
    number = line.mark.number if line.mark else folded(line.text)
    typed = re.match(r"\d+(?:\.\d+)*", number)
    return -round(line.size), typed[0].count(".") if typed else 0, not line.bold, not _is_capital(line.text)


def _levelled(blocks: Sequence[Block], found: set[int]) -> list[Block]:
    headings = [block for place in sorted(found) if isinstance(block := blocks[place], Line)]
    chapters = [_look(line) for line in headings if _is_chapter(line)]
    looks = {id(line): min(chapters) if chapters and _APPENDIX.match(line.text) else _look(line) for line in headings}
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values())), start=1)}
    above: list[Line] = []
    made: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and block.level:
            above = [line for line in above if line.level < block.level] + [block]
        if isinstance(block, Line) and place in found:
            made.append(replace(block, level=_level(block, above, ranks[looks[id(block)]])))
        else:
            made.append(block)
    return made


def _is_chapter(line: Line) -> bool:
    """Whether a heading has a number of the highest level, whose rank an appendix shares."""
    number = line.mark.number if line.mark else folded(line.text)
    return re.match(r"\d+\.?(?=\s|$)", number) is not None


def _level(line: Line, above: list[Line], rank: int) -> int:
    """The level of a heading by its look, below or beside the headings by style that are open `above` it."""
    while above and above[-1].size < line.size:
        above.pop()
    if not above:
        return rank
    alike = above[-1].size == line.size and above[-1].bold == line.bold
    return above[-1].level + (0 if alike else rank)


def _doubts(blocks: Sequence[Block], found: set[int], others: set[int]) -> Iterator[str]:
    if found:
        taken = "1 line was taken as a heading for its look or number"
        if len(found) > 1:
            taken = f"{len(found)} lines were taken as headings for their look or number"
        yield f"{taken}: {_named(blocks, found)}."
    if others:
        yield f"Lines that stand out and could be headings: {_named(blocks, others)}."


def _named(blocks: Sequence[Block], places: set[int]) -> str:
    texts = [f"“{folded(block.text)}”" for place in sorted(places) if isinstance(block := blocks[place], Line)]
    return ", ".join(texts[:_SHOWN]) + (" and others" if len(texts) > _SHOWN else "")
