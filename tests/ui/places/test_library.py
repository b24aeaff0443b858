import re

from markupsafe import Markup

from corpus.glossary import load_glossary
from ui.html.frame import plain_page
from ui.html.passages import Holdings
from ui.places.help import help_html
from ui.places.library import library_html


def test_each_document_says_what_is_to_be_known_of_it(guidance: Holdings) -> None:
    entries = library_html(guidance).split('<li class="card">')[1:]
    assert len(entries) == len(guidance.documents)
    for entry, document in zip(entries, guidance.documents.values(), strict=True):
        assert f'href="/library/{document.id}"' in entry
        assert f"<dt>Passages</dt><dd>{len(guidance.passages_of(document.id))}</dd>" in entry
        assert "<dt>Rights</dt>" in entry
        assert f"What has changed since ({len(document.currency)})" in entry or not document.currency


def test_an_address_that_a_document_names_can_be_followed(guidance: Holdings) -> None:
    assert '<a href="https://www.cqc.org.uk/EquallyOutstanding" rel="noreferrer">' in library_html(guidance)


def test_the_help_page_holds_every_abbreviation_and_says_what_was_not_tested(guidance: Holdings) -> None:
    page = help_html(guidance)
    assert len(re.findall("<div><dt>", page)) == len(load_glossary())
    assert "What was not tested" in page
    assert all(f'id="{anchor}"' in page for anchor in re.findall('href="#([a-z]+)"', page))


def test_a_place_marks_itself_in_the_header() -> None:
    page = plain_page("Library", "A <b>title</b>", Markup("<h1>Library</h1>"), 5)
    assert '<a href="/library" aria-current="page">Library</a>' in page
    assert page.count("aria-current") == 1
    assert "<title>A &lt;b&gt;title&lt;/b&gt; – Evenhand</title>" in page
