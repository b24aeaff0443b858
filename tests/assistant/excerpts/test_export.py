"""Files of excerpts and conversations hold every quotation to the letter, and nothing becomes markup."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import docx
import pytest
from markdown_it import MarkdownIt

from assistant.answer import Answer, NearPassage, Statement
from assistant.assistant import Assistant
from assistant.excerpts.export import FORMATS, MEDIA_TYPES, ConversationFormat, export, export_conversation
from assistant.excerpts.find import Excerpt, find_excerpts
from assistant.excerpts.markdown import quotation
from assistant.excerpts.selection import SelectedExcerpt
from assistant.excerpts.tables import guarded
from corpus.document import Passage
from indexing.search import Searcher

Make = Callable[..., Excerpt]

DAY = dt.date(2026, 3, 5)
LIST = "Do this:\n\n1. Mix.\n2. Knead, at length:\n  - by hand\n\nThen rest.\n\n- Bake.\n- Eat."
HOSTILE = (
    "<script>alert(1)</script> *bold* _it_ `code` [a](javascript:x) ![i](x) &amp; \\ ~~no~~ | a $x$\n\n"
    "# Not a heading\n\n=====\n\n> said “so”\n\n---"
)


def words_of(word: Any) -> str:
    """A Word file's paragraphs as lines."""
    return "\n".join(paragraph.text for paragraph in word.paragraphs)


def quoted(word: Any) -> list[tuple[str, str]]:
    """The style and text of each paragraph that holds words of a document."""
    styles = ("Quote", "Intense Quote", "List")
    return [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(styles)]


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def shown(markdown: str) -> str:
    """The text a person sees where Markdown is drawn, a line for each of the source's."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    text = re.sub(r"<[^>]+>", "\n", html)
    return (
        re.sub(r"\n+", "\n", text)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
        .strip()
    )


class TestWord:
    def test_headings_quotations_lists_and_the_reference_list_are_real(self, excerpt: Make) -> None:
        word = opened(export([SelectedExcerpt(excerpt(LIST), "For the board")], "Baking", DAY, "docx"))
        assert [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Title", "Heading"))] == [
            ("Title", "Excerpts: Baking"),
            ("Heading 1", "Excerpts"),
            ("Heading 2", "1. Food › Dough"),
            ("Heading 1", "References"),
        ]
        assert quoted(word) == [
            ("Quote", "Do this:"),
            ("List Number", "Mix."),
            ("List Number", "Knead, at length:"),
            ("List Bullet 2", "by hand"),
            ("Quote", "Then rest."),
            ("List Bullet", "Bake."),
            ("List Bullet", "Eat."),
        ]

    def test_an_excerpt_has_its_day_reference_anchor_and_notes(self, excerpt: Make) -> None:
        text = words_of(opened(export([SelectedExcerpt(excerpt(), "For the board")], "Baking", DAY, "docx")))
        reference = (
            "[1] A & B (January 2020) Bread. Food › Dough [guide]. example.org/bread (passage food/dough/p1 of bread)"
        )
        assert text.count(reference) == 2
        assert "Taken on 5 March 2026" in text
        assert "Note by Evenhand: “Bread” (January 2020) is dated" in text
        assert "Own note: For the board" in text

    def test_lists_keep_the_numbers_of_the_text(self, excerpt: Make) -> None:
        texts = ["1. One.\n2. Two.", "1. Again.", "4. Four.\n5. Five."]
        word = opened(export([SelectedExcerpt(excerpt(text)) for text in texts], "Lists", DAY, "docx"))
        numbers = word.part.numbering_part.element
        starts: dict[int, int] = {}
        read = []
        for paragraph in word.paragraphs:
            if paragraph.style.name == "List Number":
                id_ = paragraph._p.pPr.numPr.numId.val
                first = numbers.num_having_numId(id_).lvlOverride_lst[0].startOverride.val
                starts[id_] = starts.get(id_, first - 1) + 1
                read.append(f"{starts[id_]}. {paragraph.text}")
        assert read == ["1. One.", "2. Two.", "1. Again.", "4. Four.", "5. Five."]

    def test_hostile_text_is_text(self, excerpt: Make) -> None:
        content = export([SelectedExcerpt(excerpt(HOSTILE), "\x00\x0b\ud800<w:p/>")], "=1+1\x07", DAY, "docx")
        text = words_of(opened(content))
        assert "<script>alert(1)</script> *bold* _it_" in text
        assert "Own note: <w:p/>" in text
        assert "Excerpts: =1+1" in text

    def test_a_quotation_that_begins_with_an_item_shows_it_as_one(self, excerpt: Make) -> None:
        taken = [SelectedExcerpt(excerpt("Mix.\n- Knead.", marker="- ")), SelectedExcerpt(excerpt("Bake.\n- Eat."))]
        assert quoted(opened(export(taken, "Baking", DAY, "docx"))) == [
            ("List Bullet", "Mix."),
            ("List Bullet", "Knead."),
            ("Quote", "Bake."),
            ("List Bullet", "Eat."),
        ]

    def test_lists_with_other_markers_are_lists(self, excerpt: Make) -> None:
        word = opened(export([SelectedExcerpt(excerpt("+ Mix.\n* Knead.\n3) Bake."))], "Baking", DAY, "docx"))
        assert quoted(word) == [("List Bullet", "Mix."), ("List Bullet", "Knead."), ("List Number", "Bake.")]

    def test_it_is_british_english_and_names_no_one(self, excerpt: Make) -> None:
        content = export([SelectedExcerpt(excerpt())], "Baking", DAY, "docx")
        properties = opened(content).core_properties
        assert (properties.author, properties.title, properties.language) == ("Evenhand", "Excerpts: Baking", "en-GB")
        assert b'w:val="en-GB"' in zipfile.ZipFile(io.BytesIO(content)).read("word/styles.xml")


class TestMarkdown:
    def test_a_quotation_is_drawn_to_the_letter(self, excerpt: Make) -> None:
        text = export([SelectedExcerpt(excerpt(HOSTILE))], "Baking", DAY, "md").decode()
        drawn = shown(text)
        plain = [line for line in HOSTILE.replace("> said", "said").split("\n") if line]
        assert [line for line in plain if line not in drawn.split("\n")] == []
        assert "<script>" not in MarkdownIt("commonmark").render(text)

    def test_without_marks_and_backslashes_it_is_the_passage(self) -> None:
        lines = [line.removeprefix(">").removeprefix(" ") for line in quotation(HOSTILE).split("\n")]
        assert re.sub(r"\\(.)", r"\1", "\n".join(lines)) == HOSTILE

    def test_lists_stay_lists_with_the_numbers_of_the_text(self) -> None:
        html = MarkdownIt("commonmark").render(quotation("Do this:\n\n3. Mix.\n4. Knead.\n\n- Bake."))
        assert '<ol start="3">' in html
        assert html.count("<li>") == 3
        assert MarkdownIt("commonmark").render(quotation("+ Mix.\n+ Knead.\n\n9) Bake.")).count("<li>") == 3

    def test_a_quotation_that_begins_with_an_item_shows_it_as_one(self, excerpt: Make) -> None:
        render = MarkdownIt("commonmark").render
        assert render(quotation("Mix.\n- Knead.", "- ")).count("<li>") == 2
        assert render(quotation("Mix.\n- Knead.")).count("<li>") == 1
        exported = export([SelectedExcerpt(excerpt("Mix.\n- Knead.", marker="- "))], "Baking", DAY, "md").decode()
        assert "> - Mix.\n> - Knead.\n" in exported

    def test_an_excerpt_has_its_reference_and_notes(self, excerpt: Make) -> None:
        text = export([SelectedExcerpt(excerpt(), "For *me*\n# alone")], "Is it #1?", DAY, "md").decode()
        assert "# Excerpts: Is it #1?" in text
        assert "Taken on 5 March 2026" in text
        assert text.count("example.org/bread (passage food/dough/p1 of bread)") == 2
        assert "Note by Evenhand: “Bread”" in text
        assert r"Own note: For \*me\* # alone" in text


class TestCsv:
    def test_each_cell_holds_what_its_column_says(self, excerpt: Make) -> None:
        (row,) = rows(export([SelectedExcerpt(excerpt(LIST), "mine")], "Baking", DAY, "csv"))
        assert row["quote"] == LIST
        assert (row["number"], row["topic"], row["taken"], row["own note"]) == ("1", "Baking", "2026-03-05", "mine")
        assert (row["anchor"], row["section"], row["status"]) == ("food/dough/p1", "Food › Dough", "dated")
        assert "dated: check the current position" in row["notes"]
        assert row["page"] == ""

    def test_the_page_has_a_column(self, excerpt: Make) -> None:
        (row,) = rows(export([SelectedExcerpt(excerpt(page=7))], "Baking", DAY, "csv"))
        assert row["page"] == "7"

    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "'quoted'", " 'so", "- item"],
    )
    def test_no_cell_is_a_formula_and_every_text_can_be_restored(self, text: str, excerpt: Make) -> None:
        (row,) = rows(export([SelectedExcerpt(excerpt(text), text)], text, DAY, "csv"))
        for cell in (row["topic"], row["quote"], row["own note"]):
            assert cell.startswith("'")
            assert cell.removeprefix("'") == text

    @pytest.mark.parametrize("text", ["", "plain", "a=b", "1 - 2", "“=1”"])
    def test_a_harmless_cell_is_left_alone(self, text: str) -> None:
        assert guarded(text) == text


def test_json_holds_the_topic_the_day_and_the_excerpts(excerpt: Make) -> None:
    whole = json.loads(export([SelectedExcerpt(excerpt(HOSTILE), "mine")], "Baking", DAY, "json"))
    (one,) = whole.pop("excerpts")
    assert whole == {"topic": "Baking", "taken": "2026-03-05"}
    assert (one["number"], one["quote"], one["own_note"]) == (1, HOSTILE, "mine")


def test_groups_follow_the_order_of_each_document_s_first_excerpt(excerpt: Make) -> None:
    order = [("boats", "One."), ("bread", "Two."), ("boats", "Three.")]
    taken = [SelectedExcerpt(excerpt(text, document=document, title=document.title())) for document, text in order]
    text = export(taken, "Mixed", DAY, "md", grouped=True).decode()
    places = [text.index(part) for part in ("## Boats", "> One.", "> Three.", "## Bread", "> Two.", "## References")]
    assert places == sorted(places)
    assert [row["quote"] for row in rows(export(taken, "Mixed", DAY, "csv", grouped=True))] == [
        "One.",
        "Three.",
        "Two.",
    ]
    assert [row["quote"] for row in rows(export(taken, "Mixed", DAY, "csv"))] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_selection_still_makes_a_file(format_: Any) -> None:
    assert export([], "Nothing", DAY, format_)
    assert format_ in MEDIA_TYPES


@pytest.mark.model
def test_every_passage_of_the_library_comes_through_to_the_letter(searcher: Searcher, excerpt: Make) -> None:
    """In Word its lines without their markers, in Markdown without marks, in CSV and JSON as it is."""
    texts = [passage.text for passage in searcher.passages]
    word = opened(export([SelectedExcerpt(excerpt(text)) for text in texts], "All", DAY, "docx"))
    lines = [re.sub(r"^ *(- |> |\d+\. )", "", line) for text in texts for line in text.split("\n") if line.strip()]
    assert [text for _, text in quoted(word)] == lines
    for text in texts:
        back = "\n".join(line.removeprefix(">").removeprefix(" ") for line in quotation(text).split("\n"))
        assert re.sub(r"\\(.)", r"\1", back) == text


@pytest.mark.model
def test_an_exported_excerpt_has_its_currency_note(searcher: Searcher) -> None:
    found = find_excerpts(searcher, "health visitors")
    text = words_of(opened(export([SelectedExcerpt(one) for one in found], "health visitors", DAY, "docx")))
    assert "is historical: read it as a record" in text
    assert all(one.reference in text for one in found)


@pytest.mark.model
@pytest.mark.parametrize("format_", get_args(ConversationFormat))
def test_a_conversation_is_saved_with_its_references_and_refusals(format_: Any, assistant: Assistant) -> None:
    answers = [assistant.ask("What does FREDA stand for?"), assistant.ask("What is the best pizza in Naples?")]
    content = export_conversation(answers, DAY, format_)
    text = words_of(opened(content)) if format_ == "docx" else re.sub(r"\\(.)", r"\1", content.decode())
    assert "5 March 2026" in text
    assert all(answer.question in text for answer in answers)
    lines = [line for statement in answers[0].statements for line in statement.text.split("\n")]
    assert [line for line in lines if line not in text] == []
    assert answers[0].citations[0].reference in text
    assert answers[0].notes[0] in text
    refused = text[text.index(answers[1].question) :]
    assert "Outside the library" in refused
    assert answers[1].text in refused
    assert "References" not in refused


def test_an_answer_that_begins_with_an_item_is_saved_as_a_list() -> None:
    steps = Statement("Mix.\n- Knead.", (1,), marker="- ")
    answer = Answer("Steps?", "Steps?", "answered", "", (steps,), (), (), ())
    assert "> - Mix.\n> - Knead.\n" in export_conversation([answer], DAY, "md").decode()
    assert quoted(opened(export_conversation([answer], DAY, "docx"))) == [
        ("List Bullet", "Mix."),
        ("List Bullet", "Knead. [1]"),
    ]


def test_a_hostile_question_is_text_in_a_saved_conversation() -> None:
    question = "# <b>x</b>\n![a](b)"
    answer = Answer(question, question, "not_found", "The library does not say.", (), (), (), ())
    text = export_conversation([answer], DAY, "md").decode()
    assert "<b>" not in MarkdownIt("commonmark").render(text)
    assert "# <b>x</b> ![a](b)" in words_of(opened(export_conversation([answer], DAY, "docx")))


@pytest.fixture
def near() -> NearPassage:
    passage = Passage("p1", "bread", ("Bread",), "publisher", "- Mix.\n- Knead.", "", (), (), 0)
    return NearPassage(
        passage, Statement("Mix.\n- Knead.", (), intro="Steps:", marker="- "), 0, "Bread. Dough [guide]."
    )


def test_a_refusal_is_saved_with_the_words_nearest_to_an_answer(near: NearPassage) -> None:
    answer = Answer("Beds?", "Beds?", "not_found", "The library does not say.", nearest=(near,))
    text = export_conversation([answer], DAY, "md").decode()
    assert "### Nearest passages, not an answer\n\nBread. Dough \\[guide\\]. Steps:\n\n> - Mix.\n> - Knead.\n" in text
    word = opened(export_conversation([answer], DAY, "docx"))
    assert "Bread. Dough [guide]. Steps:" in words_of(word)
    assert quoted(word) == [("List Bullet", "Mix."), ("List Bullet", "Knead.")]


def test_what_is_near_to_a_question_from_outside_the_library_is_not_saved(near: NearPassage) -> None:
    answer = Answer("Pizza?", "Pizza?", "out_of_scope", "That is outside.", nearest=(near,))
    for format_ in get_args(ConversationFormat):
        assert export_conversation([answer], DAY, format_) == export_conversation(
            [replace(answer, nearest=())], DAY, format_
        )


@pytest.mark.parametrize("format_", get_args(ConversationFormat))
def test_an_answer_that_is_not_whole_is_saved_between_our_words(format_: Any) -> None:
    one = Statement("Bread is old.", (1,))
    answer = Answer("?", "?", "partial", "", (one,), opening="Only touched.", lacking="Nothing on “beds”.")
    content = export_conversation([answer], DAY, format_)
    text = words_of(opened(content)) if format_ == "docx" else content.decode()
    places = [text.index(part) for part in ("Only touched.", "Bread is old.", "Nothing on “beds”.", "References")]
    assert places == sorted(places)
