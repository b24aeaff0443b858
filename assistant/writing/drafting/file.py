"""Drafted questions as a catalogue, with where they come from and what to do with them as comments above."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.reference import in_full
from assistant.writing.drafting.draft import PassageDraft
from assistant.writing.prompt import drafting_fingerprint
from corpus.catalogue import Entry, as_catalogue, quote_at
from corpus.document import Document

# So much of a SHA-256 tells two versions apart.
_SHOWN = 12


def as_file(
    document: Document, drafts: Sequence[PassageDraft], passages: int, model: str, place: Path, day: date
) -> str:
    """The content of the file for review.

    `passages` counts those of the document, which may be more than there are drafts for; `place` is the file that it is
    to become.
    """
    comments = [*_origin(document, model, day), *_counts(drafts, passages), *_what_to_do(place)]
    return "\n".join(
        [*(f"# {' '.join(line.split())}" for line in comments), "", as_catalogue(entries(document, drafts))]
    )


def entries(document: Document, drafts: Sequence[PassageDraft]) -> list[Entry]:
    """The questions that were kept, by the sentence that answers them, in the order of the document."""
    by_sentence: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for draft in drafts:
        for number, question in draft.kept:
            sentence = draft.passage.sentences[number]
            start = draft.passage.start + sentence.start
            by_sentence[start, start + len(sentence.text)].append(question)
    return [
        Entry(quote=quote_at(document, *ends), questions=tuple(questions))
        for ends, questions in sorted(by_sentence.items())
    ]


def _origin(document: Document, model: str, day: date) -> Iterator[str]:
    yield f"Questions for the catalogue of '{document.id}' ({document.title}): a draft that nothing uses yet."
    yield f"Written by the language model {model} {in_full(day.isoformat())}."
    body = hashlib.sha256(document.body.encode()).hexdigest()
    yield f"Fingerprints: prompt {drafting_fingerprint()[:_SHOWN]}, document {body[:_SHOWN]}."


def _counts(drafts: Sequence[PassageDraft], passages: int) -> Iterator[str]:
    kept, dropped = sum(len(draft.kept) for draft in drafts), Counter(why for draft in drafts for why in draft.dropped)
    yield f"Passages: {len(drafts)} of {passages}. Questions drafted: {kept + dropped.total()}; kept: {kept}."
    if dropped:
        yield f"Dropped: {', '.join(f'{count} that {why}' for why, count in dropped.most_common())}."
    if unread := sum(bool(draft.stopped) for draft in drafts):
        yield f"The model did not finish with {unread} of the passages."


def _what_to_do(place: Path) -> Iterator[str]:
    yield "Read each question, and delete what nobody would ask; where none is left, delete the quote with it."
    yield f"Then save it as {place.name} in the folder {place.parent}."
    yield "If that file is there already, add the questions to it. The index follows by itself."
