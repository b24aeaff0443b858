import html
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.document import Block, Document, Passage, Section, Sentence, Span
from ui.html.passages import Holdings
from ui.places.document import View, reading_html, spans_of


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("bread", "Bread, breadth and abread", ["Bread", "bread"]),
        ("peoples' needs", "peoples’  needs", ["peoples’  needs"]),
        ("person-centred", "Person–centred care", ["Person–centred"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("very kind", "Be **very** *kind*.", ["very** *kind"]),
        ("  ", "anything", []),
    ],
)
def test_a_phrase_is_found_however_it_is_typed(phrase: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(phrase, text)] == found


@pytest.fixture
def page(guidance: Holdings) -> dict[str, str]:
    return {id_: _page(guidance, id_) for id_ in guidance.documents}


def _page(library: Holdings, id_: str, view: View | None = None) -> str:
    return reading_html(library.documents[id_], library.passages_of(id_), view or View())


def test_every_passage_and_section_has_an_anchor(page: dict[str, str], guidance: Holdings) -> None:
    for id_, document in guidance.documents.items():
        ids = re.findall(r' id="([^"]+)"', page[id_])
        assert len(ids) == len(set(ids))
        assert {section.anchor for section in document.sections} <= set(ids)
        assert [id_ for id_ in ids if re.search(r"/p\d+$", id_)] == [p.anchor for p in guidance.passages_of(id_)]


def test_headings_go_down_one_level_at_a_time_from_the_title(page: dict[str, str]) -> None:
    for text in page.values():
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", text)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_notes_from_the_library_are_shown_in_their_place(page: dict[str, str]) -> None:
    blog = page["stp-equality-blog"]
    first = blog.index('class="editor"')
    assert blog.index("The purpose of Sustainability and Transformation Plans") < first


def test_only_cited_words_are_marked(guidance: Holdings) -> None:
    passage = guidance.passages_of("stp-equality-blog")[1]
    text = _page(guidance, "stp-equality-blog", View(passage.anchor, [(0, 20)]))
    assert html.unescape("".join(re.findall("<mark>(.*?)</mark>", text))) == passage.text[:20]


def test_marks_beyond_the_end_of_a_passage_are_ignored(guidance: Holdings) -> None:
    passage = guidance.passages_of("stp-equality-blog")[0]
    text = _page(guidance, "stp-equality-blog", View(passage.anchor, [(5, 1), (10**5, 10**6)]))
    assert "<mark>" not in text


def test_words_searched_for_are_counted_listed_and_marked(guidance: Holdings) -> None:
    text = _page(guidance, "westminster-equity-assessment", View(find="Talking Mat"))
    assert "“Talking Mat” appears once here." in text
    assert text.count("<mark>talking mat</mark>") == 2
    anchor = re.findall(r'<ol class="found">\s*<li><a href="#([^"]+)">', text)[0]
    assert f'id="{anchor}"' in text


def test_words_that_do_not_appear_are_shown_as_text_with_a_link_to_a_wider_search(guidance: Holdings) -> None:
    text = _page(guidance, "promoting-equality", View(find="<script>x</script>"))
    assert "&lt;script&gt;x&lt;/script&gt;” does not appear here." in text
    assert "/excerpts?topic=%3Cscript%3E" in text
    assert "<script" not in text


def test_a_readers_comment_is_labelled(page: dict[str, str]) -> None:
    assert page["stp-equality-blog"].count('<p class="badge reader">Reader’s comment, not guidance</p>') > 3


def _section(title: str, start: int, *path: str) -> Section:
    return Section((*path, title), title.lower(), "publisher", (), (), (), start)


def _in(section: Section, text: str, start: int, number: int) -> Passage:
    sentences = (Sentence(text, 0, "sentence"),)
    anchor = f"{section.anchor}/p{number}"
    return Passage(anchor, "sample", section.path, "publisher", text, "", sentences, (), 0, start, section.anchor)


def test_passages_and_notes_are_in_the_order_of_the_document(document: Document) -> None:
    body = "# P1\n\nMix.\n\n> [!NOTE]\n> Lost.\n\nMix."
    section = replace(_section("P1", 0), blocks=(Block("note", Span(12, 30)),), notes=("A line was lost.",))
    passages = [_in(section, "Mix.", 6, 1), _in(section, "Mix.", 32, 2)]
    text = reading_html(replace(document, body=body, sections=(section,)), passages, View())
    assert text.index('id="p1/p1"') < text.index("A line was lost.") < text.index('id="p1/p2"')


def test_the_outline_is_a_tree_of_the_headings_below_the_title(document: Document) -> None:
    title = document.title
    bread, flour, boats = _section("Bread", 1, title), _section("Flour", 2, title, "Bread"), _section("Boats", 3, title)
    text = reading_html(replace(document, sections=(_section(title, 0), bread, flour, boats)), [], View())
    outline = re.sub(r"\s+(?=<|$)", "", text.partition("<summary>Outline</summary>")[2].partition("</details>")[0])
    assert outline == (
        '<ul><li><a href="#bread">Bread</a><ul><li><a href="#flour">Flour</a></li></ul></li>'
        '<li><a href="#boats">Boats</a></li></ul>'
    )


def test_a_document_without_headings_has_no_outline_to_show(document: Document) -> None:
    text = reading_html(replace(document, sections=(_section(document.title, 0),)), [], View())
    assert "<summary>Outline</summary>" not in text


def test_headings_below_the_sixth_level_stay_at_the_sixth(document: Document) -> None:
    text = reading_html(replace(document, sections=(_section("Deep", 0, *"ABCDEF"),)), [], View())
    assert '<h6 id="deep"' in text


def test_a_match_is_listed_with_whole_words_around_it_and_without_markdown(document: Document) -> None:
    before, after = "about a home where staff of the day and of the night are", "to all who live or work in it."
    body = f"This one is {before} **very** *kind* {after}"
    section = _section("Bread", 0)
    sample = replace(document, body=body, sections=(section,))
    page = reading_html(sample, [_in(section, body, 0, 1)], View(find="very kind"))
    assert f"… {before} <mark>very kind</mark> {after} …" in page
    assert "<mark><strong>very</strong> <em>kind</em></mark>" in page
