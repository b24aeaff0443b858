import random
import re
import sys

import pytest

from corpus.document import Document
from corpus.fidelity import curated_words, lost_words
from corpus.importing.draft import Heading, Item, ListPart, Paragraph, Part, Table
from corpus.importing.nesting import nested_depths, nested_levels
from corpus.importing.writing.write import as_markdown
from corpus.lines import lines_of
from corpus.markdown.inline import plain_text
from corpus.markdown.parse import cell_spans
from corpus.markdown.sections import sections_of
from corpus.split import split

WORDS = ["Staff", "must", "record", "each", "complaint", "(see", "2.1)", "£5", "every", "day.", "cost*", "snake_case"]
SIGNS = [
    *("*", "**", "***", "_", "__", "`", "``", "```", "~~~", "*one*", "**two**", "_three_", "***four***", "`five`"),
    *("a*b*c", "**bold**:", "<", ">", "<b>", "</b>", "<!--", "-->", "<!--voice:reader-->", "<https://example.org>"),
    *("<a@example.org>", "[", "]", "[link](https://example.org/a_b)", "![!NOTE]", "[!NOTE]", "![picture](a/b.png)"),
    *("[^1]", "[1]:", "|", "||", "\\", "\\*", "\\|", "#", "##", "###", "-", "--", "---", "+", "=", "===", "1.", "2)"),
    *("10.", "a)", "(iv)", "2.1", "~", "&", "&amp;", "•", "–", "!", ":", "voice:"),
]
NUMBERS = ["", "", "", "1.", "2.", "3)", "7.", "a)", "(iv)", "2.1", "•"]


def test_headings_nest_from_the_first_level() -> None:
    body = as_markdown([Heading(2, "Policy"), Heading(4, "Scope"), Heading(3, "Duties"), Heading(2, "Annex")])

    assert body == "# Policy\n\n## Scope\n\n## Duties\n\n# Annex\n"


def test_markdown_numbers_stay_numbers_and_others_follow_a_bullet() -> None:
    items = (Item("Listen", number="1."), Item("in private", 1, "a)"), Item("with time", 1, "b)"), Item("Act", 0, "2."))

    assert as_markdown([ListPart(items)]) == "1. Listen\n   - a) in private\n   - b) with time\n2. Act\n"


def test_a_list_with_numbers_of_two_styles_stays_one_list() -> None:
    body = as_markdown([ListPart((Item("Listen", number="1."), Item("Act", number="1.1"), Item("Tell", number="2.")))])

    assert read_back(body) == [("item", 0, "1. Listen"), ("item", 0, "1.1 Act"), ("item", 0, "2. Tell")]
    assert len(sections_of(body, "Title", "test")[0].blocks) == 1


def test_two_lists_in_a_row_stay_two() -> None:
    body = as_markdown([ListPart((Item("Listen"),)), ListPart((Item("Act"),))])

    blocks = sections_of(body, "Title", "test")[0].blocks
    assert [block.kind for block in blocks] == ["list", "mark", "list"]


def test_a_table_without_column_names_keeps_its_first_row() -> None:
    body = as_markdown([Table((("Owner", "The board"), ("Review", "2026")), headed=False)])

    assert body == "|  |  |\n| --- | --- |\n| Owner | The board |\n| Review | 2026 |\n"


def test_a_table_of_one_row_loses_nothing() -> None:
    assert "Owner" in curated_words(as_markdown([Table((("Owner", "The board"),))]))


def test_lines_of_a_cell_are_joined_without_a_sign_of_our_own() -> None:
    cells = ("Name\nRole", "Keep it.\nShare it", "Do:\n• one\n• two")

    assert as_markdown([Table((cells,), headed=False)]).endswith(
        "| Name Role | Keep it. Share it | Do: • one • two |\n"
    )


def test_plain_words_get_no_escapes() -> None:
    text = "The NHS (England) pays £5 – or 20% – for a*b; see snake_case_name, [2] & form #3: “yes/no” <5 days."

    assert as_markdown([Paragraph(text)]) == f"{text}\n"


@pytest.mark.parametrize("parts", [[], [Paragraph(" ")], [ListPart(())], [Table(())], [Table((("", " "),))]])
def test_parts_without_words_make_an_empty_body(parts: list[Part]) -> None:
    assert as_markdown(parts) == ""


@pytest.mark.parametrize("seed", range(300))
def test_what_is_written_is_read_back(seed: int) -> None:
    parts = _parts(random.Random(seed))
    body = as_markdown(parts)

    assert read_back(body) == [entry for entry in _expected(parts) if entry[-1]]
    assert _letters(" ".join(curated_words(body))) == _letters(" ".join(str(entry[-1]) for entry in _expected(parts)))


@pytest.mark.parametrize("seed", range(50))
def test_every_word_that_is_written_stands_in_a_passage(seed: int) -> None:
    body = as_markdown([Heading(1, "Policy"), Paragraph("Staff act."), *_parts(random.Random(seed))])
    fields = dict.fromkeys(("publisher", "author", "published", "period", "kind", "url", "rights"))
    sections = tuple(sections_of(body, "Policy", "test"))
    document = Document(
        id="a", title="Policy", status="current", currency=(), raw="", sha256="", body=body, sections=sections, **fields
    )

    assert lost_words(document, split(document, len, sys.maxsize)) == []


def read_back(body: str) -> list[tuple[str, int, str]]:
    """What corpus.markdown makes of a body: for each heading, paragraph, item and row its kind, depth and words."""
    read: list[tuple[str, int, str]] = []
    for section in sections_of(body, "Title", "test") if body else []:
        read += [("heading", len(section.path), section.path[-1])] if section.heading else []
        for block in section.blocks:
            source = body[block.span.start : block.span.end]
            if block.kind == "list":
                lines = [line for line in lines_of(source) if line.kind != "blank"]
                read += [("item", line.depth, _item(line.kind, line.marker, line.words)) for line in lines]
                assert len(block.items) == sum(not line.depth for line in lines)
            elif block.kind == "table":
                read += [("row", 0, " | ".join(block.columns))] if any(block.columns) else []
                read += [("row", 0, _row(body[row.start : row.end])) for row in block.rows]
            elif block.kind != "mark":
                read.append((block.kind, 0, plain_text(source)))
    return read


def _item(kind: str, marker: str, words: str) -> str:
    return " ".join(f"{marker if kind == 'number' else ''} {plain_text(words)}".split())


def _row(source: str) -> str:
    return " | ".join(plain_text(source[cell.start : cell.end]) for cell in cell_spans(source))


def _expected(parts: list[Part]) -> list[tuple[str, int, str]]:
    levels = iter(nested_levels([part.level for part in parts if isinstance(part, Heading) and part.text]))
    expected: list[tuple[str, int, str]] = []
    for part in parts:
        if isinstance(part, Heading):
            expected += [("heading", next(levels), part.text)] if part.text else []
        elif isinstance(part, Paragraph):
            expected.append(("quotation" if part.quotation else "paragraph", 0, part.text))
        elif isinstance(part, ListPart):
            items = [item for item in part.items if item.text or item.number]
            depths = nested_depths([item.depth for item in items])
            expected += [
                ("item", depth, f"{item.number} {item.text}".strip()) for item, depth in zip(items, depths, strict=True)
            ]
        else:
            expected += [("row", 0, " | ".join(row)) for row in part.rows if any(row)]
    return expected


def _parts(chance: random.Random) -> list[Part]:
    def text() -> str:
        return " ".join(chance.choice(WORDS + SIGNS) for _ in range(chance.choice([0, 1, 1, 2, 3, 5, 8])))

    def part() -> Part:
        kind = chance.randrange(5)
        if kind == 0:
            return Heading(chance.randrange(1, 9), text())
        if kind == 1:
            return Paragraph(text(), quotation=chance.random() < 0.3)
        if kind == 2:
            width = chance.randrange(1, 4)
            return Table(
                tuple(tuple(text() for _ in range(width)) for _ in range(chance.randrange(4))),
                headed=chance.random() < 0.5,
            )
        return ListPart(
            tuple(Item(text(), chance.randrange(4), chance.choice(NUMBERS)) for _ in range(chance.randrange(6)))
        )

    return [part() for _ in range(chance.randrange(6))]


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)
