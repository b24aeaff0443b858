"""An upload -> files in a folder that is deleted after use, under the names that they came with."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import FormData, UploadFile

_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_NAME = 150


def uploads_of(form: FormData) -> list[UploadFile]:
    """The files of a form; a field for files that was left empty sends one without a name."""
    return [part for part in form.getlist("file") if isinstance(part, UploadFile) and part.filename]


def file_name(sent: str) -> str:
    """The name that a file was sent under without any folders or signs that a file's name cannot hold."""
    name = _NO_NAME.sub("_", sent.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" if dot else name[:_LONGEST_NAME] or "file"


class Saved:
    """The files of an upload on the disk, from before the form that holds them is closed until they have been used."""

    def __init__(self, uploads: Sequence[UploadFile]) -> None:
        self._folder = TemporaryDirectory(prefix="evenhand-", ignore_cleanup_errors=True)
        names = [file_name(upload.filename or "") for upload in uploads]
        self._paths = [Path(self._folder.name) / str(number) / name for number, name in enumerate(names)]
        for path, upload in zip(self._paths, uploads, strict=True):
            path.parent.mkdir()
            with path.open("wb") as file:
                shutil.copyfileobj(upload.file, file)

    @contextmanager
    def used(self) -> Iterator[list[Path]]:
        """The paths; the files are deleted at the end."""
        with self._folder:
            yield self._paths
