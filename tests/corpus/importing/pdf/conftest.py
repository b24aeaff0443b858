"""Small PDFs that the tests draw themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.importing.draft import Draft, Heading, ListPart, Part, Table
from corpus.importing.pdf import read_pdf


class Sheets:
    """The pages of a PDF that a test draws; heights count from the top in points."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=A4)
        self.down = 80.0

    def line(self, text: str, left: float = 70, size: float = 11, font: str = "Helvetica", down: float = 0) -> None:
        """One line below the last, or at a height."""
        height = down or self.down
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, A4[1] - height, text)
        self.down = height + 1.2 * size

    def bold(self, text: str, left: float = 70, size: float = 11) -> None:
        """One bold line, with space around it."""
        self.gap(8)
        self.line(text, left, size, "Helvetica-Bold")
        self.gap(6)

    def text(self, text: str, left: float = 70, width: float = 450, size: float = 11, hang: float = 0) -> None:
        """A paragraph in lines of about this width, the later ones further right by `hang`, and a gap after it."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.canvas.stringWidth(longer, "Helvetica", size) > width:
                self.line(line, left, size)
                left, width, hang, longer = left + hang, width - hang, 0, word
            line = longer
        self.line(line, left, size)
        self.gap(8)

    def gap(self, points: float) -> None:
        """Some space."""
        self.down += points

    def page(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.down = 80.0

    def table(self, rows: list[list[str]], widths: list[float], left: float = 70, bold: int = 0) -> None:
        """A ruled table; the first rows, as many as `bold`, are."""
        for number, row in enumerate(rows):
            across = left
            for cell, width in zip(row, widths, strict=True):
                self.canvas.rect(across, A4[1] - self.down - 20, width, 20)
                self.canvas.setFont("Helvetica-Bold" if number < bold else "Helvetica", 10)
                self.canvas.drawString(across + 4, A4[1] - self.down - 14, cell)
                across += width
            self.down += 20
        self.gap(24)

    def save(self) -> Path:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.path

    def read(self) -> Draft:
        """The file as it is understood."""
        return read_pdf(self.save())


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path / "a policy.pdf")


@pytest.fixture
def told() -> Callable[[Draft], list[str]]:
    """The parts as lines: "# Heading", a paragraph, "- item", "1. item" and "| cell | cell |"."""
    return lambda draft: [line for part in draft.parts for line in _told(part)]


def _told(part: Part) -> list[str]:
    if isinstance(part, Heading):
        return [f"{'#' * part.level} {part.text}"]
    if isinstance(part, ListPart):
        return [f"{'  ' * item.depth}{item.number or '-'} {item.text}" for item in part.items]
    if isinstance(part, Table):
        return [f"| {' | '.join(row)} |" for row in part.rows]
    return [part.text]
