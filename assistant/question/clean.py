"""What can be taken as a question, and its text without what is not typed on purpose."""

import unicodedata

from corpus.errors import QuestionError


def check_question(text: str, longest: int) -> str:
    """The question without control characters and needless white space.

    Raises QuestionError for an empty one, one without letters or digits, and one longer than `longest` characters.
    """
    if len(text) > longest:
        raise QuestionError(f"The question has {len(text):,} characters; ask in at most {longest:,}.")
    clean = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
    clean = " ".join(clean.split())
    if not any(character.isalnum() for character in clean):
        raise QuestionError("The question is empty; type a question, for example: What are the FREDA principles?")
    return clean
