"""A sentence that a language model wrote, and the passages it cites -> why it may not be shown, if it may not.

Nothing here asks a model: the sentence is taken apart into its numbers, names, quotations, words and turns of
speech, and each must stand in the passages. What is uncertain counts against the sentence, since the quotation
that it should have been is always at hand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from assistant.writing.checks.likeness import Wording, foreign, long_gap
from assistant.writing.checks.moved import moved_numbers
from assistant.writing.checks.names import Names, names_of, plain, quotations_of
from assistant.writing.checks.numbers import bound_of, numbers_of
from assistant.writing.checks.polarity import opposite, stronger, turned
from corpus.document import Document, Passage, Sentence
from corpus.glossary import load_glossary
from indexing.embed import BUNDLED, SentenceEmbedder
from indexing.keyword import tokens
from indexing.search import Searcher

Reason = Literal[
    "form", "language", "prompt", "number", "subject", "name", "quotation", "law", "duty", "advice", "exclusion",
    "certainty", "negation", "opposite", "words", "meaning",
]  # fmt: skip

# Words that a sentence may have; the prompt asks for short ones.
_LONGEST = 60
# Chosen on the half of the paraphrases that is marked "choose", by `python -m evals.writing.lies`: the share of a
# sentence's content words that the passages must hold (a word of like meaning counts for its likeness), the same for
# its poorest part, the words in a row that may be new, and how near in meaning it must be to what it rests on.
COVERED, COVERED_PART, NEW_IN_A_ROW, NEAR = 0.65, 0.37, 2, 0.5
# Marks of a program or a heading, a question, and an end that is none.
_NO_SENTENCE = re.compile(
    r"[<>{}\[\]`\\›]|\*\*|\?\W*$|[:;,–]\W*$|\b(?:and|or|the|an?|to|of|with|for|by|in|on|as|that|which)\W*$",
    re.IGNORECASE,
)
# A label and what is said of it: "Integrity – doing the right thing".
_LABELLED = re.compile(r"^(?P<label>[^.:–]{3,50}?)(?::| –) (?P<rest>.+)$")
# Sentences of a passage that one sentence may rest on.
_EVIDENCE = 3
_LAW = re.compile(
    r"\b(?:laws?|legal\w*|illegal\w*|unlawful\w*|lawful\w*|statut\w+|legislat\w+|complian\w+|comply|complies|liab\w+|"
    r"courts?|tribunals?|fined?|fines|penalt\w+|prosecut\w+|sued?|breach\w*|offen[cs]e\w*|criminal\w*|regulations?|"
    r"entitle\w*|dut(?:y|ies)|obligation\w*|acts?)\b",
    re.IGNORECASE,
)
# Words that say that something is said, not what.
_SAYING = """
    say says state states describe describes explain explains note notes mention mentions according report reports
    reported recommend recommends suggest suggests list lists name names set sets article blog document resource
    guidance passage found finds find shows include includes including
"""
_FRAME = frozenset(tokens(_SAYING))
_PART = re.compile(r"[,;:–—]\s|\s-\s|\b(?:and|but|while|which|who|because|so that|although|where|when|by|through|if)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a sentence may cite, with its document."""

    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class Support:
    """Sentences [first, last] of a source that a sentence rests on."""

    source: Source
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Why a sentence may not be shown, nothing where it may; and what it rests on, best first."""

    reasons: tuple[Reason, ...]
    evidence: tuple[Support, ...] = ()


class Checker:
    """Checks sentences against the passages of one library."""

    def __init__(self, searcher: Searcher, prompt: str = "") -> None:
        """`prompt` is what the model is told, which it must not tell on."""
        # The model as it was bundled: what single words mean must not be learnt from one library's questions.
        self._wording = Wording(SentenceEmbedder(BUNDLED))
        self._glossary = load_glossary()
        self._ordinary = frozenset(_lower_words(searcher.passages))
        self._prompt = _runs(prompt)
        self._names = lru_cache(maxsize=64)(lambda source: Names(_around(source), self._glossary))

    def check(self, claim: str, sources: Sequence[Source]) -> CheckResult:
        """Why a sentence may not be shown as what these sources say; its marks of citation are left out before."""
        reasons: list[Reason] = [*self._shape(claim)]
        if reasons or not sources:
            return CheckResult(tuple(reasons or ["form"]))
        evidence = self._evidence(claim, sources)
        reasons += self._facts(claim, sources)
        reasons += self._turns(claim, evidence, sources)
        reasons += self._content(claim, evidence, sources)
        return CheckResult(tuple(dict.fromkeys(reasons)), evidence)

    def _shape(self, claim: str) -> list[Reason]:
        words = claim.split()
        odd = len(words) > _LONGEST or len(words) < 3 or _NO_SENTENCE.search(claim)
        found: list[Reason] = ["form"] if odd else []
        if foreign(claim):
            found.append("language")
        if _runs(claim) & self._prompt:
            found.append("prompt")
        return found

    def _facts(self, claim: str, sources: Sequence[Source]) -> list[Reason]:
        """Numbers, names and quotations, which must stand in one of the sources."""
        texts = [_with_lead_in(source) for source in sources]
        held = {(*f.key, bound) for text in texts for f in numbers_of(text) for bound in ("", bound_of(text, f))}
        found: list[Reason] = []
        if any((*f.key, bound_of(claim, f)) not in held for f in numbers_of(claim)):
            found.append("number")
        elif moved_numbers(claim, "\n".join(texts)) or _wrong_label(claim, sources):
            found.append("subject")
        known = [self._names(source) for source in sources]
        if not all(any(k.hold(name) for k in known) for name in names_of(claim, self._ordinary.__contains__)):
            found.append("name")
        if not all(any(plain(q) in plain(text) for text in texts) for q in quotations_of(claim)):
            found.append("quotation")
        return found

    def _turns(self, claim: str, evidence: Sequence[Support], sources: Sequence[Source]) -> list[Reason]:
        """Negation, opposites and strength, which must be those of the sentences it rests on."""
        near, wider = "\n".join(map(_words_of, evidence)), "\n".join(map(_around, sources))
        found: list[Reason] = [*stronger(claim, near, wider)]
        if turned(claim, near):
            found.append("negation")
        if opposite(claim, "\n".join([*(source.passage.section[-1] for source in sources), near])):
            found.append("opposite")
        if {word.lower() for word in _LAW.findall(claim)} and not _same_law(claim, wider):
            found.append("law")
        return found

    def _content(self, claim: str, evidence: Sequence[Support], sources: Sequence[Source]) -> list[Reason]:
        held = self._names_text(sources)
        likeness = self._wording.likeness(_content(claim), tokens(held))
        parts = [self._wording.likeness(_content(part), tokens(held)) for part in _PART.split(claim)]
        found: list[Reason] = []
        poorest = min((float(np.mean(part)) for part in parts if len(part) > 1), default=1.0)
        if (
            not len(likeness)
            or np.mean(likeness) < COVERED
            or poorest < COVERED_PART
            or (long_gap(likeness) > NEW_IN_A_ROW)
        ):
            found.append("words")
        if self._wording.nearness(claim, "\n".join(map(_words_of, evidence))) < NEAR:
            found.append("meaning")
        return found

    def _names_text(self, sources: Sequence[Source]) -> str:
        return "\n".join(self._names(source).text for source in sources)

    def _evidence(self, claim: str, sources: Sequence[Source]) -> tuple[Support, ...]:
        """The sentences that hold most of the claim's words and meaning, each next one for what is still missing."""
        places = [(source, n) for source in sources for n in range(len(source.passage.sentences))]
        texts = [_said(source.passage.sentences[n]) for source, n in places]
        nearness = self._wording.nearness_of(claim, texts)
        missing = set(tokens(claim))
        chosen: list[int] = []
        while len(chosen) < _EVIDENCE:
            gains = [len(missing & set(tokens(text))) / (len(missing) or 1) for text in texts]
            best = max(
                (n for n in range(len(places)) if n not in chosen),
                key=lambda n: gains[n] + (nearness[n] if not chosen else nearness[n] / 4),
                default=None,
            )
            if best is None or (chosen and gains[best] * len(missing) < 2):
                break
            chosen.append(best)
            missing -= set(tokens(texts[best]))
        return tuple(
            Support(source, min(numbers), max(numbers))
            for source in sources
            if (numbers := [places[n][1] for n in chosen if places[n][0] is source])
        )


def _content(text: str) -> list[str]:
    return [word for word in tokens(text) if word not in _FRAME]


def _said(sentence: Sentence) -> str:
    return f"{sentence.lead} {sentence.text}".strip()


def _words_of(evidence: Support) -> str:
    sentences = evidence.source.passage.sentences[evidence.first : evidence.last + 1]
    return "\n".join(_said(sentence) for sentence in sentences)


def _with_lead_in(source: Source) -> str:
    """A passage with what leads into its lists and the heading above it."""
    leads = dict.fromkeys(s.lead for s in source.passage.sentences if s.lead and s.lead not in source.passage.text)
    # The number of a chapter or case study is not one of its figures.
    heading = re.sub(r"^(?:case study )?\d+[.:] ", "", source.passage.section[-1], flags=re.IGNORECASE)
    return "\n".join([heading, *leads, source.passage.text])


def _around(source: Source) -> str:
    """A passage with all that says where it stands: its headings, and its document's title, publisher and id."""
    document = source.document
    where = [*source.passage.section, document.title, document.publisher, document.author, document.period]
    return "\n".join([*(part for part in where if part), document.id.replace("-", " ").title(), _with_lead_in(source)])


def _wrong_label(claim: str, sources: Sequence[Source]) -> bool:
    """Whether a claim puts a label before words that no sentence puts together with it."""
    match = _LABELLED.match(claim)
    if match is None:
        return False
    label, rest = set(tokens(match["label"])), set(tokens(match["rest"]))
    said = [set(tokens(_said(sentence))) for source in sources for sentence in source.passage.sentences]
    return not any(label <= words and 2 * len(rest & words) >= len(rest) for words in said)


def _same_law(claim: str, text: str) -> bool:
    there = set(tokens(text))
    return all(set(tokens(word)) <= there for word in _LAW.findall(claim))


def _lower_words(passages: Sequence[Passage]) -> set[str]:
    return {word for passage in passages for word in re.findall(r"(?<![\w’'-])[a-z]+\b", passage.text)}


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(length)), strict=False))
