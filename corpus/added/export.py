"""Documents of the library -> a folder of the reader's own."""

import shutil
from pathlib import Path

from corpus.errors import CorpusError


def export_document(source: Path, name: str, folder: Path) -> Path:
    """Copy a document, which is a file or a folder of files, into `folder` under its name; where it then stands.

    Raises CorpusError where something of that name is there already, or nothing can be written.
    """
    target = folder / name
    if target.exists():
        raise CorpusError(f"{target} is there already; name an empty folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    except OSError as error:
        raise CorpusError(f"{target} cannot be written: {error.strerror}; name another folder.") from error
    return target
