"""The Word files are A4 in British English, and nothing in them is from a template or about a person."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from assistant.excerpts.export import export
from assistant.excerpts.find import Excerpt
from assistant.excerpts.selection import SelectedExcerpt

Make = Callable[..., Excerpt]
Open = Callable[[Any], Any]

DAY = dt.date(2026, 3, 5)
TEXT = "Do this:\n\n1. Mix.\n2) Knead.\n  - by hand\n    - or not\n\n> said so\n\n- Bake."


@pytest.fixture
def file(excerpt: Make) -> bytes:
    """A file in which everything occurs that a paper can hold."""
    row = excerpt("Rye | • Dark.", columns=("Flour", "Crumb"))
    taken = [
        SelectedExcerpt(excerpt(TEXT, lead="By hand:"), "A note", "dough"),
        *[SelectedExcerpt(row, topic="crust")] * 10,
    ]
    return export(taken, "Bread", DAY, "docx").content


def test_the_page_is_a4(file: bytes, opened: Open) -> None:
    (section,) = opened(file).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert min(section.left_margin, section.right_margin, section.top_margin, section.bottom_margin) >= Mm(20)


def test_the_footer_has_title_day_and_page_numbers(file: bytes, opened: Open) -> None:
    (line,) = opened(file).sections[0].footer.paragraphs
    assert line.text == "Bread · 5 March 2026\tPage 1 of 1"
    assert [field.text.strip() for field in line._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_properties_are_the_file_s_own(file: bytes, opened: Open) -> None:
    properties = opened(file).core_properties
    assert (properties.title, properties.keywords, properties.language) == ("Bread", "dough; crust", "en-GB")
    assert properties.author == properties.last_modified_by == "Evenhand"
    assert {properties.created.date(), properties.modified.date()} == {DAY}
    assert properties.comments == properties.category == properties.subject == ""


def test_nothing_is_left_of_a_template(file: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(file))
    assert sorted(package.namelist()) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/footer1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip
    everything = b"".join(package.read(name) for name in package.namelist())
    for trace in (b"python-docx", b"Macintosh", b"Normal.dotm", b"2013", b"rsid", b"en-US", b"Calibri", b"Theme"):
        assert trace not in everything


def test_every_style_is_used_or_what_another_rests_on(file: bytes, opened: Open) -> None:
    """But for deeper levels of lists, which this text does not reach, and Word's own defaults."""
    word = opened(file)
    package = zipfile.ZipFile(io.BytesIO(file))
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', package.read("word/document.xml").decode()))
    used |= {"Footer"} | {style.base_style.style_id for style in word.styles if getattr(style, "base_style", None)}
    unused = {style.style_id for style in word.styles} - used
    assert unused == {"DefaultParagraphFont", "NoList", "ListNumber2", "ListNumber3"}


def test_the_language_is_british_english_and_headings_are_in_order(file: bytes, opened: Open) -> None:
    word = opened(file)
    assert {language.get(qn("w:val")) for language in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    outline = {style.name: style.element.xpath("./w:pPr/w:outlineLvl/@w:val") for style in word.styles}
    assert (outline["Heading 1"], outline["Heading 2"]) == (["0"], ["1"])


def test_word_opens_it_in_its_present_mode_and_asks_nothing(file: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(file))
    settings, document = package.read("word/settings.xml"), package.read("word/document.xml")
    assert b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert b"updateFields" not in settings
    assert b"w:dirty" not in document


def test_a_long_title_is_cut_in_the_footer(opened: Open) -> None:
    word = opened(export([], "Rights and dignity in care " * 20, DAY, "docx"))
    assert len(word.sections[0].footer.paragraphs[0].text) < 100
    assert len(word.core_properties.title) == 255
    assert opened(export([], "x" * 300, DAY, "docx")).sections[0].footer.paragraphs[0].text.startswith("Xxxx")
