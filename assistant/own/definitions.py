"""What an abbreviation stands for, from our glossary, where a question asks that and nothing else."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Answer
from corpus.lists.glossary import Abbreviation
from indexing.keyword import token_set

# Words that ask what a word means.
_MEANING = token_set(
    "mean means meaning stand stands define definition abbreviation acronym short full letters explain"
)


def defined(answer: Answer, question: str, glossary: Iterable[Abbreviation]) -> Answer:
    """The answer with our glossary's words before it, where it does not give those that the question asks for.

    A refusal becomes an answer of these words alone.
    """
    entry = _asked_for(question, glossary)
    # A document that says what an abbreviation means gives it beside its words.
    said = entry is not None and entry.stands_in(answer.text) and entry.spelt_out_in(answer.text)
    if entry is None or (said and answer.status == "answered"):
        return answer
    meaning = f": {entry.meaning}" if entry.meaning else ""
    words = f"From our glossary, not from the documents: {entry.forms[0]} stands for {entry.expansion}{meaning}."
    if answer.status == "answered":
        return replace(answer, text=f"{words}\n\n{answer.text}", opening=words)
    return own(answer, words)


def own(answer: Answer, words: str) -> Answer:
    """An answer in our own words alone; the passages found stay with it."""
    return replace(
        answer, status="answered", text=words, opening=words, lacking="", statements=(), citations=(), notes=()
    )


def _asked_for(question: str, glossary: Iterable[Abbreviation]) -> Abbreviation | None:
    """The abbreviation that a question asks about; None where it asks about anything else."""
    words = token_set(question) - _MEANING
    for entry in glossary:
        if entry.stands_in(question) and words <= token_set(" ".join(entry.forms)) | token_set(entry.expansion):
            return entry
    return None
