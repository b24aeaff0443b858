import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing import receive
from corpus.importing.draft import Heading
from corpus.importing.errors import ImportedFileError
from corpus.importing.kind import kind_of
from corpus.importing.receive import read_file

Save = Callable[[str, str | bytes], Path]

HTML = "<!-- saved --><!DOCTYPE html>\n<html><body><h1>Falls</h1><p>Staff act at once.</p></body></html>"


def _zip(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.docx", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("a", b"junk\n%PDF-1.4", "PDF"),
        ("a.txt", HTML, "HTML"),
        ("a.html", "<h2>Falls</h2><p>Staff act.</p>", "HTML"),
        ("a.html", '<?xml version="1.0"?>\n<html xmlns="x"><body/></html>', "HTML"),
        ("a.md", "Staff act.", "Markdown"),
        ("a.doc", rb"{\rtf1\ansi Falls}", "rich text"),
        ("a.txt", "# Falls\n\n## Scope\n\n**All** staff.", "Markdown"),
        ("a.txt", "Falls\n\n1. Scope\n\nWe use <b>bold</b> and [brackets].", "text"),
        ("a", "Fire policy\n".encode("utf-16"), "text"),
        ("notes.pdf", "Only words.", "text"),
        ("a.md", "[](index.html)\n\n# Falls", "Markdown"),
        ("a.md", "[Skip to content](#main)\n\n# Falls", "Markdown"),
        ("a.md", "[1] All staff.", "Markdown"),
        ("a.txt", "{Name} works here.", "text"),
        ("a.txt", "MZ Care Ltd\n\nFire policy", "text"),
        ("a.txt", ("Fire policy. " * 9000).encode("utf-16"), "text"),
    ],
)
def test_a_file_is_what_it_holds_whatever_its_name(save: Save, name: str, content: str | bytes, kind: str) -> None:
    assert kind_of(save(name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
            "a.doc is an old Office file; save it as .docx.",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx is locked with a password; save it without one.",
        ),
        ("a.txt", '{"a": 1}\n{"a": 2}\n', "a.txt is data in JSON; add"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(60), "a.pdf is a picture; add a PDF, a Word file"),
        ("a.docx", b"MZ\x90\x00" + bytes(60), "a.docx is a program; add a PDF"),
        ("a.txt", b"\x7fELF" + bytes(60), "a.txt is a program; add a PDF"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(60), "a.txt is an archive; unpack it"),
        ("a.html", b"MIME-Version: 1.0\nContent-Type: multipart/related", "a.html is a web archive; save the page"),
        ("a.txt", '{"a": 1, "b": [2]}', "a.txt is data in JSON; add"),
        ("a.html", "<?xml version='1.0'?><rss/>", "a.html is data in XML; add"),
        ("a.txt", bytes(range(1, 256)) * 20, "a.txt is no file of a kind that we know; add"),
        ("a.docx", b"PK\x03\x04broken", "a.docx is damaged; save it again"),
        ("a.pdf", b"", "a.pdf is empty; check that it was saved"),
    ],
)
def test_other_files_are_refused_in_one_line(save: Save, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(ImportedFileError) as refused:
        read_file(save(name, content))

    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("xl/workbook.xml",), "is a spreadsheet"),
        (("ppt/presentation.xml",), "is a slide show"),
        (("mimetype", "content.xml"), "is an OpenDocument file"),
        (("mimetype", "META-INF/container.xml"), "is an e-book"),
        (("a.pdf", "b.pdf"), "is an archive; unpack it"),
    ],
)
def test_other_zip_files_are_refused_without_being_unpacked(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(ImportedFileError, match=said):
        read_file(_zip(tmp_path / "a.docx", *names))


def test_a_zip_file_with_a_word_document_is_word(tmp_path: Path) -> None:
    assert kind_of(_zip(tmp_path / "a.zip", "[Content_Types].xml", "word/document.xml")) == "Word"


def test_a_false_name_is_doubted(save: Save) -> None:
    draft = read_file(save("falls.pdf", "Falls guide\n\nStaff act.\n"))

    assert draft.parts[0] == Heading(1, "Falls guide")
    assert draft.doubts[0] == "The name says that this is a PDF, but it is plain text and was read as that."


def test_a_true_name_is_not(save: Save) -> None:
    assert read_file(save("falls.txt", "Falls guide\n\nStaff act.\n")).doubts == ()


def test_a_file_that_is_not_there_or_a_folder_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(ImportedFileError, match=r"There is no file .*falls\.pdf; check its name"):
        read_file(tmp_path / "falls.pdf")
    with pytest.raises(ImportedFileError, match="is a folder; name the files in it"):
        read_file(tmp_path)


def test_a_file_that_is_too_large_is_not_opened(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "LARGEST", 10)

    with pytest.raises(ImportedFileError, match="leave out its pictures, or split it"):
        read_file(save("falls.pdf", b"%PDF-1.7" + bytes(10)))


def test_a_text_of_more_pages_than_anybody_reads_is_refused(save: Save) -> None:
    with pytest.raises(ImportedFileError, match="over 10 MB of text; split it"):
        read_file(save("falls.txt", "Staff act at once.\n" * 600_000))


def test_a_file_that_may_not_be_opened_is_said_to_be_so(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(receive, "kind_of", refuse)

    with pytest.raises(
        ImportedFileError, match=r"falls\.txt cannot be read \(Permission denied\); check who may open it"
    ):
        read_file(save("falls.txt", "Staff act."))
