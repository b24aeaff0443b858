"""A conversation is saved with its answers, references and refusals, as Word and as Markdown."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest

from assistant.answer import Answer, Citation, NearPassage, Statement
from assistant.assistant import Assistant
from assistant.excerpts.export import ConversationFormat, export_conversation
from corpus.document import Passage
from corpus.lists.signposts import Place, Signpost

Open = Callable[[Any], Any]
Save = Callable[..., str]

DAY = dt.date(2026, 3, 5)


def quoted(word: Any) -> list[tuple[str, str]]:
    """The style and text of each paragraph that holds words of a document."""
    return [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Quote", "List"))]


def cite(number: int) -> Citation:
    return Citation(number, "bread", "Bread", None, None, (), f"p{number}", None, "Old.", "publisher", None, "Bread.")


@pytest.fixture
def save(opened: Open) -> Save:
    """Saves a conversation; the text of the file, without backslashes."""

    def text(answers: list[Answer], file_format: Any) -> str:
        content = export_conversation(answers, DAY, file_format)
        if file_format == "md":
            return re.sub(r"\\(.)", r"\1", content.decode())
        return "\n".join(paragraph.text for paragraph in opened(content).paragraphs)

    return text


@pytest.mark.model
@pytest.mark.parametrize("format_", get_args(ConversationFormat))
def test_a_conversation_is_saved_with_its_references_and_refusals(
    format_: Any, assistant: Assistant, save: Save
) -> None:
    answers = [assistant.ask("What does FREDA stand for?"), assistant.ask("What is the best pizza in Naples?")]
    text = save(answers, format_)
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


def test_an_answer_that_begins_with_an_item_is_saved_as_a_list(opened: Open) -> None:
    steps = Statement("Mix.\n- Knead.", (1,), marker="- ")
    answer = Answer("Steps?", "Steps?", "answered", "", (steps,), (), (), ())
    assert quoted(opened(export_conversation([answer], DAY, "docx"))) == [
        ("List Bullet", "Mix."),
        ("List Bullet", "Knead. [1]"),
    ]


def test_a_hostile_question_is_text(save: Save) -> None:
    question = "# <b>x</b>\n![a](b)"
    answer = Answer(question, question, "not_found", "The library does not say.", (), (), (), ())
    assert "# <b>x</b> ![a](b)" in save([answer], "docx")


@pytest.fixture
def near() -> NearPassage:
    passage = Passage("p1", "bread", ("Bread",), "publisher", "- Mix.\n- Knead.", "", (), (), 0)
    return NearPassage(
        passage, Statement("Mix.\n- Knead.", (), intro="Steps:", marker="- "), 0, "Bread. Dough [guide]."
    )


def test_a_refusal_is_saved_with_the_words_nearest_to_an_answer(near: NearPassage, opened: Open, save: Save) -> None:
    answer = Answer("Beds?", "Beds?", "not_found", "The library does not say.", nearest=(near,))
    text = save([answer], "md")
    assert "### Nearest passages, not an answer\n\nBread. Dough [guide]. Steps:\n\n> - Mix.\n> - Knead.\n" in text
    word = opened(export_conversation([answer], DAY, "docx"))
    assert "Bread. Dough [guide]. Steps:" in save([answer], "docx")
    assert quoted(word) == [("List Bullet", "Mix."), ("List Bullet", "Knead.")]


def test_what_is_near_to_a_question_from_outside_the_library_is_not_saved(near: NearPassage, save: Save) -> None:
    answer = Answer("Pizza?", "Pizza?", "out_of_scope", "That is outside.", nearest=(near,))
    for format_ in get_args(ConversationFormat):
        assert save([answer], format_) == save([replace(answer, nearest=())], format_)


@pytest.mark.parametrize("format_", get_args(ConversationFormat))
def test_an_answer_that_is_not_whole_is_saved_between_our_words(format_: Any, save: Save) -> None:
    one = Statement("Bread is old.", (1,))
    post = Signpost("bread", (), (Place("A baker", "loaves"),))
    said = {"opening": "Only touched.", "lacking": "Nothing on “beds”.", "signpost": post}
    text = save([Answer("?", "?", "partial", "", (one,), **said)], format_)
    parts = ("Only touched.", "Bread is old.", "Nothing on “beds”.", "A baker – loaves", "References")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_references_keep_their_numbers_and_notes_stand_in_a_box(opened: Open) -> None:
    answers = [
        Answer("?", "?", "answered", "", (Statement("Old.", (1,)),), (cite(1), cite(2)), (), ("Dated.",)),
        Answer("?", "?", "answered", "", (Statement("New.", (1,)),), (cite(1),), (), ()),
    ]
    word = opened(export_conversation(answers, DAY, "docx"))
    numbering = word.part.numbering_part.element
    starts = [
        numbering.num_having_numId(p._p.pPr.numPr.numId.val).lvlOverride_lst[0].startOverride.val
        for p in word.paragraphs
        if p.style.name == "Bibliography"
    ]
    assert starts == [1, 1, 1]  # the second entry counts on from the first; the second answer begins anew
    ids = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "Bibliography"]
    assert ids[0] == ids[1] != ids[2]
    assert [p.text for p in word.paragraphs if p.style.name == "Box Text"] == ["Dated."]
