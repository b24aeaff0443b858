from ui.html.passages import Holdings
from ui.places.library import library_html


def test_each_document_is_listed_with_its_link_passages_rights_and_changes(guidance: Holdings) -> None:
    entries = library_html(guidance).split('<li class="card">')[1:]
    assert len(entries) == len(guidance.documents)
    for entry, document in zip(entries, guidance.documents.values(), strict=True):
        assert f'href="/library/{document.id}"' in entry
        assert f"<dt>Passages</dt><dd>{len(guidance.passages_of(document.id))}</dd>" in entry
        assert "<dt>Rights</dt>" in entry
        assert f"What has changed since ({len(document.currency)})" in entry or not document.currency


def test_what_a_document_is_good_for_stands_below_its_title(guidance: Holdings) -> None:
    html = library_html(guidance, good_for={"promoting-equality": "A short <checklist>."})
    assert "How to Promote Equality in Health and Social Care</a></h2>\n    <p>A short &lt;checklist&gt;.</p>" in html
    assert html.count("</h2>\n    <p>") == 1 + library_html(guidance).count("</h2>\n    <p>")


def test_a_web_address_that_a_document_names_is_a_link(guidance: Holdings) -> None:
    assert '<a href="https://www.cqc.org.uk/EquallyOutstanding" rel="noreferrer">' in library_html(guidance)
