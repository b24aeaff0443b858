"""The catalogue belongs to the documents it describes."""

from pathlib import Path

import pytest

from corpus.catalogue import (
    Entry,
    catalogue_of,
    load_catalogue,
    load_gaps,
    load_general_gaps,
    load_subjects,
    place_questions,
)
from corpus.document import Document, Passage
from corpus.errors import CorpusError
from corpus.load import DOCUMENTS, load_document


def test_every_document_has_entries_and_gaps_that_quote_it(documents: dict[str, Document]) -> None:
    folder = catalogue_of(DOCUMENTS)
    assert all(len(load_catalogue(document, folder)) > 20 for document in documents.values())
    assert all(len(load_gaps(document, folder)) > 20 for document in documents.values())


def test_no_question_is_both_answered_and_a_gap(documents: dict[str, Document]) -> None:
    folder = catalogue_of(DOCUMENTS)
    asks = {a.casefold() for d in documents.values() for entry in load_catalogue(d, folder) for a in entry.asks}
    near = {q.casefold() for d in documents.values() for g in load_gaps(d, folder) for q in (*g.gaps, *g.premises)}
    assert asks & (near | {gap.casefold() for gap in load_general_gaps(folder)}) == set()


def test_every_subject_quotes_documents_of_the_library(documents: dict[str, Document]) -> None:
    assert len(load_subjects(list(documents.values()), catalogue_of(DOCUMENTS))) > 100


def test_an_entry_that_is_not_in_the_document_is_named(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    (tmp_path / "bread.yaml").write_text('- quote: "words of another book"\n  asks: [who?]\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="words of another book"):
        load_catalogue(document, tmp_path)


def test_a_byte_order_mark_is_left_out(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    path = tmp_path / "bread.yaml"
    path.write_text('- quote: "Knead the dough."\n  asks: ["what first?"]\n', encoding="utf-8-sig")
    assert [entry.quote for entry in load_catalogue(document, tmp_path)] == ["Knead the dough."]


def test_a_question_belongs_to_the_sentence_it_quotes(
    documents: dict[str, Document], passages: dict[str, list[Passage]]
) -> None:
    document = documents["equally-outstanding"]
    entry = Entry(
        quote="In social care, the average cost is estimated at £4,000.", asks=("what does a leaver cost us",)
    )
    [(passage, sentence, _)] = place_questions(document, passages[document.id], [(entry.quote, entry.asks)])
    assert "£4,000" in passages[document.id][passage].sentences[sentence].text
