"""The check that the passages of a document hold every word of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.fidelity import curated_words, lost_words
from corpus.load import DOCUMENTS, load_document
from corpus.split import split

IDS = [path.stem for path in sorted(DOCUMENTS.glob("*.md"))]
Write = Callable[..., Path]


@pytest.mark.parametrize("id_", IDS)
def test_a_lost_passage_is_caught_with_its_heading(id_: str, documents: dict[str, Document]) -> None:
    document = documents[id_]
    passages = split(document, len, 10**9)
    assert lost_words(document, passages) == []
    for lost in (passages[0], passages[len(passages) // 2], passages[-1]):
        (problem,) = lost_words(document, [passage for passage in passages if passage is not lost])
        words = curated_words(lost.text)
        assert (
            problem
            == f"no passage holds {len(words)} of the words below '{lost.section[-1]}': '{' '.join(words[:10])}'"
        )


def test_a_passage_out_of_its_place_is_caught(write_document: Write) -> None:
    document = load_document(write_document("# One\n\nThe first words.\n\n# Two\n\nThe last words."))
    first, last = split(document, len, 10**9)
    moved = replace(last, start=first.start)
    assert lost_words(document, [first, moved]) == ["no passage holds 3 of the words below 'Two': 'The last words.'"]


def test_a_passage_with_other_words_is_caught(write_document: Write) -> None:
    document = load_document(write_document("# One\n\nThe first words."))
    (passage,) = split(document, len, 10**9)
    other = replace(passage, text="The worst words.")
    assert lost_words(document, [other]) == ["no passage holds 3 of the words below 'One': 'The first words.'"]


def test_a_lost_end_of_a_passage_is_caught(write_document: Write) -> None:
    document = load_document(write_document("Some words before any heading."))
    (passage,) = split(document, len, 10**9)
    cut = replace(passage, text="Some words before")
    assert lost_words(document, [cut]) == ["no passage holds 2 of the words below 'A sample': 'any heading.'"]


def test_headings_notes_column_names_and_marks_need_no_passage(write_document: Write) -> None:
    body = (
        "Two\nlines\n===\n<!-- voice: reply -->\n\n> [!NOTE]\n> A note.\n\n## **B** ##\n\n"
        "| C | D |\n| - | - |\n| e | f | g |"
        "\n\n---\n\n1. Number\n- Bullet\n\n<!-- a\n\ncomment -->\n\n> said\n> twice\n\n[1]: https://example.org"
    )
    document = load_document(write_document(body))
    assert lost_words(document, split(document, len, 10**9)) == []
