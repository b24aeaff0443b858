"""The cells of a table row have the names of their columns, also where a long row is cut."""

from corpus.cells import column_names
from corpus.document import Document, Passage
from corpus.split import split


def rows(document: Document) -> list[Passage]:
    return [passage for passage in split(document, len, 10_000) if passage.columns]


def test_each_cell_has_the_name_of_its_column(documents: dict[str, Document]) -> None:
    names = {column_names(passage) for passage in rows(documents["equally-outstanding"])}
    assert ("Change", "Equality and human rights impacts", "Ways of reducing these impacts") in names


def test_the_rest_of_a_long_row_has_the_names_of_the_cells_it_holds(documents: dict[str, Document]) -> None:
    (rest,) = [p for p in rows(documents["equally-outstanding"]) if p.text.startswith("For NHS trusts, good use of")]
    assert column_names(rest) == ("Ways of reducing these impacts",)


def test_what_is_no_row_has_no_column_names(documents: dict[str, Document]) -> None:
    (first, *_) = split(documents["equally-outstanding"], len, 10_000)
    assert column_names(first) == ()
