"""The runs of a Word paragraph -> its text and look, and the boxes that hang on it."""

from dataclasses import dataclass, field

from corpus.importing.docx.aside import Aside
from corpus.importing.docx.styles import Style, Styles, size_of, switch, value
from corpus.importing.lines.breaks import Piece, parted
from corpus.importing.tree import Node

_SKIPPED = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "rt",
    "instrText",
    "delText",
    "delInstrText",
    "fldData",
}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_AROUND = {"AlternateContent", "ruby", "rubyBase", "r"}
_PICTURES = {"drawing", "pict", "object"}
# Ticks and boxes of the symbol fonts, which stand in no text.
_SYMBOLS = {"FC": "✓", "FE": "☑", "A8": "☐", "6F": "☐", "FB": "✗", "FD": "☒", "B7": "•", "A7": "▪"}


@dataclass(slots=True)
class Runs:
    """Collects the runs of a paragraph; `fields` are the instructions of the fields that are open around it."""

    styles: Styles
    aside: Aside
    fields: list[str]
    boxes: list[Node] = field(default_factory=list)
    contents: bool = False
    _pieces: list[Piece] = field(default_factory=list)
    _style: Style = field(default_factory=Style)

    @property
    def text(self) -> str:
        """All its text, with tabs and line breaks."""
        return "".join(piece.text for piece in self._pieces)

    def read(self, node: Node, style: Style) -> None:
        """Add what a paragraph, or what stands in one, holds."""
        self._style = style
        self._inside(node)

    def pieces(self) -> list[Piece]:
        """The paragraph in one piece, or in several where its line breaks part what belongs apart."""
        return parted(self._pieces)

    def _inside(self, node: Node) -> None:
        for child in node.elements():
            if child.name == "r":
                self._run(child)
            elif child.name == "AlternateContent":
                self._inside(child.first("Choice") or child)
            elif child.name in _PICTURES:
                self._picture(child)
            elif child.name not in _SKIPPED:
                self._inside(child)

    def _run(self, run: Node) -> None:
        properties = run.first("rPr")
        style = self.styles.of(value(properties, "rStyle"))
        text = "".join(self._sign(child) for child in run.elements())
        hidden = switch(properties, "vanish")
        if style.hidden if hidden is None else hidden:
            self.aside.hidden.append(text)
        elif text:
            bold = next(
                (each for each in (self._set_off(properties), style.bold, self._style.bold) if each is not None), False
            )
            size = size_of(properties) or style.size or self._style.size or self.styles.usual_size
            self._pieces.append(Piece(text, bold, size))
            self.contents = self.contents or self._in_contents()

    def _sign(self, child: Node) -> str:
        """The text that a child of a run stands for."""
        if child.name == "t":
            return child.text()
        if child.name in _SIGNS:
            return _SIGNS[child.name]
        if child.name == "br":
            return "\n" if child.get("type") in ("", "textWrapping") else ""
        if child.name == "sym":
            return _SYMBOLS.get(child.get("char")[-2:].upper(), "")
        if child.name in _AROUND:
            inside = child.first("Choice") or child
            return "".join(self._sign(inner) for inner in inside.elements() if inner.name != "rt")
        self._mark(child)
        return ""

    def _mark(self, child: Node) -> None:
        """What is no text: where fields begin and end, references to notes, pictures with the boxes in them."""
        if child.name == "fldChar":
            if child.get("fldCharType") == "begin":
                self.fields.append("")
            elif child.get("fldCharType") == "end" and self.fields:
                self.fields.pop()
        elif child.name == "instrText" and self.fields:
            self.fields[-1] += child.text()
        elif child.name == "footnoteReference":
            self.aside.footnotes.append(child.get("id"))
        elif child.name == "endnoteReference":
            self.aside.endnotes.append(child.get("id"))
        elif child.name in _PICTURES:
            self._picture(child)

    def _picture(self, node: Node) -> None:
        boxes = [box for box in node.within("txbxContent") if box.text().strip()]
        # The fallback of a box for old programs says the same again.
        spare = [box for fallback in node.within("Fallback") for box in fallback.within("txbxContent")]
        kept = [box for box in boxes if not any(box is other for other in spare)] or boxes
        nested = [inner for box in kept for inner in box.within("txbxContent")]
        self.boxes += [box for box in kept if not any(box is other for other in nested)]
        self.aside.pictures += not kept and any(True for _ in node.within("blip", "imagedata", "chart", "relIds"))

    def _set_off(self, properties: Node | None) -> bool | None:
        """Whether a run is bold or underlined; None where it does not say."""
        line = value(properties, "u")
        return True if line not in ("", "none") else switch(properties, "b")

    def _in_contents(self) -> bool:
        return any(instruction.split()[:1] == ["TOC"] for instruction in self.fields)
