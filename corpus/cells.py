"""The cells of a passage that is a row of a table, each with the name of its column."""

from corpus.document import Passage
from corpus.markdown.parse import cell_spans


def column_names(passage: Passage) -> tuple[str, ...]:
    """The names of a table row's cells, "" for an empty cell and for a column without a name; () for any other passage.

    A long row is cut into several passages, so the first cell of one need not stand in the table's first column.
    """
    if not passage.columns:
        return ()
    return tuple(
        next((s.column for s in passage.sentences if cell.start <= s.start < cell.end), "")
        for cell in cell_spans(passage.text)
    )
