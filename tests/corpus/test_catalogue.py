"""The catalogue: it quotes its documents, and each question falls to the sentence that answers it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from corpus.catalogue import (
    Entry,
    GapEntry,
    as_catalogue,
    catalogue_of,
    load_catalogue,
    load_file,
    load_gaps,
    load_general_gaps,
    load_topics,
    place_questions,
    quote_at,
)
from corpus.document import Document, Passage
from corpus.errors import CorpusError
from corpus.load import DOCUMENTS, load_document
from corpus.split import split


def test_every_document_has_entries_and_gaps_that_quote_it(documents: dict[str, Document]) -> None:
    folder = catalogue_of(DOCUMENTS)
    assert all(len(load_catalogue(document, folder)) > 20 for document in documents.values())
    assert all(len(load_gaps(document, folder)) > 20 for document in documents.values())


def test_no_question_is_both_answered_and_a_gap(documents: dict[str, Document]) -> None:
    folder = catalogue_of(DOCUMENTS)
    answered = {
        q.casefold() for d in documents.values() for entry in load_catalogue(d, folder) for q in entry.questions
    }
    near = {q.casefold() for d in documents.values() for g in load_gaps(d, folder) for q in (*g.gaps, *g.premises)}
    assert answered & (near | {gap.casefold() for gap in load_general_gaps(folder)}) == set()


def test_every_topic_quotes_documents_of_the_library(documents: dict[str, Document]) -> None:
    assert len(load_topics(list(documents.values()), catalogue_of(DOCUMENTS))) > 100


def test_an_entry_that_misquotes_the_document_is_named(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    (tmp_path / "bread.yaml").write_text('- quote: "words of another book"\n  questions: [who?]\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="words of another book"):
        load_catalogue(document, tmp_path)


def test_a_byte_order_mark_is_left_out(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    path = tmp_path / "bread.yaml"
    path.write_text('- quote: "Knead the dough."\n  questions: ["what first?"]\n', encoding="utf-8-sig")
    assert [entry.quote for entry in load_catalogue(document, tmp_path)] == ["Knead the dough."]


def test_a_question_belongs_to_the_sentence_it_quotes(
    documents: dict[str, Document], passages: dict[str, list[Passage]]
) -> None:
    document = documents["equally-outstanding"]
    entry = Entry(
        quote="In social care, the average cost is estimated at £4,000.", questions=("what does a leaver cost us",)
    )
    [(passage, sentence, _)] = place_questions(document, passages[document.id], [(entry.quote, entry.questions)])
    assert "£4,000" in passages[document.id][passage].sentences[sentence].text


def test_a_question_on_a_heading_belongs_to_the_sentence_after_it(small_library: Path) -> None:
    document = load_document(small_library / "bread.md")
    cut = split(document, len, 10**9)
    quoted = [("Steps", ["how is bread made"]), ("Bread", ["what is it on"]), ("Add water.", ["how wet"])]
    assert [
        (cut[number].sentences[n].text, question) for number, n, question in place_questions(document, cut, quoted)
    ] == [
        ("Knead the dough.", "what is it on"),
        ("Do this:", "how is bread made"),
        ("Add water.", "how wet"),
    ]


def test_a_topic_that_quotes_an_unknown_document_is_reported(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    topic = {"topic": "Dough", "questions": ["all on dough"], "quotes": [{"document": "cakes", "quote": "Sift it."}]}
    (tmp_path / "topics.yaml").write_text(yaml.safe_dump([topic]), encoding="utf-8")
    with pytest.raises(
        CorpusError, match=r"topics\.yaml names the document 'cakes', which the library does not hold\."
    ):
        load_topics([document], tmp_path)


def test_an_unknown_field_is_reported(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    (tmp_path / "bread.yaml").write_text('- quote: "Knead the dough."\n  asks: ["what first"]\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"^bread\.yaml: .*asks Extra inputs are not permitted"):
        load_catalogue(document, tmp_path)


def test_a_quote_is_as_long_as_it_takes_to_find_its_place(write_document: Callable[..., Path]) -> None:
    document = load_document(write_document("# Tea\n\nYes. Yes. No. Yes. No. So it is."))
    body = document.body
    first, second, last = body.index("Yes."), body.index("Yes. No."), body.rindex("Yes.")
    assert quote_at(document, first, first + 4) == "Yes."
    assert quote_at(document, second, second + 4) == "Yes. No."
    assert quote_at(document, last, last + 4) == "Yes. No. So"
    assert quote_at(document, body.index("it"), body.index("it") + 2) == "it is."
    assert quote_at(document, body.index("is."), len(body.rstrip())) == "is."


def test_entries_are_written_as_they_are_read(write_document: Callable[..., Path], tmp_path: Path) -> None:
    document = load_document(write_document("# Tea\n\n“Milk”: yes,\nthen 'sugar' \\ # no."))
    entries = [
        Entry(quote="“Milk”: yes,\nthen", questions=("- is: # it", "null", f"{'long ' * 60}é")),
        Entry(quote="'sugar' \\ # no.", questions=('"so"', "[x]", "10:30", "odd \x85 \u2028 \x07")),
    ]
    (tmp_path / "sample.yaml").write_text(as_catalogue(entries), encoding="utf-8")
    assert load_catalogue(document, tmp_path) == entries
    assert all(len(line) < 400 for line in as_catalogue(entries).splitlines())
    assert as_catalogue([]) == "[]\n"


def test_questions_asked_before_reading_stand_after_the_others(small_library: Path, tmp_path: Path) -> None:
    document = load_document(small_library / "bread.md")
    for kind, question in (("", "what first?"), (".first-day", "how do i start")):
        (tmp_path / f"bread{kind}.yaml").write_text(
            as_catalogue([Entry(quote="Knead the dough.", questions=(question,))])
        )
        (tmp_path / f"bread{kind}.gaps.yaml").write_text(as_catalogue([GapEntry(quote="Add water.", gaps=(question,))]))
        (tmp_path / f"general{kind}.gaps.yaml").write_text(as_catalogue([question]))
    asked = [question for entry in load_catalogue(document, tmp_path) for question in entry.questions]
    assert asked == ["what first?", "how do i start"]
    assert [gap for entry in load_gaps(document, tmp_path) for gap in entry.gaps] == asked
    assert load_general_gaps(tmp_path) == asked


def test_gaps_are_written_as_they_are_read(tmp_path: Path) -> None:
    near = [GapEntry(quote="Salt", gaps=("how much",)), GapEntry(quote="Oil", premises=("why none", "- so"))]
    for name, entries in (("bread.gaps.yaml", near), ("general.gaps.yaml", ["[what]", "who is it"])):
        (tmp_path / name).write_text(as_catalogue(entries), encoding="utf-8")
        assert list(load_file(tmp_path / name)) == entries


def test_the_whole_catalogue_holds_at_most_twelve_thousand_questions(documents: dict[str, Document]) -> None:
    folder = catalogue_of(DOCUMENTS)
    texts = {text for topic in load_topics(list(documents.values()), folder) for text in topic.questions}
    texts.update(load_general_gaps(folder))
    for document in documents.values():
        texts.update(text for entry in load_catalogue(document, folder) for text in entry.questions)
        texts.update(text for gap in load_gaps(document, folder) for text in (*gap.gaps, *gap.premises))
    assert len(texts) <= 12_000
