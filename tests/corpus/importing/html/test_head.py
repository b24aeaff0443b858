"""What the head of a web page states."""

from corpus.importing.draft import Stated
from corpus.importing.html.head import stated_by
from corpus.importing.tree import parsed_html


def stated(head: str, body: str = "<h1>Keys</h1>", lines: tuple[str, ...] = ()) -> Stated:
    return stated_by(parsed_html(f"<html><head>{head}</head><body>{body}</body></html>"), lines)


def test_metadata_of_several_kinds_is_read():
    found = stated(
        '<title>Keys</title><meta name="author" content="Ann Lee"><link rel="canonical" href="https://oak.example/keys">'
        '<meta property="article:published_time" content="2024-03-01T09:00:00+00:00">'
        '<meta name="DC.Publisher" content="Oak House"><meta name="dcterms.rights" content="CC BY 4.0">'
    )
    assert found == Stated(
        title="Keys", publisher="Oak House", author="Ann Lee", published="2024-03-01", rights="CC BY 4.0",
        url="https://oak.example/keys",
    )  # fmt: skip


def test_nothing_stated_is_nothing_guessed():
    assert stated('<meta name="last-modified" content="2024-03-01">') == Stated()


def test_gov_uk_names_who_published_and_when():
    found = stated(
        '<meta name="govuk:public-updated-at" content="2024-03-01T09:00:00+00:00">'
        '<meta name="govuk:primary-publishing-organisation" content="Department of Doors">'
    )
    assert found == Stated(publisher="Department of Doors", published="2024-03-01")


def test_the_name_of_the_site_is_no_part_of_the_title():
    assert stated("<title>Keys - Oak House</title>").title == "Keys"
    assert stated("<title>Keys | Oak House</title>", body="<h1>Other</h1>").title == "Keys | Oak House"
    assert stated("<title>Night keys - a guide | Oak</title>", body="<h1>Night keys - a guide</h1>").title == (
        "Night keys - a guide"
    )


def test_a_line_that_states_rights_is_taken_and_guidance_on_them_is_not():
    assert stated("", lines=("© Oak House 2024",)).rights == "© Oak House 2024"
    assert stated("", lines=("Copyright is a right.", "Ask about copyright")).rights is None
