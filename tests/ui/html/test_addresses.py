from urllib.parse import parse_qs, urlsplit

import pytest

from ui.html.addresses import document_address, excerpts_address, marks_of, question_address


def test_the_address_of_a_question_hides_it_from_the_server() -> None:
    address = urlsplit(question_address("Why “A & B”? #1"))
    assert (address.path, address.query) == ("/", "")
    assert address.fragment.startswith("ask=Why%20%E2%80%9CA%20%26%20B")
    narrowed = urlsplit(question_address("Why?", [("voice", "reader"), ("status", "dated")]))
    assert (narrowed.query, narrowed.fragment) == ("", "ask=Why%3F&voice=reader&status=dated")


def test_marks_can_be_read_back_from_an_address() -> None:
    address = urlsplit(document_address("bread", "food/bread/p1", [(0, 13), (20, 25)]))
    assert address.path == "/library/bread"
    assert address.fragment == "food/bread/p1"
    query = parse_qs(address.query)
    assert query["passage"] == ["food/bread/p1"]
    assert marks_of(query["words"][0]) == [(0, 13), (20, 25)]


@pytest.mark.parametrize("words", ["", "x", "1-", "9999999-1", "-", "<script>"])
def test_an_address_that_holds_no_marks_marks_nothing(words: str) -> None:
    assert all(end <= 999999 for _, end in marks_of(words))
    assert marks_of(words) in ([], [(999999, 1)])


def test_the_address_of_a_search_holds_its_filters() -> None:
    query = parse_qs(urlsplit(excerpts_address("a & b", [("document", "bread"), ("document", "boats")])).query)
    assert query == {"topic": ["a & b"], "document": ["bread", "boats"]}
