"""A sentence that a language model wrote, and the passages it cites -> why it may not be shown, if it may not.

No language model judges it: its numbers, names, quotations, words and negations must each be in the passages. Where
the check is unsure the sentence fails, because the passage can always be quoted instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from cachetools import LRUCache, cachedmethod

from assistant.writing.checks.english import is_english
from assistant.writing.checks.likeness import TextLikeness
from assistant.writing.checks.moved import is_mislabelled, moved_numbers
from assistant.writing.checks.names import Names, names_of, plain, quotations_of
from assistant.writing.checks.numbers import bound_of, numbers_of
from assistant.writing.checks.polarity import instructs, negates, overstates, says_opposite
from assistant.writing.checks.sources import Source, text_around, text_of, words_of
from assistant.writing.checks.support import Support, support_for
from assistant.writing.checks.thresholds import load_thresholds
from assistant.writing.checks.wording import Wording, measure_wording
from corpus.lists.glossary import load_glossary
from indexing.embed import BUNDLED, Embedder, SentenceEmbedder
from indexing.keyword import tokens
from indexing.search import Searcher

# The codes that answers carry in their JSON; "subject" is a number or a label that is attached to something else.
Reason = Literal[
    "form", "language", "prompt", "number", "subject", "name", "quotation", "law", "duty", "advice", "exclusion",
    "certainty", "negation", "opposite", "words", "meaning",
]  # fmt: skip

# Words that a sentence may have; the prompt asks for short ones.
_SHORTEST, _LONGEST = 3, 60
# Words in a row that a sentence may not share with the prompt.
_LEAK = 6
# Marks of a program or a heading, a question, and an end that leaves a sentence unfinished.
_NO_SENTENCE = re.compile(
    r"[<>{}\[\]`\\›]|\*\*|\?\W*$|[:;,–]\W*$|\b(?:and|or|the|an?|to|of|with|for|by|in|on|as|that|which)\W*$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:laws?|legal\w*|illegal\w*|unlawful\w*|lawful\w*|statut\w+|legislat\w+|complian\w+|comply|complies|liab\w+|"
    r"courts?|tribunals?|fined?|fines|penalt\w+|prosecut\w+|sued?|breach\w*|offen[cs]e\w*|criminal\w*|regulations?|"
    r"entitle\w*|dut(?:y|ies)|obligation\w*|acts?)\b",
    re.IGNORECASE,
)
# Passages whose names are remembered: those that the answers being written at the moment cite.
_NAMED = 64


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Why a sentence may not be shown (no reason: it may), and what it rests on, in the order of its sources."""

    reasons: tuple[Reason, ...]
    support: tuple[Support, ...] = ()


class Checker:
    """Checks sentences against the passages of one library; several threads may use one at the same time."""

    def __init__(self, searcher: Searcher, prompt: str = "", embedder: Embedder | None = None) -> None:
        """`prompt` is what the model is told, which no sentence may give away."""
        # The bundled model rather than the adapted one, which learnt what words mean from this library's questions.
        self._likeness = TextLikeness(embedder or SentenceEmbedder(BUNDLED))
        self._glossary = load_glossary()
        texts = [passage.text for passage in searcher.passages]
        self._ordinary = frozenset(word for text in texts for word in re.findall(r"(?<![\w’'-])[a-z]+\b", text))
        self._prompt = _runs(prompt)
        self._named: LRUCache[str, Names] = LRUCache(_NAMED)
        self._lock = Lock()

    def check(self, claim: str, sources: Sequence[Source]) -> CheckResult:
        """Why a sentence, without its citation marks, may not be shown as what these sources say."""
        if reasons := self._form(claim):
            return CheckResult(tuple(reasons))
        if not sources:
            return CheckResult(("form",))
        support = support_for(claim, sources, self._likeness)
        reasons += self._facts(claim, sources)
        reasons += self._strength(claim, support, sources)
        reasons += self._wording(claim, support, sources).faults(load_thresholds())
        return CheckResult(tuple(dict.fromkeys(reasons)), support)

    def measure(self, claim: str, sources: Sequence[Source]) -> Wording:
        """What the thresholds are compared with; they are chosen on the measures of many sentences."""
        return self._wording(claim, support_for(claim, sources, self._likeness), sources)

    def _form(self, claim: str) -> list[Reason]:
        """Faults that show without any source."""
        found: list[Reason] = []
        if not _SHORTEST <= len(claim.split()) <= _LONGEST or _NO_SENTENCE.search(claim):
            found.append("form")
        if not is_english(claim):
            found.append("language")
        if _runs(claim) & self._prompt:
            found.append("prompt")
        return found

    def _facts(self, claim: str, sources: Sequence[Source]) -> list[Reason]:
        """Numbers, names and quotations that no source has, and numbers and labels attached to something else."""
        texts = [text_of(source) for source in sources]
        sentences = [words_of(sentence) for source in sources for sentence in source.passage.sentences]
        held = {(*n.key, bound) for text in texts for n in numbers_of(text) for bound in ("", bound_of(text, n))}
        found: list[Reason] = []
        if any((*n.key, bound_of(claim, n)) not in held for n in numbers_of(claim)):
            found.append("number")
        elif moved_numbers(claim, "\n".join(texts)) or is_mislabelled(claim, sentences):
            found.append("subject")
        named = [self._names(text_around(source)) for source in sources]
        if not all(any(names.hold(name) for names in named) for name in names_of(claim, self._ordinary.__contains__)):
            found.append("name")
        if not all(any(plain(quotation) in plain(text) for text in texts) for quotation in quotations_of(claim)):
            found.append("quotation")
        return found

    def _strength(self, claim: str, support: Sequence[Support], sources: Sequence[Source]) -> list[Reason]:
        """Negation, opposites, strength and law, which must be those of the sentences that the claim rests on."""
        near, around = _joined(support), "\n".join(map(text_around, sources))
        headings = [source.passage.section[-1] for source in sources]
        found: list[Reason] = [*overstates(claim, near, advised=instructs(around))]
        if negates(claim, near):
            found.append("negation")
        if says_opposite(claim, "\n".join([*headings, near])):
            found.append("opposite")
        if not _law_words(claim) <= set(tokens(around)):
            found.append("law")
        return found

    def _wording(self, claim: str, support: Sequence[Support], sources: Sequence[Source]) -> Wording:
        held = "\n".join(self._names(text_around(source)).text for source in sources)
        return measure_wording(claim, held, _joined(support), self._likeness)

    @cachedmethod(lambda self: self._named, lock=lambda self: self._lock)
    def _names(self, text: str) -> Names:
        return Names(text, self._glossary)


def _joined(support: Sequence[Support]) -> str:
    return "\n".join(part.text for part in support)


def _law_words(claim: str) -> set[str]:
    return {stem for word in _LAW.findall(claim) for stem in tokens(word)}


def _runs(text: str) -> set[tuple[str, ...]]:
    """The runs of `_LEAK` words in a text."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(_LEAK)), strict=False))
