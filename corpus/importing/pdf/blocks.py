"""Lines in reading order -> blocks: the lines of one paragraph, heading or item, also across columns and pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.importing.pdf.markers import Marker, follows, marked
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.tables import Grid
from corpus.importing.pdf.setting import Setting

# Lines further apart than this many usual distances belong to two paragraphs.
_APART = 1.2
# Lines of one sentence are never further apart than this many sizes.
_WIDEST = 3.0
# So many usual distances break a sentence where the line before has room.
_BROKEN = 1.5
# Lines so much larger than the running text, so many sizes apart, are one title.
_LARGE, _TITLE_PITCH = 1.18, 1.35
# But a box may stand between them.
_WIDEST_AROUND_BOX = 15.0
# A line that does not end a sentence was ended on purpose where it leaves this share of its column.
_EMPTY = 0.25
_ADDRESS = re.compile(r"www\.|\w+://|\S+@\S+\.\w")
# "Telephone: 01234 567890".
_LABELLED = re.compile(r"[A-Z][\w()/&’' -]{1,40}:(?:\s|$)")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one paragraph, heading or item, which has a `marker`; `above` is the space above it in its lines."""

    lines: tuple[Line, ...]
    marker: Marker | None
    above: float

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]


def in_blocks(flow: Sequence[Piece], setting: Setting) -> list[Block | Grid]:
    """The lines in blocks, with the tables between them."""
    found: list[Block | Grid] = []
    open_lines: list[Line] = []
    above = 9.0

    def close() -> None:
        if open_lines:
            found.append(Block(tuple(open_lines), _marker(open_lines[0]), above))
            open_lines.clear()

    for place, piece in enumerate(flow):
        if isinstance(piece, Grid):
            close()
            found.append(piece)
            continue
        below = flow[place + 1] if place + 1 < len(flow) else None
        if not (open_lines and _goes_on(open_lines, piece, below, setting)):
            last = open_lines[-1] if open_lines else None
            close()
            above = _space(last, piece, setting)
        open_lines.append(piece)
    close()
    return found


def with_notes(blocks: Sequence[Block | Grid], notes: Mapping[Piece, Sequence[Block]]) -> list[Block | Grid]:
    """The blocks with each footnote after the paragraph or list in which its page ends."""
    found: list[Block | Grid] = []
    waiting: list[Block] = []
    for block in blocks:
        if waiting and not (isinstance(block, Block) and block.marker and not block.first.bold):
            found += waiting
            waiting = []
        found.append(block)
        for piece in block.lines if isinstance(block, Block) else (block,):
            waiting += notes.get(piece, ())
    return found + waiting


def _marker(line: Line) -> Marker | None:
    found = marked(line)
    return found[0] if found else None


def _space(last: Line | None, line: Line, setting: Setting) -> float:
    if last is None or last.column != line.column:
        return 9.0
    return (line.baseline - last.baseline) / setting.pitch(line.size)


def _goes_on(block: Sequence[Line], line: Line, below: Piece | None, setting: Setting) -> bool:
    """Whether a line belongs to the block before it."""
    last = block[-1]
    if _unlike(last, line) or _begins_item(block, line, setting):
        return False
    if _LABELLED.match(line.text) and all(_LABELLED.match(above.text) for above in (block[0], last)):
        return False
    if line.column != last.column:
        return _goes_on_elsewhere(block, line, setting)
    if _far(block, line, below, setting) or _outdented(block, line):
        return False
    starts_low = _starts_low(line)
    if block[0].bold != line.bold and not starts_low:
        return False
    return starts_low or _are_one_title(last, line, setting) or not _short(last, line, setting)


def _are_one_title(last: Line, line: Line, setting: Setting) -> bool:
    """Whether two large lines stand so close that they are one title, wherever it was broken."""
    close = line.baseline - last.baseline < _TITLE_PITCH * line.size
    return close and line.size > _LARGE * setting.size and line.colour == last.colour


def _unlike(last: Line, line: Line) -> bool:
    """Whether a line is set unlike the one before it: in another size, or in a little larger one and another colour."""
    smaller, larger = sorted((last.size, line.size))
    return larger > 1.08 * smaller or (larger > 1.03 * smaller and None is not line.colour != last.colour)


def _starts_low(line: Line) -> bool:
    """Whether a line begins as within a sentence."""
    return line.text[0].islower() and not _ADDRESS.match(line.text)


def _goes_on_elsewhere(block: Sequence[Line], line: Line, setting: Setting) -> bool:
    """Whether a line at the top of another column or page goes on with a sentence."""
    last = block[-1]
    if block[0].bold != line.bold or _ENDS.search(last.text) or last.frame != line.frame:
        return False
    if _starts_low(line):
        return True
    marker = _marker(block[0])
    indent = marker.text_left - setting.edges[block[0].column][0] if marker else 0.0
    hangs = line.left - setting.edges[line.column][0] > indent - line.size
    return hangs and _room(last, setting) < _wide(line)


def _far(block: Sequence[Line], line: Line, below: Piece | None, setting: Setting) -> bool:
    """Whether the space above a line parts it from the block."""
    distance = line.baseline - block[-1].baseline
    if None not in (line.colour, block[-1].colour) and line.colour != block[-1].colour and not _starts_low(line):
        return not 0 < distance <= _APART * setting.pitch(line.size)
    widest = _WIDEST_AROUND_BOX if line.page in setting.boxed else _WIDEST
    # Words that would have stood in the line before, and stand further below it than its others, begin anew.
    broken = (
        len(block) > 1
        and distance > _BROKEN * _usual(block, line, setting)
        and _room(block[-1], setting) > (_wide(line) + line.size)
    )
    if _starts_low(line) and not _ENDS.search(block[-1].text) and 0 < distance < widest * line.size and not broken:
        return False
    if len(block) > 1 and block[-1].column == block[-2].column:
        return distance > _APART * _usual(block, line, setting) or distance < 0
    if distance <= _APART * setting.pitch(line.size) or abs(line.size - setting.size) > 0.05 * setting.size:
        return not 0 < distance <= _APART * setting.pitch(line.size)
    # Text set wider than the rest: the next line is as far away, or many others are, and the lines are full.
    even = isinstance(below, Line) and abs(below.baseline - line.baseline - distance) < 0.05 * distance
    common = any(abs(usual - distance) < 0.4 for usual in setting.pitches.get(round(line.size, 1), ()))
    whole = even or (common and not _ENDS.search(block[-1].text))
    return not (whole and distance < 3 * line.size and not _short(block[-1], line, setting))


def _usual(block: Sequence[Line], line: Line, setting: Setting) -> float:
    """The distance of a block's last two lines; where it has only one in this column, the document's."""
    if len(block) < 2 or block[-1].column != block[-2].column:
        return setting.pitch(line.size)
    return min(block[-1].baseline - block[-2].baseline, max(2.6 * line.size, setting.pitch(line.size)))


def _short(last: Line, line: Line, setting: Setting) -> bool:
    """Whether the next line's first word would have stood in the line before it, so that it was ended on purpose."""
    left, right = setting.edges[last.column]
    room = _room(last, setting)
    if not _ENDS.search(last.text) and room < _EMPTY * (right - left):
        return False
    return room > _wide(line)


def _room(line: Line, setting: Setting) -> float:
    return setting.edges[line.column][1] - line.right


def _wide(line: Line) -> float:
    """The room that a line's first word takes at the end of the line before it."""
    return line.words[0].right - line.words[0].left + 0.6 * line.size


def _outdented(block: Sequence[Line], line: Line) -> bool:
    """Whether a line begins elsewhere than the block's lines do."""
    marker = _marker(block[0])
    ended = bool(_ENDS.search(block[-1].text))
    if marker and block[0].column == line.column:
        return line.left < marker.text_left - 0.7 * line.size and (ended or abs(line.left - marker.left) > 3)
    if marker:
        above = next((other for other in block if other.column == line.column), line)
        return ended and line.left < above.left - 0.7 * line.size
    edge = block[-1].left if len(block) > 1 else min(block[0].left, line.left)
    return ended and line.left > edge + 0.8 * line.size


def _begins_item(block: Sequence[Line], line: Line, setting: Setting) -> bool:
    """Whether a line begins an item, not a sentence that happens to go on with a number or a dash."""
    found = marked(line)
    if not found:
        return False
    marker, text = found
    before = _marker(block[0])
    if not marker.number and not marker.style.isalpha() and marker.style not in "–—‐‑－−-*»>→":
        return True
    if before and (before.style == marker.style and (not marker.number or follows(before.number, marker.number))):
        return abs(before.left - marker.left) < 12 or line.column != block[0].column
    ended = bool(_ENDS.search(block[-1].text)) or _short(block[-1], line, setting)
    return bool(text) and (ended or marker.gap > 0.6)
