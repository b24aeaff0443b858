"""The file as received is shown by the browser only where it is a PDF, whatever it calls itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.importing.reporting.report import Report
from ui.places.original import Original, original_of_document, serving


def original(folder: Path, name: str, content: bytes) -> Original:
    (folder / "bell").mkdir()
    (folder / "bell" / name).write_bytes(content)
    return Original(folder / "bell" / name, None)


def test_a_pdf_is_shown_and_nothing_in_it_may_run_or_be_sent(tmp_path: Path) -> None:
    media_type, disposition, headers = serving(original(tmp_path, "original.pdf", b"%PDF-1.7 ..."))
    assert (media_type, disposition) == ("application/pdf", "inline")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("original.html", b"<script>alert(1)</script>"),
        ("original.pdf", b"<html><script>alert(1)</script>"),
        ("original.txt", b"plain"),
        ("original.docx", b"PK"),
    ],
)
def test_everything_else_is_downloaded_and_never_drawn(name: str, content: bytes, tmp_path: Path) -> None:
    found = original(tmp_path, name, content)
    media_type, disposition, headers = serving(found)
    assert (media_type, disposition) == ("application/octet-stream", "attachment")
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert found.name == f"bell{Path(name).suffix}"


def test_only_an_added_document_has_one_and_only_where_it_is_still_there(tmp_path: Path, document: Document) -> None:
    added = replace(document, id="bell", added="2026-11-30")
    assert original_of_document(tmp_path, added) is None
    found = original(tmp_path, "original.md", b"# Bell")
    (tmp_path / "bell" / "report.json").write_text(Report(3, 1, 0, 0, 1, 5).to_json())
    assert original_of_document(tmp_path, replace(added, added=None)) is None
    shown = original_of_document(tmp_path, added)
    assert shown is not None
    assert (shown.path, shown.pages, shown.kind) == (found.path, 3, "Markdown")
