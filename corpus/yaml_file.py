"""A YAML file that people write -> what it holds, checked, with faults named in one line."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from corpus.errors import CorpusError
from corpus.utf8 import read_utf8

_Held = TypeVar("_Held")


def read_yaml(path: Path, kind: TypeAdapter[_Held], *, empty: object = None) -> _Held:
    """What the file holds, which must be of this kind; `empty` is what a file with nothing in it holds.

    Raises CorpusError when the file is missing or malformed.
    """
    try:
        # Some have thousands of lines: libyaml reads them ten times as fast as yaml.safe_load does.
        held = yaml.load(read_utf8(path), Loader=yaml.CSafeLoader)
        return kind.validate_python(held if held or empty is None else empty)
    except UnicodeError as error:
        raise CorpusError(f"{path.name} {error}; save it as UTF-8.") from error
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error
