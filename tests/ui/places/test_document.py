import html
import re
from itertools import pairwise

import pytest

from corpus.document import Document, Passage
from ui.places.document import View, reading_html, spans_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("bread", "Bread, breadth and abread", ["Bread", "bread"]),
        ("peoples' needs", "peoples’  needs", ["peoples’  needs"]),
        ("person-centred", "Person–centred care", ["Person–centred"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("  ", "anything", []),
    ],
)
def test_a_phrase_is_found_however_it_is_typed(phrase: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(phrase, text)] == found


@pytest.fixture
def page(documents: dict[str, Document], passages: dict[str, list[Passage]]) -> dict[str, str]:
    return {id_: reading_html(document, passages[id_], View()) for id_, document in documents.items()}


def test_every_passage_and_section_has_its_place(
    page: dict[str, str], documents: dict[str, Document], passages: dict[str, list[Passage]]
) -> None:
    for id_, document in documents.items():
        ids = re.findall(r' id="([^"]+)"', page[id_])
        assert len(ids) == len(set(ids))
        assert {section.anchor for section in document.sections} <= set(ids)
        assert [id_ for id_ in ids if "/p" in id_ and re.search(r"/p\d+$", id_)] == [p.anchor for p in passages[id_]]


def test_headings_go_down_one_step_at_a_time_from_the_title(page: dict[str, str]) -> None:
    for text in page.values():
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", text)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_notes_of_the_library_stand_where_they_belong(page: dict[str, str]) -> None:
    blog = page["stp-equality-blog"]
    first = blog.index('class="editor"')
    assert blog.index("The purpose of Sustainability and Transformation Plans") < first


def test_cited_words_alone_are_marked(documents: dict[str, Document], passages: dict[str, list[Passage]]) -> None:
    of_blog = passages["stp-equality-blog"]
    text = reading_html(documents["stp-equality-blog"], of_blog, View(of_blog[1].anchor, [(0, 20)]))
    assert html.unescape("".join(re.findall("<mark>(.*?)</mark>", text))) == of_blog[1].text[:20]


def test_marks_beyond_the_passage_do_no_harm(
    documents: dict[str, Document], passages: dict[str, list[Passage]]
) -> None:
    of_blog = passages["stp-equality-blog"]
    text = reading_html(documents["stp-equality-blog"], of_blog, View(of_blog[0].anchor, [(5, 1), (10**5, 10**6)]))
    assert "<mark>" not in text


def test_words_searched_for_are_counted_listed_and_marked(
    documents: dict[str, Document], passages: dict[str, list[Passage]]
) -> None:
    id_ = "westminster-equity-assessment"
    text = reading_html(documents[id_], passages[id_], View(find="Talking Mat"))
    assert "“Talking Mat” appears once here." in text
    assert text.count("<mark>talking mat</mark>") == 2
    anchor = re.findall(r'<ol class="found">\s*<li><a href="#([^"]+)">', text)[0]
    assert f'id="{anchor}"' in text


def test_words_that_stand_nowhere_are_shown_as_text_with_a_way_on(
    documents: dict[str, Document], passages: dict[str, list[Passage]]
) -> None:
    id_ = "promoting-equality"
    text = reading_html(documents[id_], passages[id_], View(find="<script>x</script>"))
    assert "&lt;script&gt;x&lt;/script&gt;” does not appear here." in text
    assert "/excerpts?topic=%3Cscript%3E" in text
    assert "<script" not in text


def test_a_readers_comment_is_named_as_one(page: dict[str, str]) -> None:
    assert page["stp-equality-blog"].count('<p class="badge reader">Reader’s comment, not guidance</p>') > 3
