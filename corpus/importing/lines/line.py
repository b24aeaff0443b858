"""A line: a paragraph as a file sets it, before it is understood as a part of the document."""

from dataclasses import dataclass

from corpus.importing.draft import Table


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before an item: `number` as shown, "" for a bullet.

    `family` tells one list of the file from another; inside a family, `level` counts from 0.
    """

    family: str
    level: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; tabs and line breaks may still stand in its text.

    `level` is a heading's, from 1, and 0 for anything else. `bold` also stands for underlined. `size` is that of its
    letters, in one unit for all lines of a file; `indent` is in twentieths of a point. `contents` says that the line
    belongs to a table of contents, and `boxed` that it stands in a box beside the text.
    """

    text: str
    level: int = 0
    mark: Mark | None = None
    bold: bool = False
    size: float = 0
    indent: int = 0
    quotation: bool = False
    contents: bool = False
    boxed: bool = False


Block = Line | Table
