"""The passages of the real library, cut with the model's own tokenizer."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document, Passage
from corpus.fidelity import curated_words
from corpus.load import DOCUMENTS, load_document
from corpus.split import indexed_text, split
from indexing.embed import SentenceEmbedder

IDS = [path.stem for path in sorted(DOCUMENTS.glob("*.md"))]
Passages = dict[str, list[Passage]]
Documents = dict[str, Document]


def count_words(text: str) -> int:
    return len(text.split())


def segments(document: Document) -> Iterator[tuple[str, str, str]]:
    """Heading (at first the title), voice and text of each section, read off the lines alone."""
    for part in re.split(r"^(?=#+ )", f"# {document.title}\n{document.body}", flags=re.MULTILINE):
        heading, _, text = part.partition("\n")
        mark = re.search(r"<!-- voice: (\w+) -->", text)
        yield heading.lstrip("# "), mark[1] if mark else "publisher", text


@pytest.mark.parametrize("id_", IDS)
def test_every_passage_is_letter_for_letter_in_one_section_and_one_voice(
    id_: str, documents: Documents, passages: Passages
) -> None:
    found = list(segments(documents[id_]))
    astray = [
        passage.anchor
        for passage in passages[id_]
        if not any((passage.section[-1], passage.voice) == (h, v) and passage.text in text for h, v, text in found)
    ]
    assert astray == []
    assert len(passages[id_]) > 15


@pytest.mark.parametrize("id_", IDS)
def test_no_passage_holds_a_heading_a_voice_mark_or_an_editors_note(id_: str, passages: Passages) -> None:
    marks = re.compile(r"^(#+ |<!--|> \[!NOTE\])", re.MULTILINE)
    assert [passage.anchor for passage in passages[id_] if marks.search(passage.text)] == []


@pytest.mark.parametrize("id_", IDS)
def test_every_sentence_is_letter_for_letter_in_its_passage(id_: str, passages: Passages) -> None:
    for passage in passages[id_]:
        assert passage.sentences
        end = 0
        for sentence in passage.sentences:
            assert sentence.text == sentence.text.strip() != ""
            assert sentence.start >= end
            end = sentence.start + len(sentence.text)
            assert passage.text[sentence.start : end] == sentence.text


@pytest.mark.parametrize("id_", IDS)
def test_no_word_of_a_document_is_lost_or_in_two_passages(id_: str, documents: Documents, passages: Passages) -> None:
    body = re.sub(r"^#+ .*$", "", documents[id_].body, flags=re.MULTILINE)
    body = re.sub(r"^\|.*\n\| ---.*$", "", body, flags=re.MULTILINE)
    found = Counter(word for passage in passages[id_] for word in curated_words(passage.text))
    assert found == Counter(curated_words(body))


@pytest.mark.parametrize("id_", IDS)
def test_no_passage_is_cut_by_the_model(id_: str, passages: Passages, embedder: SentenceEmbedder) -> None:
    assert embedder.limit == 256
    longest = max(passages[id_], key=lambda passage: embedder.count(indexed_text(passage)))
    assert embedder.count(indexed_text(longest)) <= 256


def test_most_passages_have_40_to_180_words(passages: Passages) -> None:
    """Shorter ones are sections that are themselves short, which the bulleted summary has throughout."""
    lengths = {id_: [count_words(passage.text) for passage in found] for id_, found in passages.items()}
    every = [length for found in lengths.values() for length in found]
    assert max(every) <= 180
    assert sum(length >= 40 for length in every) / len(every) > 0.7
    of_sections = Counter((id_, passage.section) for id_, found in passages.items() for passage in found)
    small = [
        passage.anchor
        for id_, found in passages.items()
        for passage in found
        if count_words(passage.text) < 15
        and of_sections[id_, passage.section] > 1
        and passage.sentences[0].kind != "cell"
    ]
    assert len(small) <= 6


@pytest.mark.parametrize("id_", IDS)
def test_anchors_are_unique_and_made_of_plain_characters(id_: str, passages: Passages) -> None:
    anchors = [passage.anchor for passage in passages[id_]]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9/-]+/p\d+", anchor) for anchor in anchors)
    assert [passage.position for passage in passages[id_]] == list(range(len(anchors)))


@pytest.mark.parametrize("id_", IDS)
def test_editing_one_section_leaves_the_passages_of_others_as_they_are(
    id_: str, documents: Documents, passages: Passages, library_copy: Path, embedder: SentenceEmbedder
) -> None:
    headings = [section for section in documents[id_].sections if section.blocks]
    edited = headings[len(headings) // 2]
    path = library_copy / "documents" / f"{id_}.md"
    text, body = path.read_text(encoding="utf-8"), documents[id_].body
    at = len(text) - len(body) + edited.blocks[0].span.start
    path.write_text(text[:at] + "A new paragraph. " * 100 + "\n\n" + text[at:], encoding="utf-8")
    after = split(load_document(path), embedder.count, embedder.limit)

    def others(found: list[Passage]) -> list[tuple[str, str]]:
        return [(passage.anchor, passage.text) for passage in found if passage.section != edited.path]

    assert others(after) == others(passages[id_])
    assert len(after) > len(passages[id_])


@pytest.mark.parametrize("id_", IDS)
def test_every_list_item_has_its_lead_in_beside_it(id_: str, passages: Passages) -> None:
    """In the passage's own words, as its context, or as the heading that leads in to the list."""
    alone = [
        (passage.anchor, sentence.text[:40])
        for passage in passages[id_]
        for sentence in passage.sentences
        if sentence.kind == "item" and not any(sentence.lead in where for where in around(passage))
    ]
    assert alone == []


def around(passage: Passage) -> tuple[str, str, str]:
    return passage.text, passage.context, passage.section[-1]


@pytest.mark.parametrize("id_", IDS)
def test_a_passage_knows_where_it_begins_and_in_which_section(
    id_: str, documents: Documents, passages: Passages
) -> None:
    document = documents[id_]
    sections = {section.anchor: section for section in document.sections}
    for passage in passages[id_]:
        assert document.body.startswith(passage.text, passage.start)
        assert sections[passage.section_anchor].path == passage.section
        assert passage.anchor.startswith(f"{passage.section_anchor}/p")


@pytest.mark.parametrize("id_", IDS)
def test_an_items_marker_stands_before_it_in_the_body(id_: str, documents: Documents, passages: Passages) -> None:
    items = [(p, s) for p in passages[id_] for s in p.sentences if s.kind == "item" and s.marker]
    body = documents[id_].body
    assert all(body[: p.start + s.start].endswith(f"\n{s.marker}") for p, s in items)
    numbered = [s for p in passages[id_] for s in p.sentences if s.kind == "item" and re.match(r"\d+\.", s.text)]
    assert all(s.marker == "" for s in numbered)


def test_every_row_of_the_real_tables_is_a_passage_of_its_own(documents: Documents, passages: Passages) -> None:
    document = documents["equally-outstanding"]
    tables = [(s, b) for s in document.sections for b in s.blocks if b.kind == "table"]
    assert len(tables) >= 5
    for section, table in tables:
        of_section = [passage for passage in passages[document.id] if passage.section == section.path]
        for row in table.rows:
            first = document.body[row.start : row.end].split("|")[1].strip()
            (start,) = [p for p in of_section if p.text.startswith(first)]
            assert start.context == "; ".join(column for column in table.columns if column)
            assert len({sentence.group for sentence in start.sentences}) == 1
