"""The tables of Word files."""

from corpus.importing.draft import Paragraph, Table
from corpus.importing.word import read_word


def test_a_table_keeps_its_head_and_merged_labels(word):
    upper, lower = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = word.table(
        ["Area", "Lead", "Phone"],
        [word.cell("North", upper), "Ann", "12"],
        [word.cell("<w:p/>", lower), "Ben", "34"],
        head=True,
    )
    rows = (("Area", "Lead", "Phone"), ("North", "Ann", "12"), ("North", "Ben", "34"))
    assert word.parts(body) == (Table(rows, headed=True),)


def test_a_head_of_two_rows_becomes_one(word):
    body = word.table(
        [word.cell("Area", '<w:vMerge w:val="restart"/>'), word.cell("Phone", '<w:gridSpan w:val="2"/>')],
        [word.cell("<w:p/>", "<w:vMerge/>"), "Day", "Night"],
        ["North", "12", "34"],
        head=True,
    )
    assert word.parts(body) == (Table((("Area", "Phone Day", "Phone Night"), ("North", "12", "34"))),)


def test_a_bold_first_row_is_a_head_and_a_column_of_labels_is_none(word):
    bold = [word.cell(word.bold(text)) for text in ("Role", "Duty")]
    labels = [[word.cell(word.bold(name)), text] for name, text in (("Version", "2"), ("Owner", "Ann"))]
    body = [word.table(bold, ["Lead", "Counts the keys"]), word.paragraph("As follows."), word.table(*labels)]
    headed = [part.headed for part in word.parts(*body) if isinstance(part, Table)]
    assert headed == [True, False]


def test_a_table_without_a_head_is_doubted(word):
    draft = read_word(word.file(word.table(["North", "Ann"], ["South", "Ben"])))
    assert any("North Ann" in doubt for doubt in draft.doubts)


def test_a_table_of_one_cell_or_column_only_lays_text_out(word):
    body = [word.table(["Keys are counted at night."]), word.table(["Ring first."], ["Then wait."])]
    assert word.parts(*body) == tuple(
        Paragraph(text) for text in ("Keys are counted at night.", "Ring first.", "Then wait.")
    )


def test_a_table_inside_a_cell_stands_after_the_outer_one(word):
    inner = word.table(["Day", "Ann"], ["Night", "Ben"])
    outer = word.table(["Area", "Leads"], ["North", word.cell(f"{inner}{word.paragraph('as agreed')}")], head=True)
    assert word.parts(outer) == (
        Table((("Area", "Leads"), ("North", "as agreed"))),
        Table((("Day", "Ann"), ("Night", "Ben")), headed=False),
    )


def test_the_items_of_a_cell_keep_their_bullets(word):
    body = word.table(["Who", "Does"], ["Lead", word.cell(word.items(1, "counts", "signs"))], head=True)
    (found,) = word.parts(body)
    assert isinstance(found, Table)
    assert found.rows[1] == ("Lead", "• counts\n• signs")
