"""An answer in a language model's words, each sentence of which is checked against passages before it is shown.

A sentence that fails is replaced by the quotation of the passage it cites, or left out if that quotation is there
already. Only a question that the library answers is put to the model, so it cannot overrule a refusal. Where the model
fails, the quotations are the answer.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.answer import CheckedSentence, Checks
from assistant.quoting.cite import SupportedText
from assistant.quoting.pieces import Piece
from assistant.writing.checks.check import Checker
from assistant.writing.checks.names import plain
from assistant.writing.checks.sources import Source, lead_ins_of
from assistant.writing.checks.support import Support
from assistant.writing.model import Model, ModelStoppedError
from assistant.writing.prompt import UNANSWERED, prompt_for, system_prompt
from assistant.writing.reply import ReplySentence, sentences_of
from corpus.document import Passage
from indexing.keyword import tokens
from indexing.search import Hit, Searcher

# Passages that the model is given: more would cost a small model its time and its attention.
_GIVEN = 5
# The prompt asks for six sentences at most. A model that has written twice as many, or has repeated itself more often
# than this, is not answering any more.
_SENTENCES, _REPETITIONS = 12, 2
# A list with at least this many items must be whole.
_LIST = 3
# Words at the start of a sentence that point back to the sentence before.
_LEANS = re.compile(
    r"(?:this|these|those|that|they|it|he|she|such|its|their|his|her|however|therefore|but|also|so|subsequently)\b",
    re.IGNORECASE,
)


class Writer:
    """Has a model write answers, and lets through what the passages support."""

    def __init__(self, model: Model, searcher: Searcher) -> None:
        self.model, self._searcher = model, searcher

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self._searcher, system_prompt())

    def write(self, query: str, quoted: Sequence[Piece], hits: Sequence[Hit]) -> Iterator[SupportedText | Checks]:
        """The texts of an answer, each as soon as it is checked; last, what became of every sentence.

        If `Checks.fallback` is set, it says why the quotations must be shown instead of these texts.
        """
        passages = _given(quoted, hits)
        draft = _Draft(self._checker, quoted, [Source(p, self._searcher.documents[p.document]) for p in passages])
        why = ""
        try:
            prompt = prompt_for(query, [_as_given(passage) for passage in passages])
            reply = self.model.stream(system_prompt(), prompt)
            for sentence in sentences_of(reply):
                if sentence.text.strip(".").upper() == UNANSWERED:
                    why = "it found no answer in the passages"
                    break
                if text := draft.take(sentence):
                    yield text
                if draft.goes_on_too_long:
                    break
        except ModelStoppedError as stopped:
            why = str(stopped)
        yield Checks(self.model.name, tuple(draft.sentences), why or draft.fault())


def _given(quoted: Sequence[Piece], hits: Sequence[Hit]) -> list[Passage]:
    """The passages quoted, then the nearest others."""
    passages = [*(piece.passage for piece in quoted), *(hit.passage for hit in hits)]
    each_once = list({(passage.document, passage.anchor): passage for passage in passages}.values())
    return each_once[: max(_GIVEN, len({id(piece.passage) for piece in quoted}))]


def _as_given(passage: Passage) -> str:
    """A passage as the model sees it: below its headings and the lead-ins of its lists."""
    return "\n".join([" › ".join(passage.section), *lead_ins_of(passage), passage.text])


class _Draft:
    """What a model has written so far, and what became of each sentence."""

    def __init__(self, checker: Checker, quoted: Sequence[Piece], sources: Sequence[Source]) -> None:
        self._checker, self._quoted, self._sources = checker, quoted, sources
        self._used: list[Piece] = []  # quotations that have replaced a sentence already
        self.sentences: list[CheckedSentence] = []

    def take(self, sentence: ReplySentence) -> SupportedText | None:
        """Check one sentence: the text to show for it, None if there is none."""
        reasons, numbers, support = self._judge(sentence)
        if not reasons:
            self.sentences.append(CheckedSentence(sentence.text, numbers, (), "shown"))
            pieces = tuple(Piece(part.source.passage, part.first, part.last) for part in support)
            return SupportedText(sentence.text, pieces, verbatim=False)
        quotation = self._quotation_for(sentence)
        self.sentences.append(
            CheckedSentence(sentence.text, sentence.numbers, reasons, "replaced" if quotation else "left out")
        )
        return quotation

    def _judge(self, sentence: ReplySentence) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Support, ...]]:
        """Why a sentence fails; if it does not, the fewest of its citations that support it, and their words."""
        if _LEANS.match(sentence.text) and (not self.sentences or self.sentences[-1].fate != "shown"):
            return ("reference",), (), ()  # the sentence it points back to is not there
        if any(plain(sentence.text) == plain(earlier.text) for earlier in self.sentences):
            return ("repetition",), (), ()
        if not sentence.numbers or not all(1 <= number <= len(self._sources) for number in sentence.numbers):
            return ("citation",), (), ()
        singly = [(number,) for number in sentence.numbers]
        for numbers in dict.fromkeys([*singly, sentence.numbers]):
            result = self._checker.check(sentence.text, [self._sources[number - 1] for number in numbers])
            if not result.reasons:
                return (), numbers, result.support
        return result.reasons, (), ()

    def _quotation_for(self, sentence: ReplySentence) -> SupportedText | None:
        """The first quotation from a passage that the sentence cites, if it has not replaced another sentence."""
        cited = [self._sources[number - 1].passage for number in sentence.numbers if 1 <= number <= len(self._sources)]
        for passage in cited:
            for piece in self._quoted:
                if piece.place == (passage.document, passage.anchor) and piece not in self._used:
                    self._used.append(piece)
                    return SupportedText(piece.text, (piece,), verbatim=True)
        return None

    @property
    def goes_on_too_long(self) -> bool:
        """Whether the model repeats itself, or writes more than an answer should have."""
        repetitions = sum("repetition" in sentence.reasons for sentence in self.sentences)
        return repetitions > _REPETITIONS or len(self.sentences) >= _SENTENCES

    def fault(self) -> str:
        """Why the sentences that passed do not make an answer; "" if they do."""
        if not self.sentences:
            return "it wrote nothing"
        own = [sentence for sentence in self.sentences if "repetition" not in sentence.reasons]
        shown = [sentence for sentence in own if sentence.fate == "shown"]
        if own[0].fate == "left out" or 2 * len(shown) < len(own):
            return "too little of what it wrote is borne out by the passages"
        if self._shortens_a_list(" ".join(sentence.text for sentence in shown)):
            return "it left out part of a list"
        return ""

    def _shortens_a_list(self, said: str) -> bool:
        """Whether the quotations have a list, and an item of it is missing."""
        items = [
            sentence.text
            for piece in self._quoted
            if piece not in self._used
            for sentence in piece.passage.sentences[piece.first : piece.last + 1]
            if sentence.kind == "item"
        ]
        if len(items) < _LIST:
            return False
        words = set(tokens(said))
        labels = [set(tokens(item.partition(":")[0])) for item in items]
        return any(2 * len(label & words) < len(label) for label in labels)
