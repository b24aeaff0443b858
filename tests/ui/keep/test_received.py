import io

import pytest
from starlette.datastructures import FormData, Headers, UploadFile

from ui.keep.received import Saved, file_name, uploads_of


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("policy.pdf", "policy.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ann\\policy.docx", "policy.docx"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("..", "file"),
        ("", "file"),
        ("x" * 500 + ".pdf", "x" * 150 + ".pdf"),
        ("Gleichstellung – Übersicht.pdf", "Gleichstellung – Übersicht.pdf"),
    ],
)
def test_a_file_keeps_its_name_and_no_folder(sent: str, name: str) -> None:
    assert file_name(sent) == name


def upload(name: str, content: bytes) -> UploadFile:
    return UploadFile(io.BytesIO(content), filename=name, headers=Headers())


def test_the_files_of_a_form_are_on_the_disk_until_they_have_been_used() -> None:
    form = FormData([("file", upload("a.txt", b"one")), ("file", upload("a.txt", b"two")), ("file", upload("", b""))])
    with Saved(uploads_of(form)).used() as paths:
        assert [(path.name, path.read_bytes()) for path in paths] == [("a.txt", b"one"), ("a.txt", b"two")]
    assert not any(path.exists() for path in paths)
