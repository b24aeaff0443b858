"""PDF files -> drafts: characters become lines, lines find their reading order, and blocks of lines become parts."""

from corpus.importing.pdf.picture import page_picture
from corpus.importing.pdf.read import read_pdf

__all__ = ["page_picture", "read_pdf"]
