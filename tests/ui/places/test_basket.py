import json

import pytest

from corpus.errors import QuestionError
from ui.html.passages import Holdings
from ui.places.basket import basket_file, basket_html, read_basket

ITEM = {"document": "sample", "anchor": "bread/p1", "topic": "bread", "note": "See <this>"}


def test_the_basket_that_the_browser_sends_is_read() -> None:
    item = read_basket(json.dumps([ITEM]))[0]
    assert (item.document, item.anchor, item.topic, item.note) == ("sample", "bread/p1", "bread", "See <this>")


@pytest.mark.parametrize("text", ["", "{", "{}", '[{"document": 1}]', '["sample"]'])
def test_text_that_is_no_basket_is_reported_plainly(text: str) -> None:
    with pytest.raises(QuestionError, match="cannot be read"):
        read_basket(text)


def test_a_basket_that_is_too_large_is_reported_plainly() -> None:
    with pytest.raises(QuestionError, match="At most 500"):
        read_basket(json.dumps([ITEM] * 501))


def test_each_excerpt_can_be_moved_noted_and_removed_and_its_text_is_escaped(library: Holdings) -> None:
    html = basket_html(read_basket(json.dumps([ITEM, ITEM])), library)
    assert html.count("Knead the &lt;dough&gt;.</p><p>Steps:</p>") == 2
    assert "See &lt;this&gt;</textarea>" in html
    up, down = '<button type="button" class="act" data-move="-1"', '<button type="button" class="act" data-move="1"'
    assert html.count(f'{up} aria-disabled="true"') == 1
    assert html.count(f'{down} aria-disabled="true"') == 1
    assert html.count('data-move="top" aria-disabled="true"') == 1
    assert html.count('data-move="top"') == html.count('class="handle" draggable="true"') == 2
    assert html.index(f'{up} aria-disabled="true"') < html.index(f'{down} aria-disabled="true"')


def test_a_passage_that_the_library_no_longer_holds_says_so_and_can_be_removed(library: Holdings) -> None:
    html = basket_html(read_basket(json.dumps([{**ITEM, "anchor": "gone/p1"}])), library)
    assert "no longer in the library" in html
    assert "data-remove" in html


def test_the_file_holds_the_exact_words_the_reference_and_the_note(library: Holdings, passage: object) -> None:
    file = basket_file(read_basket(json.dumps([ITEM])), "", "json", library, grouped=False)
    text = file.content.decode()
    assert "Knead the <dough>." in text
    assert "A & B (October 2012)" in text
    assert "See <this>" in text
    assert json.loads(text)["topics"] == ["bread"]
    assert file.name == "Bread.json"


def test_an_empty_basket_gives_no_file(library: Holdings) -> None:
    with pytest.raises(QuestionError, match="no excerpts"):
        basket_file(read_basket(json.dumps([{**ITEM, "anchor": "gone/p1"}])), "", "md", library, grouped=False)
