"""What Word itself works out: page numbers and the table of contents."""

from collections.abc import Sequence

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph


def add_field(parent: BaseOxmlElement, instruction: str, shown: str = "") -> None:
    """A field at the end of a paragraph or link; `shown` stands there until the field is worked out."""
    for part in (_mark("begin"), _instruction(instruction), _mark("separate"), _text(shown), _mark("end")):
        parent.append(part)


def add_contents(word: Word, entries: Sequence[tuple[str, int, str]]) -> None:
    """A table of contents: for each entry its heading, level (1 or 2) and bookmark, as a link with its page number.

    No page is known before the document is laid out: LibreOffice puts the numbers in when it opens the file, Word when
    it prints it or saves it as a PDF. A field for the whole table would keep LibreOffice from that, and make Word ask
    about "fields that may refer to other files" whenever the file is opened.
    """
    for heading, level, name in entries:
        link = OxmlElement("w:hyperlink", {qn("w:anchor"): name, qn("w:history"): "1"})
        link.append(_text(f"{heading}\t"))
        add_field(link, rf"PAGEREF {name} \h")
        word.add_paragraph(style=f"toc {level}")._p.append(link)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark around the words of a paragraph; each of a document has another `number`."""
    start = OxmlElement("w:bookmarkStart", {qn("w:id"): str(number), qn("w:name"): name})
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}))


def _mark(kind: str) -> BaseOxmlElement:
    return _run(OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}))


def _instruction(words: str) -> BaseOxmlElement:
    instruction = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
    instruction.text = f" {words} "
    return _run(instruction)


def _text(words: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.text = words
    return run


def _run(content: BaseOxmlElement) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(content)
    return run
