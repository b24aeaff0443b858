"""Whether a text is in English, judged by the commonest English words alone."""

import re
from collections.abc import Iterator, Sequence

from corpus.importing.draft import Heading, ListPart, Part, Table

# Words that make up a third of English prose and hardly occur in other languages.
_COMMON = frozenset(
    [
        *("the", "of", "and", "to", "is", "for", "that", "with", "are", "this", "be", "by", "not", "you", "your", "we"),
        *("our", "must", "should", "will", "or", "have", "has", "it", "which", "their", "they", "any", "all", "can"),
        *("may", "who", "when", "if", "from", "at", "as"),
    ]
)
# A sentence has so many words, of which in English a tenth and more are common; in headings and names fewer are.
_SENTENCE, _LEAST = 12, 0.07
# A few quotations in another language say nothing.
_PART, _WHOLE = 0.2, 0.7


def other_language(parts: Sequence[Part]) -> str | None:
    """A warning where the text, or a good part of it, is in another language; None for English or very few words."""
    sentences = [
        words for text in _texts(parts) if len(words := re.findall(r"[^\W\d_]+", text.casefold())) >= _SENTENCE
    ]
    whole = sum(map(len, sentences))
    strange = sum(len(words) for words in sentences if sum(word in _COMMON for word in words) < len(words) * _LEAST)
    if not whole or strange / whole < _PART:
        return None
    much = "The text seems" if strange / whole > _WHOLE else "A part of the text seems"
    return f"{much} to be in another language than English. Questions are understood in English only."


def _texts(parts: Sequence[Part]) -> Iterator[str]:
    """The texts that may be sentences."""
    for part in parts:
        if isinstance(part, ListPart):
            yield from (item.text for item in part.items)
        elif not isinstance(part, Table | Heading):
            yield part.text
