"""Questions for a document's catalogue, drafted passage by passage; what fails a check is counted and not kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.writing.drafting.checks import Checks
from assistant.writing.drafting.reading import read_questions
from assistant.writing.model import Model, ModelStoppedError
from assistant.writing.prompt import drafting_prompt, drafting_prompt_for
from corpus.document import Passage, Sentence
from indexing.search import Searcher

# A model that is too slow for one passage may have time for the next; one that fails this often in a row is gone.
_FAILURES = 2


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """What was drafted for one passage.

    `kept` are questions with the number of their sentence in the passage, from 0; `dropped` has the reason for each of
    the others. `stopped` says why the model's reply is not whole, "" where it is.
    """

    passage: Passage
    kept: tuple[tuple[int, str], ...]
    dropped: tuple[str, ...]
    stopped: str = ""


def draft_questions(document: str, searcher: Searcher, model: Model) -> Iterator[PassageDraft]:
    """A draft for each passage of a document of the library, as soon as it is made.

    Raises ModelStoppedError when the model failed at several passages in a row; these are handed on before.
    """
    checks = Checks(searcher, document)
    failures = 0
    for passage in searcher.passages_of(document):
        draft = _draft(passage, checks, model)
        yield draft
        failures = failures + 1 if draft.stopped else 0
        if failures == _FAILURES:
            raise ModelStoppedError(draft.stopped)


def _draft(passage: Passage, checks: Checks, model: Model) -> PassageDraft:
    reply, stopped = _reply(passage, model)
    kept: list[tuple[int, str]] = []
    dropped: list[str] = []
    for question in read_questions(reply):
        number = question.number - 1
        if why := checks.why_not(passage, number, question.text):
            dropped.append(why)
        else:
            kept.append((number, question.text))
    return PassageDraft(passage, tuple(kept), tuple(dropped), stopped)


def _reply(passage: Passage, model: Model) -> tuple[str, str]:
    """The whole lines of the model's reply, and why it stopped before the end, "" where it did not."""
    reply = ""
    try:
        prompt = drafting_prompt_for(passage.section, [_shown(sentence) for sentence in passage.sentences])
        for fragment in model.stream(drafting_prompt(), prompt):
            reply += fragment
    except ModelStoppedError as stopped:
        return reply.rpartition("\n")[0], str(stopped)
    return reply, ""


def _shown(sentence: Sentence) -> str:
    """A sentence with what gives it its meaning: the lead-in of its list, or the names of its row and column."""
    return f"{sentence.lead} {sentence.text}".strip()
