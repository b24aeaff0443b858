"""How small documents are cut into passages; test_split_library.py does so with the real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Passage
from corpus.load import load_document
from corpus.split import indexed_text, split

Write = Callable[..., Path]


def count_words(text: str) -> int:
    return len(text.split())


def cut(path: Path, limit: int = 256) -> list[Passage]:
    return split(load_document(path), count_words, limit)


def test_a_lead_in_stays_with_its_list(write_document: Write) -> None:
    body = "# One\n\nSome words before it. The trust does this:\n\n- Listens.\n- Learns.\n\nA paragraph after it."
    (passage,) = cut(write_document(body))
    assert "The trust does this:\n\n- Listens.\n- Learns." in passage.text
    kinds = [(sentence.kind, sentence.group) for sentence in passage.sentences]
    assert kinds == [("sentence", ""), *[(kind, "one#1") for kind in ("lead", "item", "item")], ("sentence", "")]
    assert {sentence.lead for sentence in passage.sentences if sentence.kind == "item"} == {"The trust does this:"}


def test_a_long_list_is_cut_between_items_with_its_lead_in_as_context(write_document: Write) -> None:
    items = [f"Item {n} {'word ' * 23}end." for n in range(1, 21)]
    body = "# One\n\nThe trust does these things:\n\n" + "\n".join(f"- {item}" for item in items)
    first, *rest = cut(write_document(body))
    assert len(rest) >= 2
    assert first.text.startswith("The trust does these things:\n\n- Item 1 ")
    assert first.context == ""
    assert {passage.context for passage in rest} == {"The trust does these things:"}
    assert [s.text for passage in (first, *rest) for s in passage.sentences if s.kind == "item"] == items
    assert len({s.group for passage in (first, *rest) for s in passage.sentences}) == 1


def test_a_list_without_a_lead_in_takes_the_heading_for_one(write_document: Write) -> None:
    (passage,) = cut(write_document("# What helps\n\n- Time.\n- Care."))
    assert [(s.text, s.lead) for s in passage.sentences] == [("Time.", "What helps"), ("Care.", "What helps")]


def test_items_carry_their_marker_and_their_number_in_the_whole_list(write_document: Write) -> None:
    items = [f"Item {n} {'word ' * 23}end." for n in range(1, 21)]
    found = cut(write_document("# One\n\nIt does this:\n\n" + "\n".join(f"* {item}" for item in items)))
    sentences = [sentence for passage in found for sentence in passage.sentences if sentence.kind == "item"]
    assert len(found) > 1
    assert [sentence.item for sentence in sentences] == list(range(1, 21))
    assert {sentence.marker for sentence in sentences} == {"* "}
    assert [(s.item, s.marker) for s in found[0].sentences if s.kind == "lead"] == [(0, "")]


def test_a_number_is_the_documents_own_word_and_no_marker(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\n3. Time.\n4. Care."))
    assert [(s.text, s.marker, s.item) for s in passage.sentences] == [("3. Time.", "", 1), ("4. Care.", "", 2)]


def test_the_later_sentences_of_an_item_have_its_number_and_no_marker(write_document: Write) -> None:
    long = f"First {'word ' * 40}end. Second {'word ' * 40}end."
    found = cut(write_document(f"# One\n\n- Short.\n- {long}"))
    sentences = [sentence for passage in found for sentence in passage.sentences]
    assert [(s.text[:6], s.item, s.marker) for s in sentences] == [
        ("Short.", 1, "- "), ("First ", 2, "- "), ("Second", 2, ""),
    ]  # fmt: skip


def test_the_indent_of_a_list_is_part_of_the_marker(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\nText.\n\n  - Time.\n    - More of it.\n  -   Care."))
    assert [(s.text, s.marker) for s in passage.sentences] == [
        ("Text.", ""), ("Time.\n    - More of it.", "  - "), ("Care.", "  - "),
    ]  # fmt: skip


def test_an_item_without_words_is_no_sentence(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\n- Time.\n-\n- Care."))
    assert [(s.text, s.item) for s in passage.sentences] == [("Time.", 1), ("Care.", 3)]


def test_a_cell_knows_its_row_and_column(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\n| Change | | Ways |\n| --- | --- | --- |\n| Fees | Up. Far up. | Ask |"))
    assert passage.columns == ("Change", "", "Ways")
    assert [(s.text, s.row, s.column, s.lead) for s in passage.sentences] == [
        ("Fees", "", "Change", "Change:"),
        ("Up.", "Fees", "", "Fees:"),
        ("Far up.", "Fees", "", "Fees:"),
        ("Ask", "Fees", "Ways", "Fees – Ways:"),
    ]


def test_a_row_with_more_cells_than_columns_keeps_them(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\n| Change | Ways |\n| --- | --- |\n| Fees | Ask | Listen | Learn |"))
    assert passage.text == "Fees | Ask | Listen | Learn"
    assert [(s.text, s.column, s.lead) for s in passage.sentences[1:]] == [
        ("Ask", "Ways", "Fees – Ways:"), ("Listen", "", "Fees:"), ("Learn", "", "Fees:"),
    ]  # fmt: skip


def test_a_row_with_fewer_cells_than_columns_has_just_those(write_document: Write) -> None:
    found = cut(write_document("# One\n\n| Change | Impact | Ways |\n| --- | --- | --- |\n| Fees | Less |\n| | Less |"))
    assert [[(s.text, s.row, s.column) for s in passage.sentences] for passage in found] == [
        [("Fees", "", "Change"), ("Less", "Fees", "Impact")],
        [("Less", "", "Impact")],
    ]
    assert {passage.context for passage in found} == {"Change; Impact; Ways"}


def test_an_escaped_pipe_does_not_end_a_cell(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\n| Change | Ways |\n| --- | --- |\n| A \\| B | Ask \\|"))
    assert [s.text for s in passage.sentences] == [r"A \| B", r"Ask \|"]


@pytest.mark.parametrize("separator", ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\r\n", "\r"])
def test_no_section_is_lost_after_a_separator(separator: str, write_document: Write) -> None:
    path = write_document(f"# One\n\nFirst.{separator}Second.{separator * 8}\n\n# Two\n\nThird.\n\n# Three\n\nFourth.")
    found = cut(path)
    assert " ".join(" ".join(passage.text for passage in found).split()) == "First. Second. Third. Fourth."
    body = load_document(path).body
    assert [body[p.start : p.start + len(p.text)] for p in found] == [passage.text for passage in found]


def test_a_document_with_windows_line_ends_is_cut_the_same(write_document: Write) -> None:
    path = write_document("# One\n\nIt does:\n\n- Time.\n- Care.\n\n| A | B |\n| - | - |\n| c | d |")
    before = cut(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cut(path) == before


@pytest.mark.parametrize("between", ["<!-- page 2 -->", "---"])
def test_a_comment_or_rule_is_in_no_passage(between: str, write_document: Write) -> None:
    found = cut(write_document(f"# One\n\nBefore.\n\n{between}\n\nAfter."))
    assert [passage.text for passage in found] == ["Before.", "After."]


def test_prose_has_no_marker_row_or_columns(write_document: Write) -> None:
    (passage,) = cut(write_document("# One\n\nText."))
    (sentence,) = passage.sentences
    assert (sentence.marker, sentence.item, sentence.row, sentence.column, passage.columns) == ("", 0, "", "", ())


def test_a_table_row_is_a_passage_with_the_columns_as_context(write_document: Write) -> None:
    rows = ["| Fewer staff | Less time | Plan ahead |", "| Higher fees | Less choice | Ask people |"]
    body = (
        "# One\n\nText before.\n\n| Change | Impact | Ways |\n| --- | --- | --- |\n"
        + "\n".join(rows)
        + "\n\nText after."
    )
    before, *of_rows, after = cut(write_document(body))
    assert [passage.text for passage in of_rows] == [
        "Fewer staff | Less time | Plan ahead",
        "Higher fees | Less choice | Ask people",
    ]
    assert [passage.context for passage in of_rows] == ["Change; Impact; Ways"] * 2
    assert [(s.text, s.lead) for s in of_rows[0].sentences] == [
        ("Fewer staff", "Change:"), ("Less time", "Fewer staff – Impact:"), ("Plan ahead", "Fewer staff – Ways:"),
    ]  # fmt: skip
    assert (before.text, after.text) == ("Text before.", "Text after.")


def test_a_row_too_long_for_one_passage_keeps_its_name_and_column(write_document: Write) -> None:
    cell = " ".join(f"• Way {n} {'word ' * 18}end." for n in range(1, 15))
    body = f"# One\n\n| Change | Ways |\n| --- | --- |\n| Fewer staff | {cell} |"
    first, *rest = cut(write_document(body))
    assert rest
    assert first.context == "Change; Ways"
    assert {passage.context for passage in rest} == {"Fewer staff – Ways:"}


def test_a_comment_and_its_reply_are_passages_of_their_own(write_document: Write) -> None:
    body = "# A comment\n<!-- voice: reader -->\n\nShort.\n\n## The reply\n<!-- voice: reply -->\n\nThanks."
    assert [(passage.voice, passage.text) for passage in cut(write_document(body))] == [
        ("reader", "Short."), ("reply", "Thanks."),
    ]  # fmt: skip


def test_an_editors_note_separates_the_text_around_it_and_goes_with_both(write_document: Write) -> None:
    before, after = cut(write_document("# One\n\nBefore.\n\n> [!NOTE]\n> Words are missing.\n\nAfter."))
    assert (before.text, after.text) == ("Before.", "After.")
    assert before.notes == after.notes == ("Words are missing.",)


def test_short_sections_are_not_joined(write_document: Write) -> None:
    assert [passage.text for passage in cut(write_document("# A\n\nOne.\n\n# B\n\nTwo."))] == ["One.", "Two."]


def test_the_headings_below_help_to_find_a_section_of_few_words(write_document: Write) -> None:
    first = cut(write_document("# Steps\n\nThere are two.\n\n## Look\n\nText.\n\n## Act\n\nText."))[0]
    assert first.context == "Look; Act"
    assert "Look" not in first.text


def test_a_passage_stays_under_the_models_limit_though_its_words_would_not(write_document: Write) -> None:
    body = "# One\n\n" + " ".join(f"This is sentence number {n} of it." for n in range(20))
    found = cut(write_document(body), limit=60)
    assert len(found) > 1
    assert all(count_words(indexed_text(passage)) <= 60 for passage in found)


def test_a_sentence_too_long_for_the_model_is_a_passage_by_itself_and_stays_whole(write_document: Write) -> None:
    long = "Words " * 300 + "end."
    found = cut(write_document(f"# One\n\nThis comes before it. {long} This comes after it."))
    assert [passage.text for passage in found] == ["This comes before it.", long, "This comes after it."]
    assert [sentence.text for sentence in found[1].sentences] == [long]


def test_a_row_of_long_cells_stays_whole(write_document: Write) -> None:
    long = "Words " * 300 + "end."
    found = cut(write_document(f"# One\n\n| Name | What |\n| --- | --- |\n| A | {long} |\n| B | short |"))
    assert [sentence.text for passage in found for sentence in passage.sentences] == ["A", long, "B", "short"]
