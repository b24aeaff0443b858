"""A page of a PDF as a picture."""

import io
from pathlib import Path

from corpus.importing.errors import ImportedFileError
from corpus.importing.pdf.page.opened import loaded, opened

# A page may state any size; a picture is never higher than this many times its width.
_TALLEST = 4


def page_picture(path: Path, number: int, width: int = 900) -> bytes:
    """The page with this number, from 1, as a PNG so many points wide.

    Raises ImportedFileError where the file cannot be read or has no such page.
    """
    with opened(path) as document:
        if not 1 <= number <= len(document):
            raise ImportedFileError(f"{path.name} has no page {number}; its pages are 1 to {len(document)}.")
        page = loaded(document, number, path.name)
        scale = min(width / page.get_width(), _TALLEST * width / page.get_height())
        picture = io.BytesIO()
        page.render(scale=scale).to_pil().save(picture, format="PNG")
        return picture.getvalue()
