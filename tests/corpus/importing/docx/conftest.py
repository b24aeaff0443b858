"""Makes small Word files out of the XML that Word writes, so that tests can hold what python-docx cannot make."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.importing.draft import Draft, Part
from corpus.importing.reporting.losses import lost_from
from corpus.importing.word import read_word
from corpus.importing.writing.write import as_markdown

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def _relations_of_document(extra: str) -> str:
    names = ["styles", "numbering", "footnotes", "endnotes", "header1", "header2", "footer1"]
    inner = "".join(
        f'<Relationship Id="k{name}" Type="{RELATION}/{name.rstrip("12")}" Target="{name}.xml"/>' for name in names
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inner}{extra}</Relationships>"
    )


def _heading_style(level: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    )


STYLES = "".join(_heading_style(level) for level in range(1, 5)) + (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def _level(number: int, form: str, text: str, rest: str = "") -> str:
    start = f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'{start}{rest}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(_level(number, "bullet", "•") for number in range(3))
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "(%2)")
    + _level(2, "lowerRoman", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "decimal", "%1")
    + _level(1, "decimal", "%1.%2")
    + _level(2, "decimal", "%1.%2.%3")
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>' for number in range(1, 4))
    + '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


@dataclass(frozen=True)
class WordMaker:
    """Writes Word files; where text is asked for, XML may stand too, if it begins with "<"."""

    folder: Path

    def run(self, text: str, look: str = "") -> str:
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def paragraph(self, content: str, style: str = "", numbered: tuple[int, int] | None = None, rest: str = "") -> str:
        """A paragraph; `numbered` is the id of its numbering and its level."""
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if numbered:
            properties += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
        inner = content if content.startswith("<") else self.run(content)
        return f"<w:p><w:pPr>{properties}{rest}</w:pPr>{inner}</w:p>"

    def bold(self, text: str) -> str:
        return self.paragraph(self.run(text, "<w:b/>"))

    def items(self, numbering: int, *texts: str, level: int = 0) -> str:
        return "".join(self.paragraph(text, numbered=(numbering, level)) for text in texts)

    def cell(self, content: str, properties: str = "") -> str:
        inner = content if content.startswith("<w:") else self.paragraph(content)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"

    def table(self, *rows: list[str], head: bool = False) -> str:
        """A table; with `head` the first row is marked to be repeated on each page."""
        made = []
        for number, row in enumerate(rows):
            mark = "<w:trPr><w:tblHeader/></w:trPr>" if head and number == 0 else ""
            cells = "".join(item if item.startswith("<w:tc>") else self.cell(item) for item in row)
            made.append(f"<w:tr>{mark}{cells}</w:tr>")
        return f"<w:tbl>{''.join(made)}</w:tbl>"

    def file(self, *body: str, styles: str = "", relations: str = "", **parts: str) -> Path:
        """Write a Word file; `parts` are further XML files of its folder word/, such as header1="<w:hdr>…"."""
        files = {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/_rels/document.xml.rels": _relations_of_document(relations),
            "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {SPACES}>{STYLES}{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        }
        files |= {f"word/{name}.xml": inner.replace(">", f" {SPACES}>", 1) for name, inner in parts.items()}
        return self.archive(files)

    def parts(self, *body: str, **more: str) -> Sequence[Part]:
        """What a file becomes; none of its words may be lost."""
        draft = read_word(self.file(*body, **more))
        self.check(draft)
        return draft.parts

    def check(self, draft: Draft) -> None:
        """No word of a file may be lost."""
        lost = lost_from(as_markdown(draft.parts), draft.pages, draft.left_out)
        assert lost.words == 0, lost.runs

    def archive(self, files: dict[str, str]) -> Path:
        path = self.folder / "policy.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path


@pytest.fixture
def word(tmp_path: Path) -> WordMaker:
    return WordMaker(tmp_path)
