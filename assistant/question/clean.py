"""What a person typed -> a question: checked, and cleared of control characters."""

import unicodedata

from corpus.errors import QuestionError


def check_question(text: str, longest: int) -> str:
    """The question without control characters and surplus white space.

    Raises QuestionError for a text without letters or digits and for one longer than `longest` characters.
    """
    if len(text) > longest:
        raise QuestionError(f"The question has {len(text):,} characters; shorten it to at most {longest:,}.")
    clean = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
    clean = " ".join(clean.split())
    if not any(character.isalnum() for character in clean):
        raise QuestionError("The question is empty; type a question with at least one letter or digit.")
    return clean
