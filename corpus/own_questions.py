"""Questions that people ask about the library and about Evenhand, by kind, and others that sound like them."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from corpus.errors import CorpusError

OWN_QUESTIONS = Path(__file__).parent / "guidance" / "own_questions.yaml"
# The kind of those that sound like the others, but ask what documents say, or for what Evenhand is not there for.
OTHER = "none"


def load_own_questions(path: Path = OWN_QUESTIONS) -> tuple[tuple[str, str], ...]:
    """The questions, each with its kind. Raises CorpusError when the file is missing or malformed."""
    try:
        kinds = TypeAdapter(dict[str, list[str]]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8-sig")))
    except (OSError, yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error
    return tuple((question, kind) for kind, questions in kinds.items() for question in questions)


@cache
def known_own_questions() -> tuple[tuple[str, str], ...]:
    """Those that come with Evenhand."""
    return load_own_questions()
