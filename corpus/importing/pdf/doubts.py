"""What may have been misunderstood in a PDF, each in a sentence for a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from corpus.importing.draft import Heading, Part, Table
from corpus.importing.nesting import skipped
from corpus.importing.pdf.blocks import Block
from corpus.importing.pdf.headings import is_heading, may_be_heading
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.lines import Line
from corpus.importing.pdf.page.sheet import Sheet
from corpus.importing.pdf.page.tables import Grid
from corpus.importing.pdf.setting import Setting

# So many characters without a letter make a page doubtful.
_MANY_UNREAD = 10
_EXAMPLES = 5
# A picture that takes this share of a page may hold a table.
_LARGE_PICTURE = 0.05
_UNLIKE = 1.15


def doubts_of(
    sheets: Sequence[Sheet], blocks: Sequence[Block | Grid], parts: Sequence[Part], setting: Setting
) -> tuple[str, ...]:
    """What a person should look at, in the order in which it matters."""
    return (
        *_empty(sheets),
        *_unread(sheets),
        *_pictures(sheets),
        *_columns(blocks),
        *_tables(parts),
        *_headings(blocks, parts, setting),
    )


def _empty(sheets: Sequence[Sheet]) -> list[str]:
    empty = [sheet.number for sheet in sheets if not sheet.text.strip()]
    if not empty:
        return []
    verb, be = ("holds", "it may be a picture") if len(empty) == 1 else ("hold", "they may be pictures")
    return [
        f"{_pages(empty)} {verb} no text: {be}, and what {'it shows' if len(empty) == 1 else 'they show'} is not read."
    ]


def _unread(sheets: Sequence[Sheet]) -> list[str]:
    odd = [sheet.number for sheet in sheets if sheet.unread >= _MANY_UNREAD]
    told = [f"{_pages(odd)}: the file does not say which letters some of its characters are."] if odd else []
    broken = [sheet.number for sheet in sheets if sheet.tables_unread]
    return told + ([f"{_pages(broken)}: tables could not be looked for, and are read as lines."] if broken else [])


def _pictures(sheets: Sequence[Sheet]) -> list[str]:
    large = [sheet.number for sheet in sheets if sheet.picture >= _LARGE_PICTURE and sheet.text.strip()]
    if not large:
        return []
    hold = "holds a picture" if len(large) == 1 else "hold pictures"
    return [f"{_pages(large)} {hold}: a table, a chart or words in a picture are not read."]


def _columns(blocks: Sequence[Block | Grid]) -> list[str]:
    """Pages whose text is not one column, by what stands beside what."""
    columns: dict[int, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    boxed: set[int] = set()
    for block in blocks:
        for piece in block.lines if isinstance(block, Block) else (block,):
            if isinstance(piece, Line) and piece.frame:
                boxed.add(piece.page)
            else:
                columns[piece.page][piece.column].append(piece)
    wide = sorted(page for page, found in columns.items() if len(found) > 1)
    unlike = [page for page in wide if _are_unlike(columns[page].values())]
    told = [f"{_pages(alike)}: read as columns, one after the other."] if (alike := _without(wide, unlike)) else []
    if unlike:
        told.append(f"{_pages(unlike)}: text of another size beside the running text is read apart from it.")
    if boxed:
        told.append(f"{_pages(sorted(boxed))}: text in boxes is read box by box, between the sentences around them.")
    return told


def _without(pages: Sequence[int], others: Sequence[int]) -> list[int]:
    return [page for page in pages if page not in others]


def _are_unlike(columns: Iterable[Sequence[Piece]]) -> bool:
    """Whether columns are set in different sizes, as a quotation beside the text is."""
    sizes = [median([piece.size for piece in column if isinstance(piece, Line)] or [0.0]) for column in columns]
    known = [size for size in sizes if size]
    return bool(known) and max(known) > _UNLIKE * min(known)


def _tables(parts: Sequence[Part]) -> list[str]:
    return [
        f"The table that begins “{_opening(cell for row in part.rows for cell in row)}” has no header row."
        for part in parts
        if isinstance(part, Table) and not part.headed
    ]


def _headings(blocks: Sequence[Block | Grid], parts: Sequence[Part], setting: Setting) -> list[str]:
    doubtful = [
        block
        for block in blocks
        if isinstance(block, Block) and may_be_heading(block, setting) and not is_heading(block, setting)
    ]
    told = [
        f"Page {block.first.page}: “{_opening([block.first.text])}” may be a heading." for block in doubtful[:_EXAMPLES]
    ]
    if len(doubtful) > _EXAMPLES:
        told.append(f"{len(doubtful) - _EXAMPLES} more lines may be headings.")
    headings = [part for part in parts if isinstance(part, Heading)]
    if len(headings) > len(parts) / 2 and len(headings) > _EXAMPLES:
        told.insert(0, f"{len(headings)} headings are more than the text under them: some may be plain lines.")
    gaps = [headings[place] for place in skipped([heading.level for heading in headings])]
    return told + [f"“{_opening([heading.text])}” skips a level of headings." for heading in gaps[:_EXAMPLES]]


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as they are said: "Page 3", "Pages 1, 4 to 6"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return f"Page{'s' if len(numbers) > 1 else ''} {', '.join(told)}"


def _opening(texts: Iterable[str]) -> str:
    """The first words of some texts."""
    words = " ".join(texts).split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
