"""An answer in a language model's words: it is shown passages, and each of its sentences is checked before anybody is.

A sentence that fails becomes the quotation of the passage it cites, once, or is left out. The model is asked only
where the library answers, so it cannot overrule a refusal; where it fails, the quotations stand as they are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.answer import CheckedSentence, Checks
from assistant.question.wanted import asked
from assistant.quoting.cite import SupportedText
from assistant.quoting.pieces import Piece
from assistant.writing.checks.check import Checker, Source, Support
from assistant.writing.checks.names import plain
from assistant.writing.model import Model, ModelStoppedError
from assistant.writing.prompt import UNANSWERED, prompt_for, system_prompt
from assistant.writing.reply import Written, sentences_of
from corpus.document import Passage
from indexing.keyword import tokens
from indexing.search import Hit, Searcher

# Passages that the model is shown, those quoted first; sentences after which it is not read on; how often it may
# say the same; and items from which on a list must be whole.
_SHOWN, _SENTENCES, _AGAIN, _LIST = 5, 12, 2, 3


_LEANS = re.compile(
    r"(?:this|these|those|that|they|it|he|she|such|its|their|his|her|however|therefore|but|also|so|subsequently)\b",
    re.IGNORECASE,
)


class Writer:
    """Has a model write answers, and lets through what the passages bear out."""

    def __init__(self, model: Model, searcher: Searcher) -> None:
        self.model, self._searcher = model, searcher

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self._searcher, system_prompt())

    def write(self, query: str, quoted: Sequence[Piece], hits: Sequence[Hit]) -> Iterator[SupportedText | Checks]:
        """The lines of an answer, each once it is checked; last, what became of every sentence.

        `Checks.fallback` says why the lines must give way to the quotations, where they must.
        """
        passages = _shown(quoted, hits)
        draft = _Draft(self._checker, quoted, [Source(p, self._searcher.documents[p.document]) for p in passages])
        why = ""
        try:
            reply = self.model.stream(
                system_prompt(), prompt_for(query, [_with_place(passage) for passage in passages])
            )
            for written in sentences_of(reply):
                if written.text.strip(".").upper() == UNANSWERED:
                    why = "it found no answer in the passages"
                    break
                if line := draft.take(written):
                    yield line
                if draft.goes_on_too_long:
                    break
        except ModelStoppedError as stopped:
            why = str(stopped)
        yield Checks(self.model.name, tuple(draft.sentences), why or draft.fault(query))


def _shown(quoted: Sequence[Piece], hits: Sequence[Hit]) -> list[Passage]:
    """The passages quoted, then the nearest others."""
    passages = [*(piece.passage for piece in quoted), *(hit.passage for hit in hits)]
    unlike = list({(passage.document, passage.anchor): passage for passage in passages}.values())
    return unlike[: max(_SHOWN, len({id(piece.passage) for piece in quoted}))]


def _with_place(passage: Passage) -> str:
    """A passage as the model sees it: below its headings, with what leads into its lists."""
    leads = dict.fromkeys(s.lead for s in passage.sentences if s.lead and s.lead not in passage.text)
    return "\n".join([" › ".join(passage.section), *leads, passage.text])


class _Draft:
    """What a model has written so far, and what became of each sentence."""

    def __init__(self, checker: Checker, quoted: Sequence[Piece], sources: Sequence[Source]) -> None:
        self._checker, self._quoted, self._sources = checker, quoted, sources
        self._put: list[Piece] = []  # quotations that stand for a sentence already
        self.sentences: list[CheckedSentence] = []

    def take(self, written: Written) -> SupportedText | None:
        """Check one sentence: the line that is shown for it, None where nothing is."""
        reasons, numbers, evidence = self._judge(written)
        if not reasons:
            self.sentences.append(CheckedSentence(written.text, numbers, (), "shown"))
            return SupportedText(written.text, tuple(_as_piece(e) for e in evidence), verbatim=False)
        instead = self._instead(written)
        self.sentences.append(
            CheckedSentence(written.text, written.numbers, reasons, "replaced" if instead else "left out")
        )
        return instead

    def _judge(self, written: Written) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Support, ...]]:
        """Why a sentence fails; where it does not, the fewest of its citations that bear it out, and their words."""
        if _LEANS.match(written.text) and (not self.sentences or self.sentences[-1].fate != "shown"):
            return ("reference",), (), ()  # what it points back to is not there
        if any(plain(written.text) == plain(earlier.text) for earlier in self.sentences):
            return ("repetition",), (), ()
        if not written.numbers or not all(1 <= number <= len(self._sources) for number in written.numbers):
            return ("citation",), (), ()
        singly = [(number,) for number in written.numbers]
        for numbers in dict.fromkeys([*singly, written.numbers]):
            verdict = self._checker.check(written.text, [self._sources[number - 1] for number in numbers])
            if not verdict.reasons:
                return (), numbers, verdict.evidence
        return verdict.reasons, (), ()

    def _instead(self, written: Written) -> SupportedText | None:
        """The quotation of the first passage cited that has one and does not stand there yet."""
        cited = [self._sources[number - 1].passage for number in written.numbers if 1 <= number <= len(self._sources)]
        for passage in cited:
            for piece in self._quoted:
                if piece.passage.anchor == passage.anchor and piece.passage.document == passage.document:
                    if piece in self._put:
                        continue
                    self._put.append(piece)
                    return SupportedText(piece.text, (piece,), verbatim=True)
        return None

    @property
    def goes_on_too_long(self) -> bool:
        """Whether it says the same again and again, or more than an answer holds."""
        again = sum("repetition" in sentence.reasons for sentence in self.sentences)
        return again > _AGAIN or len(self.sentences) >= _SENTENCES

    def fault(self, query: str) -> str:
        """Why what is left is no answer; "" where it is one."""
        if not self.sentences:
            return "it wrote nothing"
        own = [sentence for sentence in self.sentences if "repetition" not in sentence.reasons]
        shown = [sentence for sentence in own if sentence.fate == "shown"]
        if own[0].fate == "left out" or 2 * len(shown) < len(own):
            return "too little of what it wrote is borne out by the passages"
        if self._shortens_a_list(query, " ".join(sentence.text for sentence in shown)):
            return "it left out a part of a list"
        return ""

    def _shortens_a_list(self, query: str, said: str) -> bool:
        """Whether a list was asked for and quoted whole, and an item of it is not said."""
        wanted = asked(query)
        items = [
            sentence.text
            for piece in self._quoted
            if piece not in self._put
            for sentence in piece.passage.sentences[piece.first : piece.last + 1]
            if sentence.kind == "item"
        ]
        if not (wanted.whole_list or wanted.count) or len(items) < _LIST:
            return False
        words = set(tokens(said))
        labels = [set(tokens(item.partition(":")[0])) for item in items]
        return any(2 * len(label & words) < len(label) for label in labels)


def _as_piece(evidence: Support) -> Piece:
    return Piece(evidence.source.passage, evidence.first, evidence.last)
