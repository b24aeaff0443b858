from dataclasses import replace

import pytest

from corpus.document import Document
from corpus.errors import QuestionError
from ui.html.filters import Filters, filters_html
from ui.html.passages import Holdings


@pytest.fixture
def two(document: Document) -> Holdings:
    return Holdings({"sample": document, "old": replace(document, id="old", title="Old", status="dated")}, {})


def test_filters_are_read_from_a_form_and_written_back_the_same(two: Holdings) -> None:
    pairs = [("document", "old"), ("voice", "reader"), ("status", "dated")]
    assert Filters.of(pairs, two).pairs() == pairs


def test_unknown_values_are_ignored(two: Holdings) -> None:
    assert Filters.of([("document", "gone"), ("voice", "ghost"), ("colour", "red")], two) == Filters()


def test_nothing_ticked_means_everything(two: Holdings) -> None:
    assert Filters().allowed(two) is None
    assert Filters(voices=("reader",)).allowed(two) is None


def test_documents_and_ages_both_narrow_the_search(two: Holdings) -> None:
    assert Filters(statuses=("dated",)).allowed(two) == ["old"]
    assert Filters(documents=("sample",)).allowed(two) == ["sample"]
    with pytest.raises(QuestionError, match="No document passes"):
        Filters(documents=("sample",), statuses=("dated",)).allowed(two)


def test_filters_can_be_put_into_words(two: Holdings) -> None:
    assert Filters(("old",), ("reply",), ("dated",)).in_words(two) == "Old; Official replies; Dated"


def test_the_form_shows_what_is_ticked_and_escapes_titles(two: Holdings) -> None:
    html = filters_html(Filters(documents=("sample",)), two)
    assert '<input type="checkbox" name="document" value="sample" checked>' in html
    assert "A &lt;b&gt;sample&lt;/b&gt;" in html
    assert html.count(" checked") == 1
    assert "(1)" in html


def test_quotations_only_is_sent_with_the_filters_and_narrows_nothing(two: Holdings) -> None:
    quoting = Filters.of([("quotations", "yes")], two)
    assert quoting == Filters(quotations=True)
    assert Filters.of(quoting.pairs(), two) == quoting
    assert (quoting.allowed(two), quoting.in_words(two)) == (None, "")
    assert "Filters<span data-ticked></span>" in filters_html(quoting, two)
