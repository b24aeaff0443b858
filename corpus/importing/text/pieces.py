"""Lines -> pieces: paragraphs, items and tables, before it is decided which are headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.importing.draft import Table
from corpus.importing.text.line import Line, is_soft
from corpus.importing.text.marker import Marker, marker_of
from corpus.importing.text.tables import table_of

_UNDERLINE = re.compile(r"([=\-~^*_#+])\1{2,}")
_LABELLED = re.compile(r"[A-Z][^.:]{0,40}:\s+\S")
_STOPS = (".", ":", ";", "?", "!")
# Bullets that nobody writes inside a sentence.
_PLAIN_BULLETS = "o•·‣◦▪▫●○■□\uf0b7\uf0a7"
_NO_BULLET = Marker("", 0, (("", 0),))
# A line is short if it fills less than this share of the width.
_SHORT = 0.6
# So many pieces back, an item can be of the same list.
_NEAR = 50
# A first line is indented by so many spaces at least.
_INDENTED = 2
# Further to the right of an item's words than this, a line is centred or a column of something else.
_FURTHER = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together; a `table` has none.

    An item has a `marker`, which its lines leave out, and its `indent`. `underline` is the sign under a heading.
    `alone` says that no other piece stands in its block of lines, `first` that none stands there before it.
    """

    lines: tuple[str, ...] = ()
    indent: int = 0
    marker: Marker | None = None
    table: Table | None = None
    underline: str = ""
    alone: bool = True
    first: bool = True


@dataclass(slots=True)
class _Group:
    """Lines of a piece while they are collected."""

    lines: list[Line]
    marker: Marker | None = None
    underline: str = ""
    texts: list[str] = field(default_factory=list)


def pieces_of(lines: Sequence[Line], width: int) -> list[Piece]:
    """The pieces in order; `width` is how long the lines may become, 0 where each is a paragraph by itself."""
    pieces: list[Piece] = []
    for block in _blocks(lines):
        if table := table_of(block):
            pieces.append(Piece(table=table))
            continue
        for piece in _pieces(block, width, titled=not pieces):
            last = pieces[-1] if pieces else None
            if piece.first and last and _is_second_paragraph(piece, last):
                pieces[-1] = replace(last, lines=(*last.lines, *piece.lines))
            else:
                pieces.append(piece)
    return pieces


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank one."""
    block: list[Line] = []
    for line in [*lines, Line("", 0, 0)]:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []


def _pieces(block: Sequence[Line], width: int, *, titled: bool) -> Iterator[Piece]:
    """The pieces of a block, which may be `titled`: its short lines are the title and what stands around that."""
    groups: list[_Group] = []
    for line in block:
        if not any(map(str.isalnum, line.text)):
            # A rule is left out; under a single line it makes that a heading.
            if _UNDERLINE.fullmatch(line.text) and groups and len(groups[-1].lines) == 1 and not groups[-1].marker:
                groups[-1].underline = line.text[0]
            continue
        marker = _marker(line, groups, width)
        if marker or not groups or not _continues(line, groups[-1], width):
            groups.append(_Group([line], marker))
        else:
            groups[-1].lines.append(line)
    groups = groups if titled else list(_with_enumerations(_with_addresses(groups, width)))
    for place, group in enumerate(groups):
        yield _piece(group, alone=len(groups) == 1 or not width, first=not place or not width)


def _piece(group: _Group, *, alone: bool, first: bool) -> Piece:
    texts = group.texts or [line.text for line in group.lines]
    if group.marker:
        texts = [texts[0][group.marker.length :], *texts[1:]]
    return Piece(tuple(texts), group.lines[0].indent, group.marker, None, group.underline, alone, first)


def _marker(line: Line, groups: Sequence[_Group], width: int) -> Marker | None:
    """The marker of a line, where it is no accident of wrapping ("as set out in section / 12. The manager")."""
    marker = marker_of(line.text)
    if not marker or not groups:
        return marker
    above = groups[-1].lines[-1]
    earlier = [group.marker for group in groups[-_NEAR:] if group.marker]
    if not is_soft(above, line, width) or line.text[0] in _PLAIN_BULLETS or any(map(marker.follows, earlier)):
        return marker
    return marker if above.text.endswith(_STOPS) and marker.begins() else None


def _continues(line: Line, group: _Group, width: int) -> bool:
    above = group.lines[-1]
    if group.underline:
        return False
    if group.marker:
        return line.indent > group.lines[0].indent or is_soft(above, line, width)
    return is_soft(above, line, width) and line.indent < above.indent + _INDENTED


def _with_addresses(groups: list[_Group], width: int) -> list[_Group]:
    """The groups, with runs of short lines that end in no stop in one: they are an address or an enumeration.

    Lines that each begin with a label ("Version: 3") stay apart.
    """
    joined: list[_Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last and all(_is_short(one, width) for one in (last, group)) and not _is_capitals(last):
            last.texts = [*(last.texts or [last.lines[0].text]), group.lines[0].text]
        else:
            joined.append(group)
    return joined


def _with_enumerations(groups: Sequence[_Group]) -> Iterator[_Group]:
    """The groups, with short lines below a lead-in as items: they are a list whose bullets were not copied."""
    led_in = False
    for group in groups:
        for line in group.texts if led_in else ():
            yield _Group([Line(line, group.lines[0].indent, group.lines[0].page)], _NO_BULLET)
        if not (led_in and group.texts):
            yield group
        led_in = group.lines[-1].text.endswith(":")


def _is_short(group: _Group, width: int) -> bool:
    text = group.lines[0].text
    single = len(group.lines) == 1 and not group.marker and not group.underline
    return single and len(text) < width * _SHORT and not text.endswith(_STOPS) and not _LABELLED.match(text)


def _is_capitals(group: _Group) -> bool:
    return group.lines[0].text.isupper() and not group.texts


def _is_second_paragraph(piece: Piece, item: Piece) -> bool:
    """Whether a paragraph is indented like the words of the item before it."""
    if not item.marker or piece.marker or piece.underline:
        return False
    return item.indent + _INDENTED <= piece.indent <= item.indent + item.marker.length + _FURTHER
