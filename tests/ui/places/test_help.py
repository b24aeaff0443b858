import re

from corpus.glossary import load_glossary
from ui.html.passages import Holdings
from ui.places.help import help_html


def test_the_help_page_lists_every_abbreviation(guidance: Holdings) -> None:
    page = help_html(guidance)
    assert len(re.findall("<div><dt>", page)) == len(load_glossary())
    assert page.count(" <span>*</span>") == sum(not entry.stated for entry in load_glossary())


def test_the_help_page_says_what_was_not_tested(guidance: Holdings) -> None:
    assert "What was not tested" in help_html(guidance)


def test_the_links_of_the_help_page_lead_to_its_sections(guidance: Holdings) -> None:
    page = help_html(guidance)
    anchors = re.findall('href="#([a-z]+)"', page)
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)
