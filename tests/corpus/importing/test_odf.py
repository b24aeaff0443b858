import zipfile
from pathlib import Path

import pytest

from corpus.importing.draft import Heading, Item, LeftOut, ListPart, Paragraph, Table
from corpus.importing.errors import ImportedFileError
from corpus.importing.receive import read_file

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
    for name, place in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
TEXT = """
<text:table-of-content><text:index-body><text:p>Contents</text:p><text:p>Duties<text:tab/>2</text:p></text:index-body>
</text:table-of-content>
<text:tracked-changes><text:p>Old words</text:p></text:tracked-changes>
<text:p text:style-name="Title">Falls policy</text:p>
<text:h text:outline-level="1">Duties</text:h>
<text:p>Staff <text:span>act</text:span> at<text:s/>once<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>On the day.</text:p></text:note-body></text:note>. They:</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>ring the bell</text:p><text:list>
<text:list-item><text:p>twice</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>stay</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell>
<table:table-cell><text:p>Where</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>Staff</text:p></table:table-cell><table:table-cell><text:p>Gate</text:p>
</table:table-cell><table:table-cell table:number-columns-repeated="9000"/></table:table-row></table:table>
"""


def _odt(path: Path, kind: str = "text", manifest: str = "<manifest/>") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:text>{TEXT}</office:text></office:body>"
            "</office:document-content>",
        )
    return path


def test_an_opendocument_text_keeps_its_structure(tmp_path: Path) -> None:
    draft = read_file(_odt(tmp_path / "falls.odt"))

    assert draft.parts == (
        Heading(1, "Falls policy"),
        Heading(2, "Duties"),
        Paragraph("Staff act at once. They:"),
        ListPart((Item("ring the bell"), Item("twice", 1), Item("stay"))),
        Table((("Who", "Where"), ("Staff", "Gate"))),
        Heading(1, "Footnotes"),
        ListPart((Item("On the day.", 0, "1."),)),
    )
    assert draft.left_out == (LeftOut("table of contents", "Contents\nDuties\t2"),)
    assert "Old words" not in draft.pages[0]
    assert "On the day" in draft.pages[0]


def test_other_opendocument_files_and_locked_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportedFileError, match=r"a\.ods is an OpenDocument file, but no text; save what it says as"):
        read_file(_odt(tmp_path / "a.ods", "spreadsheet"))
    with pytest.raises(ImportedFileError, match=r"a\.odt is locked with a password; save it without one\."):
        read_file(_odt(tmp_path / "a.odt", manifest="<m><encryption-data/></m>"))
