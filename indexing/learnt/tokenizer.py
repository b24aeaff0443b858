"""A question and words -> the tokens of both as the cross-encoder takes them; `tokenizers` is confined to this room."""

from collections.abc import Sequence
from pathlib import Path

# Tokens of a question and of the words beside it that are read; the same while learning.
LONGEST_QUESTION, LONGEST_WORDS = 60, 110


class PairTokenizer:
    """Turns pairs of a question and words into tokens with the marks that the encoder was taught with."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        vocabulary = self._tokenizer.get_vocab()
        first, last, self.padding = (vocabulary[mark] for mark in ("<s>", "</s>", "<pad>"))
        self._first, self._between, self._last = [first], [last, last], [last]

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text without marks."""
        return [one.ids for one in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def pair(self, question: Sequence[int], words: Sequence[int]) -> list[int]:
        """Both with their marks; what is too long is cut off."""
        question, words = question[:LONGEST_QUESTION], words[:LONGEST_WORDS]
        return [*self._first, *question, *self._between, *words, *self._last]

    def alone(self, words: Sequence[int]) -> list[int]:
        """The tokens of one text with their marks."""
        return [*self._first, *words, *self._last]
