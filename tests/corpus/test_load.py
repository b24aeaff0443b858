"""Reading curated documents, and the messages for those that are malformed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.load import load_document, load_documents

Write = Callable[..., Path]

FIELDS = (
    "id", "title", "publisher", "author", "published", "period", "kind", "url", "rights", "status", "currency",
    "raw", "sha256",
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_field_is_named(field: str, write_document: Write) -> None:
    path = write_document("# One\n\nText.", **{field: ...})
    with pytest.raises(CorpusError, match=rf"^{path.name}: front matter: {field}: Field required$"):
        load_document(path)


def test_the_day_on_which_a_document_was_added_is_read(write_document: Write) -> None:
    assert load_document(write_document("# One\n\nText.", added="2026-11-30")).added == "2026-11-30"
    assert load_document(write_document("# One\n\nText.")).added is None


def test_what_words_stand_for_is_read_in_lower_case(write_document: Write) -> None:
    document = load_document(write_document("# Bread", stands_for={"The mill": "Mill of Ely"}))
    assert document.stands_for == (("the mill", "Mill of Ely"),)


def test_an_unknown_field_is_named(write_document: Write) -> None:
    with pytest.raises(CorpusError, match=r"sample\.md: front matter: publishr"):
        load_document(write_document("# One\n\nText.", publishr="x"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "old"),
        ("sha256", "abc"),
        ("id", "Not An Id"),
        ("title", ""),
        ("currency", [{"terms": [], "note": "x"}]),
    ],
)
def test_a_field_with_a_value_out_of_bounds_is_named(field: str, value: object, write_document: Write) -> None:
    path = write_document("# One\n\nText.", **{field: value})
    with pytest.raises(CorpusError, match=rf"front matter: {field}"):
        load_document(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# No front matter\n\nText.", "no front matter"),
        ("---\nid: [unclosed\n---\n\n# One\n", "not valid YAML"),
        ("---\nonly words\n---\n\n# One\n", "not a list of 'field: value' lines"),
        ("", "no front matter"),
    ],
)
def test_malformed_front_matter_is_reported_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"^broken\.md: ") as caught:
        load_document(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_left_out(write_document: Write) -> None:
    path = write_document("# One\n\nText.")
    before = load_document(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_document(path) == before


def test_a_file_that_is_not_utf8_is_reported_with_the_place(write_document: Write) -> None:
    path = write_document("# One\n\nCafe.")
    path.write_bytes(path.read_bytes().replace(b"Cafe", b"Caf\xe9"))
    with pytest.raises(CorpusError, match=r"sample\.md is not UTF-8 \(byte \d+\); save it as UTF-8"):
        load_document(path)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"gone\.md cannot be read: No such file"):
        load_document(tmp_path / "gone.md")


def test_a_document_without_text_is_reported(write_document: Write) -> None:
    with pytest.raises(CorpusError, match="the body is empty"):
        load_document(write_document(""))


def test_a_skipped_heading_level_is_reported(write_document: Write) -> None:
    with pytest.raises(CorpusError, match="'### Three' skips a level"):
        load_document(write_document("# One\n\nText.\n\n### Three\n\nText."))


def test_a_file_must_be_named_after_its_id(write_document: Write) -> None:
    path = write_document("# One\n\nText.")
    path.rename(path.with_name("other.md"))
    with pytest.raises(CorpusError, match=r"other\.md: its id is 'sample'"):
        load_documents(path.parent)


def test_a_folder_without_documents_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"No curated documents \(\*\.md\) in"):
        load_documents(tmp_path)


def test_what_a_document_does_not_state_stays_null(write_document: Write) -> None:
    document = load_document(write_document("# One\n\nText.", publisher=None, published=None))
    assert document.publisher is None
    assert document.published is None


def test_a_year_without_quotation_marks_is_text(write_document: Write) -> None:
    assert load_document(write_document("# One\n\nText.", published=2018)).published == "2018"


def test_a_heading_without_text_is_a_section_with_children(write_document: Write) -> None:
    document = load_document(write_document("# One\n\n## A\n\nText.\n\n### Deeper\n\nText.\n\n## B\n\nText."))
    assert [section.path for section in document.sections] == [
        ("One",), ("One", "A"), ("One", "A", "Deeper"), ("One", "B"),
    ]  # fmt: skip
    assert document.sections[0].children == ("A", "B")
    assert document.sections[0].blocks == ()


def test_text_before_the_first_heading_stands_under_the_title(write_document: Write) -> None:
    document = load_document(write_document("First words.\n\n# One\n\nText.", title="The title"))
    assert document.sections[0].path == ("The title",)
    assert body_of(document, 0) == "First words."


def test_headings_with_the_same_words_have_different_anchors(write_document: Write) -> None:
    document = load_document(write_document("# One\n\nText.\n\n# One\n\nOther text."))
    assert [section.anchor for section in document.sections] == ["one", "one-2"]


def test_a_voice_mark_holds_for_its_section_only(write_document: Write) -> None:
    body = "# A\n<!-- voice: reader -->\n\nMine.\n\n# B\n<!-- voice: reply -->\n\nOurs.\n\n# C\n\nThe text."
    assert [section.voice for section in load_document(write_document(body)).sections] == [
        "reader",
        "reply",
        "publisher",
    ]


def test_an_editors_note_is_not_text_of_the_document(write_document: Write) -> None:
    document = load_document(write_document("# One\n\nText.\n\n> [!NOTE]\n> A word is\n> missing here."))
    assert document.sections[0].notes == ("A word is missing here.",)
    assert [block.kind for block in document.sections[0].blocks] == ["paragraph", "note"]


def test_a_tables_rows_and_columns_are_read(write_document: Write) -> None:
    document = load_document(write_document("# One\n\n| Change | Impact |\n| --- | --- |\n| Fewer staff | Less time |"))
    (table,) = document.sections[0].blocks
    assert table.columns == ("Change", "Impact")
    assert [document.body[row.start : row.end] for row in table.rows] == ["| Fewer staff | Less time |"]


def body_of(document: Document, section: int) -> str:
    block = document.sections[section].blocks[0]
    return document.body[block.span.start : block.span.end]
