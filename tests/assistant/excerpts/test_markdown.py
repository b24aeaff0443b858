"""Markdown files have the structure of the Word files, quotations to the letter, and nothing that becomes markup."""

import datetime as dt
import re
from collections.abc import Callable

from markdown_it import MarkdownIt

from assistant.answer import Answer, Statement
from assistant.excerpts.export import export, export_conversation
from assistant.excerpts.find import Excerpt
from assistant.excerpts.markdown import quotation
from assistant.excerpts.selection import SelectedExcerpt

Make = Callable[..., Excerpt]

DAY = dt.date(2026, 3, 5)


def drawn(markdown: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)


def shown(markdown: str) -> str:
    """The text a person sees where Markdown is drawn, a line for each of the source's."""
    text = re.sub(r"\n+", "\n", re.sub(r"<[^>]+>", "\n", drawn(markdown)))
    for sign, name in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        text = text.replace(name, sign)
    return text.strip()


def test_it_has_the_structure_of_a_paper(excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(), "For *me*\n# alone", "is it #1?")]
    assert export(taken, "Is it #1?", DAY, "md").content.decode() == "\n\n".join(
        [
            "# Is it #1?",
            "5 March 2026",
            "1 excerpt from 1 document, word for word. Searched for: “is it #1?”.",
            "## Before you rely on these excerpts",
            "- “Bread” (January 2020) is dated: check the current position.",
            "## Excerpts",
            "### 1\\. Bread: Food › Dough",
            "> Knead the dough.",
            "A \\& B (January 2020) \\[1\\]",
            "Note: For \\*me\\*",
            "\\# alone",
            "## References",
            "1. A \\& B (January 2020) Bread \\[guide\\]. Available at: example.org/bread\n",
        ]
    )


def test_a_long_file_has_contents_that_lead_to_its_headings(excerpt: Make) -> None:
    taken = [SelectedExcerpt(excerpt(section=("A, or B", f"Part {letter} – why?"))) for letter in "abcdefghijk"]
    text = export(taken, "Baking", DAY, "md").content.decode()
    names = [
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)", text, re.MULTILINE)
    ]
    links = re.findall(r"^ *- \[.*\]\(#(.*)\)$", text, re.MULTILINE)
    assert links[:2] == ["excerpts", "1-bread-part-a--why"]
    assert links == names[names.index("excerpts") :]


def test_a_quotation_is_drawn_to_the_letter(excerpt: Make, hostile: str) -> None:
    text = export([SelectedExcerpt(excerpt(hostile))], "Baking", DAY, "md").content.decode()
    lines = [line for line in hostile.replace("> said", "said").split("\n") if line]
    assert [line for line in lines if line not in shown(text).split("\n")] == []
    assert "<script>" not in drawn(text)


def test_without_marks_and_backslashes_it_is_the_passage(hostile: str) -> None:
    lines = [line.removeprefix(">").removeprefix(" ") for line in quotation(hostile).split("\n")]
    assert re.sub(r"\\(.)", r"\1", "\n".join(lines)) == hostile


def test_lists_stay_lists_with_the_numbers_of_the_text() -> None:
    html = drawn(quotation("Do this:\n\n3. Mix.\n4. Knead.\n\n- Bake."))
    assert '<ol start="3">' in html
    assert html.count("<li>") == 3
    assert drawn(quotation("+ Mix.\n+ Knead.\n\n9) Bake.")).count("<li>") == 3


def test_a_quotation_that_begins_with_an_item_shows_it_as_one(excerpt: Make) -> None:
    assert drawn(quotation("Mix.\n- Knead.", "- ")).count("<li>") == 2
    assert drawn(quotation("Mix.\n- Knead.")).count("<li>") == 1
    file = export([SelectedExcerpt(excerpt("Mix.\n- Knead.", marker="- "))], "Baking", DAY, "md")
    assert "> - Mix.\n> - Knead.\n" in file.content.decode()


def test_a_table_row_is_a_table_in_a_quotation(excerpt: Make) -> None:
    row = excerpt("Rye | *Slow* rise | • Dark. • Sour.", columns=("Flour", "", "Crumb | crust"))
    text = export([SelectedExcerpt(row)], "Baking", DAY, "md").content.decode()
    assert "> | Rye | \\*Slow\\* rise | • Dark. • Sour. |\n" in text
    html = drawn(text)
    assert html.count("<th>") == html.count("<td>") == 3
    assert "<th>Crumb | crust</th>" in html
    assert html.index("<blockquote>") < html.index("<table>") < html.index("</blockquote>")


def test_an_answer_that_begins_with_an_item_is_saved_as_a_list() -> None:
    steps = Statement("Mix.\n- Knead.", (1,), marker="- ")
    answer = Answer("Steps?", "Steps?", "answered", "", (steps,), (), (), ())
    assert "> - Mix.\n> - Knead.\n" in export_conversation([answer], DAY, "md").decode()


def test_a_hostile_question_is_text() -> None:
    question = "# <b>x</b>\n![a](b)"
    answer = Answer(question, question, "not_found", "The library does not say.", (), (), (), ())
    assert "<b>" not in drawn(export_conversation([answer], DAY, "md").decode())
