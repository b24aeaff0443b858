"""A file as received -> its draft, by the converter for its kind."""

from pathlib import Path

from corpus.importing.draft import Draft
from corpus.importing.errors import ImportedFileError


def read_file(path: Path) -> Draft:
    """What the converter for the file's kind makes of it. Raises ImportedFileError in one line that says what to do."""
    kind = path.suffix.lower()
    if kind == ".pdf":
        from corpus.importing.pdf import read_pdf

        return read_pdf(path)
    if kind in (".docx", ".odt", ".rtf"):
        from corpus.importing.word import read_word

        return read_word(path)
    if kind in (".html", ".htm"):
        from corpus.importing.web import read_html

        return read_html(path)
    if kind == ".md":
        from corpus.importing.scraped import read_markdown

        return read_markdown(path)
    if kind == ".txt":
        from corpus.importing.wrapped import read_text

        return read_text(path)
    raise ImportedFileError(f"{path.name} is of no kind that we take; add a PDF, Word, HTML, Markdown or text file.")
