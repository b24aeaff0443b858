"""Questions that people ask about the library and about Evenhand, by kind, and others that sound like them."""

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from corpus.yaml_file import read_yaml

OWN_QUESTIONS = Path(__file__).parents[1] / "guidance" / "own_questions.yaml"
# The kind of those that sound like the others, but ask what documents say, or for what Evenhand is not there for.
OTHER = "none"


def load_own_questions(path: Path = OWN_QUESTIONS) -> tuple[tuple[str, str], ...]:
    """The questions, each with its kind. Raises CorpusError when the file is missing or malformed."""
    kinds = read_yaml(path, TypeAdapter(dict[str, list[str]]))
    return tuple((question, kind) for kind, questions in kinds.items() for question in questions)


@cache
def known_own_questions() -> tuple[tuple[str, str], ...]:
    """Those that come with Evenhand."""
    return load_own_questions()
