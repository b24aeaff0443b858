"""A board paper has its title, date, box, contents, short headings, quotations with sources, notes and references."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer

from assistant.excerpts.export import export
from assistant.excerpts.find import Excerpt
from assistant.excerpts.selection import SelectedExcerpt

Make = Callable[..., Excerpt]
Open = Callable[[Any], Any]

DAY = dt.date(2026, 3, 5)


def lines(word: Any, *styles: str) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in word.paragraphs if not styles or p.style.name.startswith(styles)]


def test_a_short_paper_from_its_title_to_its_references(excerpt: Make, opened: Open) -> None:
    taken = [
        SelectedExcerpt(excerpt("Knead."), "For the board\n\nin May", "dough"),
        SelectedExcerpt(excerpt("Bake.", section=("Food", "The crust"), page=4), topic="crust"),
    ]
    assert lines(opened(export(taken, "bread for all", DAY, "docx"))) == [
        ("Title", "Bread for all"),
        ("Subtitle", "5 March 2026"),
        ("Normal", "2 excerpts from 1 document, word for word. Searched for: “dough”, “crust”."),
        ("Box Heading", "Before you rely on these excerpts"),
        ("Box Text", "“Bread” (January 2020) is dated: check the current position."),
        ("Heading 1", "Excerpts"),
        ("Heading 2", "1. Bread: Food › Dough"),
        ("Quote", "Knead."),
        ("Quotation Source", "A & B (January 2020) [1]"),
        ("Own Note", "Note: For the board"),
        ("Own Note", "in May"),
        ("Heading 2", "2. Bread: The crust"),
        ("Quote", "Bake."),
        ("Quotation Source", "A & B (January 2020), Food, p. 4 [1]"),
        ("Heading 1", "References"),
        ("Bibliography", "A & B (January 2020) Bread [guide]. Available at: example.org/bread"),
    ]


def test_grouped_by_document_its_title_heads_the_group(excerpt: Make, opened: Open) -> None:
    taken = [SelectedExcerpt(excerpt(document=d, title=d.title())) for d in ("boats", "bread", "boats")]
    word = opened(export(taken, "T", DAY, "docx", grouped=True))
    assert [text for _, text in lines(word, "Heading")] == [
        "Boats", "1. Food › Dough: “Knead the dough.”", "2. Food › Dough: “Knead the dough.”", "Bread",
        "3. Food › Dough", "References",
    ]  # fmt: skip


def test_without_cautions_there_is_no_box(excerpt: Make, opened: Open) -> None:
    assert lines(opened(export([SelectedExcerpt(excerpt(notes=()))], "T", DAY, "docx")), "Box") == []


@pytest.fixture
def many(excerpt: Make) -> list[SelectedExcerpt]:
    """Twelve excerpts, each of more than half a page."""
    return [SelectedExcerpt(excerpt("Knead the dough. " * 120, section=("Food", f"Part {n}"))) for n in range(1, 13)]


def test_a_long_paper_has_contents_whose_links_lead_to_the_headings(many: list[SelectedExcerpt], opened: Open) -> None:
    word = opened(export(many, "T", DAY, "docx"))
    entries = [p for p in word.paragraphs if p.style.name.startswith("toc")]
    headings = [p for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert [entry.hyperlinks[0].text.strip() for entry in entries] == [heading.text for heading in headings]
    assert [entry.style.name[-1] for entry in entries] == [heading.style.name[-1] for heading in headings]
    names = [heading._p.xpath("./w:bookmarkStart/@w:name") for heading in headings]
    assert [[entry.hyperlinks[0].fragment] for entry in entries] == names
    assert len({name for (name,) in names}) == len(headings) == 14
    assert lines(opened(export(many[:10], "T", DAY, "docx")), "toc", "TOC") == []


def test_hostile_text_is_text(excerpt: Make, hostile: str, opened: Open) -> None:
    taken = [SelectedExcerpt(excerpt(hostile), "\x00\ud800<w:p/>", "=1+1\x07")]
    text = "\n".join(words for _, words in lines(opened(export(taken, "", DAY, "docx"))))
    assert "<script>alert(1)</script> *bold it_" in text
    assert "Note: <w:p/>" in text
    assert text.startswith("=1+1\n")


def test_control_characters_of_an_added_document_do_not_break_the_file(excerpt: Make, opened: Open) -> None:
    word = opened(export([SelectedExcerpt(excerpt("One\x0c\x01two.", title="A\x0cB"))], "T", DAY, "docx"))
    assert ("Quote", "One  two.") in lines(word)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_it_with_page_numbers_in_contents_and_footer(
    many: list[SelectedExcerpt], tmp_path: Path
) -> None:
    (tmp_path / "paper.docx").write_bytes(export(many, "Board", DAY, "docx").content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "paper.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    pages = [
        [part.get_text() for part in page if isinstance(part, LTTextContainer)]
        for page in extract_pages(str(tmp_path / "paper.pdf"))
    ]
    assert all(f"Page {number} of {len(pages)}" in "".join(parts) for number, parts in enumerate(pages, start=1))
    (last,) = [number for number, parts in enumerate(pages, start=1) if any(p.strip() == "References" for p in parts)]
    contents = next(part for part in pages[0] if part.startswith("References"))
    assert contents.strip().strip(".").rpartition(".")[2] == str(last)
