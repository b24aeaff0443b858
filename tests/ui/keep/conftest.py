"""A page whose library may be changed, and files to add: small ones, with content of our own."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import expect

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.bench import free_port
from ui.serve.access import Access
from ui.serve.app import launch

# Adding a document takes seconds, and more on a busy machine.
expect.set_options(timeout=30_000)

DOGS = [
    ["Kingfisher House", "", "# Therapy dog policy", "", "Version 2.1", "March 2024", "", "# Visits", "",
     "A therapy dog may visit the lounge of Kingfisher House on Tuesdays.",
     "No therapy dog may enter the kitchen or the laundry."],
    ["# Records", "", "Staff record each visit of a therapy dog in the blue ledger beside the lounge door.",
     "The ledger is kept for three years."],
]  # fmt: skip


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages; a line that begins with # is a heading."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} >>"
    fonts = f"<< /F1 {font.format('Helvetica')} /F2 {font.format('Helvetica-Bold')} >>"
    kids = []
    for lines in pages:
        drawn, height = [], 780
        for line in lines:
            size, name = (18, "F2") if line.startswith("#") else (11, "F1")
            words = line.lstrip("# ").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"BT /{name} {size} Tf 1 0 0 1 72 {height} Tm ({words}) Tj ET")
            height -= size + 6
        content = "\n".join(drawn)
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            f"/Resources << /Font {fonts} >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


@pytest.fixture
def dogs(tmp_path: Path) -> Path:
    """A policy of two pages as a PDF."""
    path = tmp_path / "therapy-dogs.pdf"
    path.write_bytes(pdf_of(DOGS))
    return path


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes a Word file of a title and paragraphs."""

    def make(title: str, *paragraphs: str, name: str = "file.docx") -> Path:
        word = docx.Document()
        word.add_heading(title, 1)
        for paragraph in paragraphs:
            word.add_paragraph(paragraph)
        word.save(str(tmp_path / name))
        return tmp_path / name

    return make


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, real_index: Path) -> Settings:
    """Settings of a library of its own, which may be changed; nothing has been added yet."""
    folder = tmp_path_factory.mktemp("shelf")
    shutil.copytree(real_index, folder / "index")
    return Settings(index=folder / "index", library=folder / "library")


@pytest.fixture(scope="module")
def address(shelf: Settings) -> Iterator[str]:
    """Where this library's page is served, to whoever sits at the machine."""
    page = launch(Assistant.open(shelf), free_port(), Access(requests_per_minute=100_000))
    yield page.local_url
    page.close(verbose=False)


@pytest.fixture
def add(visit: Callable[..., Any]) -> Callable[..., Any]:
    """Uploads a file and adds it as it is; the page of the document."""

    def add(path: Path) -> Any:
        view = visit("/library/add")
        view.locator("#file").set_input_files(str(path))
        view.get_by_role("button", name="Read the files").click()
        view.get_by_role("button", name="Add to the library").click()
        view.locator(".news").wait_for()
        return view

    return add
