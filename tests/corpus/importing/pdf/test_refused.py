from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from corpus.importing.errors import ImportedFileError
from corpus.importing.pdf import page_picture, read_pdf
from corpus.importing.pdf.page import opened


def test_a_file_with_a_password_is_refused_in_one_line(sheets: Any) -> None:
    sheets.canvas.setEncrypt(StandardEncryption("secret", canPrint=1))
    sheets.line("Nobody may read this.")

    with pytest.raises(ImportedFileError, match=r"^a policy\.pdf is locked with a password; .*$"):
        sheets.read()


def test_a_file_that_may_be_read_but_not_changed_is_read(sheets: Any) -> None:
    sheets.canvas.setEncrypt(StandardEncryption("", ownerPassword="secret", canModify=0))
    sheets.line("Everybody may read this.")

    assert "Everybody may read this." in sheets.read().pages[0]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing else", b"Not a PDF at all."])
def test_a_broken_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a policy.pdf"
    path.write_bytes(content)

    with pytest.raises(ImportedFileError, match=r"^a policy\.pdf is broken or no PDF; .*$"):
        read_pdf(path)


def test_half_a_file_is_read_or_refused_in_one_line(sheets: Any) -> None:
    for number in range(5):
        sheets.line(f"Page {number} of a file that did not arrive whole.")
        sheets.page()
    path = sheets.save()
    path.write_bytes(path.read_bytes()[:-900])

    assert _words_or_refusal(path).count("\n") == 0


def _words_or_refusal(path: Path) -> str:
    try:
        return read_pdf(path).pages[0].split("\n")[0]
    except ImportedFileError as error:
        return str(error)


def test_a_page_that_cannot_be_searched_for_tables_is_read_as_lines(sheets: Any) -> None:
    sheets.line("A page with an odd box.")
    sheets.table([["Version", "4"], ["Owner", "The board"]], [150, 250])
    path = sheets.save()
    path.write_bytes(path.read_bytes().replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 0 /A5"))

    draft = read_pdf(path)

    assert draft.pages[0].startswith("A page with an odd box.")
    assert "Page 1: tables could not be looked for, and are read as lines." in draft.doubts


def test_a_file_without_text_is_refused_in_one_line(sheets: Any) -> None:
    sheets.canvas.rect(100, 100, 300, 300, fill=1)

    with pytest.raises(ImportedFileError, match=r"^a policy\.pdf holds no text on any of its pages"):
        sheets.read()


def test_a_file_with_too_many_pages_is_refused_in_one_line(sheets: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MOST_PAGES", 2)
    for _ in range(2):
        sheets.line("One page of many.")
        sheets.page()
    sheets.line("One page too many.")

    with pytest.raises(
        ImportedFileError, match=r"^a policy\.pdf has 3 pages, and at most 2 are taken; split the file\.$"
    ):
        sheets.read()


def test_a_page_has_a_picture_of_the_width_asked_for(sheets: Any) -> None:
    sheets.line("A page to look at.")
    picture = page_picture(sheets.save(), 1, width=300)

    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 300


def test_a_page_that_is_not_there_has_no_picture(sheets: Any) -> None:
    sheets.line("The only page.")

    with pytest.raises(ImportedFileError, match="has no page 2"):
        page_picture(sheets.save(), 2)
