import re

from corpus.lists.glossary import load_glossary
from ui.html.passages import Holdings
from ui.places.help import help_html


def test_the_help_page_lists_the_abbreviations_that_the_documents_use(guidance: Holdings) -> None:
    page = help_html(guidance)
    bodies = "\n".join(document.body for document in guidance.documents.values())
    words = set(re.findall(r"[\w&+]+", bodies))
    used = [entry for entry in load_glossary() if any(words.issuperset(form.split()) for form in entry.forms)]
    assert len(used) > 60
    assert len(re.findall("<div><dt>", page)) == len(used)
    assert page.count(" <span>*</span>") == sum(not entry.stated for entry in used)


def test_the_help_page_says_what_was_not_tested(guidance: Holdings) -> None:
    assert "What was not tested" in help_html(guidance)


def test_the_links_of_the_help_page_lead_to_its_sections(guidance: Holdings) -> None:
    page = help_html(guidance)
    anchors = re.findall('href="#([a-z]+)"', page)
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_a_library_without_the_five_says_nothing_of_them(library: Holdings) -> None:
    page = help_html(library)
    assert "Abbreviations" not in page
    assert "Evenhand answers questions. It quotes 1 document" in " ".join(page.split())
    assert "about equality" in help_html(library, "equality in care: and more")
