"""What a person typed or pasted -> a question: checked, and cleared of what only changes how it looks."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from corpus.errors import QuestionError

# A word of a justified text that is broken at the end of a line.
_BROKEN = re.compile("\u00ad[ \\t]*\\r?\\n\\s*")
# Typographic quotation marks and the plain ones that people search with; NFKC leaves them as they are.
_PLAIN_QUOTES = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")
# What marks an item of a pasted list at the beginning of its line; word processors take it from the private use area.
_BULLET = re.compile(r"^[ \t]*(?:[•‣◦▪▫●○■□–*\ue000-\uf8ff-][ \t]+)+", re.MULTILINE)
# Characters of an unknown id that are shown.
_SHOWN = 100


def check_question(text: str, longest: int) -> str:
    """The question as plain characters on one line, without invisible ones, bullets and surplus white space.

    Raises QuestionError for a text without letters or digits and for one longer than `longest` characters.
    """
    _check_length(len(text), longest)  # first, because cleaning a text of megabytes takes seconds
    clean = _plain(text)
    # One character may stand for many: a ligature of Arabic holds eighteen.
    _check_length(len(clean), longest)
    if not any(character.isalnum() for character in clean):
        raise QuestionError("The question is empty; type a question with at least one letter or digit.")
    return clean


def check_documents(documents: Iterable[str], known: Collection[str]) -> None:
    """Raises QuestionError for the id of a document that is not among those that the library holds."""
    if unknown := [id_ for id_ in documents if id_ not in known]:
        raise QuestionError(f"Unknown document '{unknown[0][:_SHOWN]}'; the library holds {', '.join(known)}.")


def _check_length(length: int, longest: int) -> None:
    if length > longest:
        raise QuestionError(f"The question has {length:,} characters; shorten it to at most {longest:,}.")


def _plain(text: str) -> str:
    """The text with ligatures, full-width letters and the like as plain ones; format characters part no words."""
    normal = unicodedata.normalize("NFKC", _BROKEN.sub("", text))
    visible = "".join(c for c in normal if unicodedata.category(c) != "Cf").translate(_PLAIN_QUOTES)
    spaced = "".join(" " if _parts_words(c) else c for c in _BULLET.sub("", visible))
    return " ".join(spaced.split())


def _parts_words(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
