"""A small library to train on."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from corpus.document import Passage, Sentence
from indexing.learnt.tokenizer import PairTokenizer
from indexing.library import KnownGap, Library, Question

PLACES = ("Ashby", "Barton", "Corby", "Denton", "Elton", "Formby", "Grimsby", "Hedon")


@pytest.fixture
def homes() -> Callable[[Sequence[str], Sequence[str]], Library]:
    """Eight homes with a passage each, which says how many beds it has and nothing else."""

    def library(questions: Sequence[str], gaps: Sequence[str]) -> Library:
        passages = [_passage(number, f"{place} has forty beds.") for number, place in enumerate(PLACES)]
        answered = [Question(n, 0, text.format(place)) for n, place in enumerate(PLACES) for text in questions]
        unanswered = [KnownGap(gap.format(place), n, premise=False) for n, place in enumerate(PLACES) for gap in gaps]
        general = KnownGap("What is the weather like?", None, premise=False)
        return Library([], passages, answered, [*unanswered, general], [])

    return library


def _passage(number: int, text: str) -> Passage:
    sentence = Sentence(text, 0, "sentence")
    return Passage(f"p{number}", "d", ("Homes",), "publisher", text, "", (sentence,), (), number)


@pytest.fixture
def eight_homes(homes: Callable[..., Library]) -> Library:
    """Each with two questions that its passage answers and two known gaps."""
    return homes(("How many beds has {}", "how big is {}"), ("Who is the manager of {}", "what does a week at {} cost"))


@pytest.fixture
def words(eight_homes: Library) -> list[str]:
    """Every word of the eight homes by its token."""
    texts = [one.text for one in (*eight_homes.passages, *eight_homes.questions, *eight_homes.gaps)] + ["Homes:"]
    return ["<s>", "<pad>", "</s>", *sorted({word for text in texts for word in text.split()})]


@pytest.fixture
def tokenizer(words: list[str], tmp_path: Path) -> PairTokenizer:
    """A token is a word."""
    made = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="<pad>"))
    made.pre_tokenizer = WhitespaceSplit()
    made.save(str(tmp_path / "tokenizer.json"))
    return PairTokenizer(tmp_path / "tokenizer.json")
