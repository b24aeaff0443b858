"""A blank A4 document in British English, with a footer and the facts about the file, from our own few parts.

python-docx has a document of its own to begin with. That one is not used: it brings an author, a comment, a picture, a
theme and a hundred styles into every file.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document as Word

from assistant.excerpts.headings import cut
from assistant.excerpts.selection import day
from assistant.excerpts.word.fields import add_field

_TEMPLATE = Path(__file__).with_name("template")
_AUTHOR = "Evenhand"
_LONGEST_PROPERTY = 255
_LONGEST_IN_FOOTER = 60
# Characters that XML cannot hold: no curated document has any, but what a person typed or added may.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = ("styles", "numbering", "settings")
# A page of A4 (in twentieths of a point) with margins of 2.5 cm.
_DOCUMENT = f"""{_DECLARED}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="{_OFFICE}"><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>
</w:sectPr></w:body></w:document>"""


def blank(title: str, date: dt.date, keywords: Sequence[str] = ()) -> Word:
    """A document with its title and day in the footer and in its properties; its author is Evenhand, never a person."""
    word = docx.Document(_package())
    properties = word.core_properties
    properties.title, properties.keywords = (safe(words)[:_LONGEST_PROPERTY] for words in (title, "; ".join(keywords)))
    properties.author = properties.last_modified_by = _AUTHOR
    properties.language = "en-GB"
    properties.created = properties.modified = dt.datetime.combine(date, dt.time())
    _footer(word, title, date)
    return word


def file_of(word: Word) -> bytes:
    """The document as the content of a file."""
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def printable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_XML.sub(" ", text)


def safe(text: str) -> str:
    """What a person typed, on one line, without the characters that XML cannot hold."""
    return " ".join(printable(text).split())


def _footer(word: Word, title: str, date: dt.date) -> None:
    """Title and day at the left, the page and the number of pages at the right."""
    line = word.sections[0].footer.paragraphs[0]
    line.add_run(f"{cut(safe(title), _LONGEST_IN_FOOTER)} · {day(date)}\tPage ")
    add_field(line._p, "PAGE", "1")
    line.add_run(" of ")
    add_field(line._p, "NUMPAGES", "1")


def _package() -> io.BytesIO:
    """The smallest document that Word opens, with our styles, lists and settings."""
    overrides = {"document": "document.main", **{part: part for part in _PARTS}}
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_KIND}{kind}+xml"/>' for part, kind in overrides.items()
    )
    links = {part: f"{part}.xml" for part in _PARTS}
    files = {
        "[Content_Types].xml": f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relationships(links),
        "word/document.xml": _DOCUMENT,
        **{f"word/{part}.xml": (_TEMPLATE / f"{part}.xml").read_text(encoding="utf-8") for part in _PARTS},
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    package.seek(0)
    return package


def _relationships(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
