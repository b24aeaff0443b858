"""Which blocks are headings, and of which level: told by size, weight, colour and numbers, against the running text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.importing.lines.headings.looks import POSTCODE
from corpus.importing.nesting import DEEPEST
from corpus.importing.pdf.blocks import Block
from corpus.importing.pdf.markers import depth_of_number
from corpus.importing.pdf.page.tables import Grid
from corpus.importing.pdf.setting import Setting

# Words so much larger than the running text are a heading; a little larger, where they end like one.
_LARGER, _LITTLE_LARGER = 1.18, 1.04
_MOST_WORDS = 25
_MOST_LINES = 4
_MANY = 4
_FEW = 2
_MOST_WORDS_OF_DOUBT = 8
# More words before a colon lead into a list.
_MOST_WORDS_BEFORE_COLON = 5
# More words before a full stop are a quotation, however large.
_MOST_WORDS_OF_SENTENCE = 6
_NO_HEADING = re.compile(r"[.;,](?:[\"'”’)\]]*)$")
# A bracket opens a remark, quotation marks around all of it a quotation.
_NO_START = re.compile(r"[\[(©]|[a-z]$|[“\"‘].*[”\"’]$")
_ADDRESS = re.compile(r"www\.|://|@")
# "Telephone: 01234 567890" and "Last updated: 3 March 2024" tell a fact; "Appendix 1: Forms" names a section.
_FACT = re.compile(
    r"(?!(?i:appendix|annex|section|part|chapter|schedule|step|stage|phase|figure|table|box)\b)"
    r"[A-Z][\w()/&’' -]{1,40}:\s+(?=.*(?:\d|\S@\S|www\.|\w\.(?:co|org|com|net|gov|nhs|uk)\b)).*"
)
_MONTH = r"(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
# A date alone or with its label, a page's stamp, a letter of a chart.
_STAMP = re.compile(
    rf"(?:\d{{1,2}} )?(?:{_MONTH}) \d{{4}}"
    r"|(?:last |next )?(?:updated?|reviewed|revised|published|issued|version)\b.*\d{4}\W?"
    r"|official(?:[- ]sensitive)?|confidential|restricted|unclassified",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"(?i:appendix|annex|schedule)\b")
_LINKS = frozenset({"and", "or", "and/or"})
_SAME_SIZE = 0.96
Style = tuple[int, int, int]


def levels_of(blocks: Sequence[Block | Grid], setting: Setting) -> dict[int, int]:
    """The levels of the headings, by their place among the blocks; 1 is the highest."""
    headings = {
        place: block
        for place, block in enumerate(blocks)
        if isinstance(block, Block) and is_heading(block, setting) and not _is_address(blocks, place, setting)
    }
    steps = _steps(block.first.size for block in headings.values())
    found = {place: _style(block, steps) for place, block in headings.items()}
    for run in _runs(sorted(found), found):
        if len(run) >= _MANY and headings[run[0]].first.size <= _LARGER * setting.size:
            # So many headings with nothing between them are the lines of a list.
            found = {place: style for place, style in found.items() if place not in run}
    found = _with_appendices(found, headings)
    found = _without_odd(found, headings)
    order = sorted(set(found.values()), reverse=True)
    return {place: min(order.index(style) + 1, DEEPEST) for place, style in found.items()}


def _with_appendices(styles: Mapping[int, Style], headings: Mapping[int, Block]) -> dict[int, Style]:
    """The styles, those of appendices no lower than those of chapters."""
    chapters = [styles[place] for place in styles if _depth(headings[place]) == 1]
    appendices = {place for place in styles if _APPENDIX.match(headings[place].first.text)}
    if not chapters or not appendices:
        return dict(styles)
    usual = Counter(chapters).most_common(1)[0][0]
    return {place: max(style, usual) if place in appendices else style for place, style in styles.items()}


def _without_odd(styles: Mapping[int, Style], headings: Mapping[int, Block]) -> dict[int, Style]:
    """The styles, one or two large headings within a document on the level of those that come before them.

    Else a picture's words would have all that follows below them. Numbered chapters keep their order by their numbers.
    """
    places: dict[Style, list[int]] = {}
    for place in sorted(styles):
        places.setdefault(styles[place], []).append(place)
    usual = [style for style, at in places.items() if len(at) > _FEW and not any(_depth(headings[n]) for n in at)]
    known = dict(styles)
    for style, at in places.items():
        before = [other for other in usual if other < style and places[other][0] < at[0]]
        if len(at) <= _FEW and before:
            known |= dict.fromkeys(at, max(before))
    return known


def _depth(block: Block) -> int:
    return depth_of_number(block.marker.number) if block.marker else 0


def _is_address(blocks: Sequence[Block | Grid], place: int, setting: Setting) -> bool:
    """Whether what is a heading by its colour only is one of several lines in it."""
    block = blocks[place]
    if not isinstance(block, Block) or block.first.bold or block.first.size > _LITTLE_LARGER * setting.size:
        return False
    around = [*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2]]
    return any(
        isinstance(other, Block)
        and other.first.colour == block.first.colour
        and abs(other.first.size - block.first.size) < 0.2
        for other in around
    )


def _runs(places: Sequence[int], styles: Mapping[int, Style]) -> Iterator[list[int]]:
    """Headings of one style with nothing between them."""
    run: list[int] = []
    for place in places:
        if run and (place != run[-1] + 1 or styles[place] != styles[run[-1]]):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def is_heading(block: Block, setting: Setting) -> bool:
    """Whether a block is set as a heading."""
    text = " ".join(line.text for line in block.lines)
    if len(block.lines) > _MOST_LINES or len(text.split()) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    if (block.marker and not block.marker.number) or _is_no_title(text):
        return False
    sentence = _NO_HEADING.search(text) and len(text.split()) > _MOST_WORDS_OF_SENTENCE
    if block.first.size > _LARGER * setting.size and not sentence:
        return True
    if _NO_HEADING.search(text) or block.first.size < 0.95 * setting.size or _ADDRESS.search(text):
        return False
    if text.endswith(":") and len(text.split()) > _MOST_WORDS_BEFORE_COLON:
        return False
    larger = block.first.size > _LITTLE_LARGER * setting.size
    bold = all(line.bold for line in block.lines) and not setting.bold
    return larger or bold or _is_coloured(block, setting)


def _is_no_title(text: str) -> bool:
    """Whether words name no section, however they are set: a link word, a remark, a quotation, a fact."""
    stated = _FACT.fullmatch(text) or _STAMP.fullmatch(text) or POSTCODE.search(text)
    return bool(text.casefold() in _LINKS or _NO_START.match(text) or stated)


def may_be_heading(block: Block, setting: Setting) -> bool:
    """Whether a short line that is set like the running text stands by itself like a heading."""
    text = block.first.text
    alone = len(block.lines) == 1 and block.above > 1.15 and not block.marker
    short = len(text.split()) <= _MOST_WORDS_OF_DOUBT and block.first.size > 0.95 * setting.size
    word = text.casefold() not in _LINKS
    return alone and short and word and text[0].isupper() and text[-1].isalpha() and not _ADDRESS.search(text)


def _is_coloured(block: Block, setting: Setting) -> bool:
    """Whether a single line, with space above it, is of another colour than the running text."""
    coloured = block.first.colour not in {None, setting.colour}
    return coloured and len(block.lines) == 1 and block.above > 1.15 and block.first.text[0].isupper()


def _steps(sizes: Iterable[float]) -> dict[float, int]:
    """The sizes of headings in steps from 0, the largest; sizes that a reader takes for one are one step."""
    steps: dict[float, int] = {}
    top = 0.0
    for size in sorted(set(sizes), reverse=True):
        begins = not steps or size < _SAME_SIZE * top
        top = size if begins else top
        steps[size] = max(steps.values(), default=-1) + begins
    return steps


def _style(block: Block, steps: Mapping[float, int]) -> Style:
    """What ranks a heading, higher first: its size, then how shallow its number is, then its weight."""
    return -steps[block.first.size], -max(1, _depth(block)), int(block.first.bold)
