"""Word files that cannot be taken, each refused in one clear line."""

import zipfile
from pathlib import Path

import pytest

from corpus.importing.docx import package
from corpus.importing.errors import ImportedFileError
from corpus.importing.word import read_word


def refusal(path: Path) -> str:
    with pytest.raises(ImportedFileError) as refused:
        read_word(path)
    message = str(refused.value)
    assert path.name in message
    assert "\n" not in message
    return message


def test_what_is_no_zip_is_refused(tmp_path: Path):
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc or one with a password")
    assert "password" in refusal(path)


def test_a_zip_without_a_document_is_refused(tmp_path: Path):
    path = tmp_path / "sheet.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "no Word document" in refusal(path)


def test_a_cut_off_file_is_refused(word):
    path = word.file(word.paragraph("Count the keys."))
    path.write_bytes(path.read_bytes()[:-200])
    refusal(path)


def test_damaged_bytes_are_refused(word):
    path = word.file(word.paragraph("Count the keys."))
    content = path.read_bytes()
    at = content.index(b"word/document.xml") + 30
    path.write_bytes(content[:at] + bytes(40) + content[at + 40 :])
    refusal(path)


def test_broken_xml_is_refused(word):
    assert "damaged" in refusal(word.archive({"word/document.xml": "<w:document><w:body>"}))


def test_a_bomb_is_refused_before_it_is_unpacked(word):
    path = word.archive({"word/document.xml": "<d/>", "word/media/image1.bmp": "0" * 60_000_000})
    assert "unpack" in refusal(path)


def test_too_many_entries_are_refused(word):
    assert "5,002" in refusal(word.archive({f"word/{number}.xml": "" for number in range(5_002)}))


def test_a_part_is_never_read_past_its_limit(word, monkeypatch):
    monkeypatch.setattr(package, "_LARGEST_PART", 1_000)
    assert "MB" in refusal(word.file(word.paragraph("x" * 2_000)))


def test_entities_are_not_expanded(word):
    declared = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document>&e;</w:document>'
    assert "entities" in refusal(word.archive({"word/document.xml": declared}))


def test_entities_in_another_encoding_are_not_expanded_either(tmp_path: Path):
    declared = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY e "boom">]><document>&e;</document>'
    path = tmp_path / "utf16.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", declared.encode("utf-16"))
    assert "entities" in refusal(path)


def test_what_stands_outside_the_file_is_named_and_not_fetched(word):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{kind}/{name}" Target="http://192.0.2.1/x" TargetMode="External"/>'
        for name in ("attachedTemplate", "hyperlink")
    )
    (doubt,) = read_word(word.file(word.paragraph("Count the keys."), relations=relations)).doubts
    assert "(a template)" in doubt
    assert "hyperlink" not in doubt


def test_what_other_parts_refer_to_outside_is_named_too(word):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    inner = f'<Relationship Id="x" Type="{kind}" Target="http://192.0.2.1/x" TargetMode="External"/>'
    path = word.file(word.paragraph("Count the keys."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/_rels/settings.xml.rels", f"<Relationships>{inner}</Relationships>")
    (doubt,) = read_word(path).doubts
    assert "(a template)" in doubt


def test_macros_and_files_inside_the_file_are_said_to_be_unread(word):
    path = word.file(word.paragraph("Count the keys."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
        archive.writestr("word/embeddings/sheet1.xlsx", b"sheet")
    (doubt,) = read_word(path).doubts
    assert "macros and other files inside it" in doubt


def test_a_path_out_of_the_package_finds_nothing(word):
    relations = '<Relationship Id="x" Type="y/header" Target="../../../../etc/hostname"/>'
    assert read_word(word.file(word.paragraph("Count the keys."), relations=relations)).left_out == ()


def test_elements_nested_without_end_do_not_exhaust_the_stack(word):
    deep = "<w:sdt><w:sdtContent>" * 100 + word.paragraph("Count the keys.") + "</w:sdtContent></w:sdt>" * 100
    assert "Count the keys." in read_word(word.file(deep)).pages[0]
