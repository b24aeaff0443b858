"""The cross-encoder tells what words answer from what they are only about, and embeds texts as the published model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.document import Passage, Sentence
from indexing.embed import ADAPTED
from indexing.learnt.adapter import add_changes
from indexing.learnt.cross_encoder import _LONGEST_PASSAGE, LearntCrossEncoder, PairOdds, sentence_window
from indexing.learnt.export import TOKENIZER, models_folder
from indexing.learnt.network import LEARNT, learnt_network, odds, published_network
from indexing.learnt.tokenizer import LONGEST_QUESTION, LONGEST_WORDS, PairTokenizer
from indexing.stored.models import open_cross_encoder

WORDS = "Ashby House: Ashby House has forty beds, twelve of them for people with dementia."


@pytest.fixture(scope="session")
def cross_encoder(real_index: Path) -> LearntCrossEncoder:
    opened = open_cross_encoder(real_index, ADAPTED)
    assert isinstance(opened, LearntCrossEncoder)
    return opened


def passage(*sentences: Sentence) -> Passage:
    return Passage("p", "d", ("Homes", "Ashby"), "publisher", "", "", sentences, (), 0)


def test_a_sentence_is_read_with_its_heading_and_neighbours_and_an_item_with_its_lead_in() -> None:
    one = passage(
        Sentence("It is  big.", 0, "sentence"),
        Sentence("It has:", 12, "lead"),
        Sentence("forty beds", 20, "item", "g", "It has:"),
        Sentence("That\nis all.", 40, "sentence"),
        Sentence("Call us.", 60, "sentence"),
    )
    assert [sentence_window(one, number) for number in range(5)] == [
        "Ashby: It is big.",
        "Ashby: It has:",
        "Ashby: It has: forty beds",
        "Ashby: That is all. Call us.",
        "Ashby: That is all. Call us.",
    ]


class Counting:
    """Gives each text its length as odds, and notes what it was given."""

    def __init__(self) -> None:
        self.read: list[list[str]] = []

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        self.read.append(list(words))
        return [float(len(text)) for text in words]

    def general_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise NotImplementedError


def test_each_pair_is_read_once() -> None:
    counting = Counting()
    pairs = PairOdds(counting, "How many?")
    assert pairs.of(["a", "bcd", "a"]) == [1.0, 3.0, 1.0]
    assert pairs.of(["bcd", "ef"]) == [3.0, 2.0]
    assert pairs.of(["a"]) == [1.0]
    assert counting.read == [["a", "bcd"], ["ef"]]


@pytest.mark.parametrize("remembered", [2000, 1])
def test_what_is_remembered_changes_the_work_and_never_the_odds(
    remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.learnt.cross_encoder._REMEMBERED", remembered)
    encoder, counting = LearntCrossEncoder(Path(), Path()), Counting()
    monkeypatch.setattr(encoder, "_read", counting.log_odds)
    for _ in range(2):
        assert encoder.log_odds("How many?", ["a", "bcd", "a"]) == [1.0, 3.0, 1.0]
    assert encoder.log_odds("Who?", ["a"]) == [1.0]
    again = [] if remembered > 1 else [["a"]]
    assert counting.read == [["a", "bcd"], *again, ["a"]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("answered", "not_answered"),
    [
        ("How many beds are there at Ashby House?", "Who manages Ashby House?"),
        ("how big is ashby house", "what does a bed at ashby house cost a week"),
        ("Number of dementia beds at Ashby", "How many nurses look after the dementia beds at Ashby?"),
    ],
)
def test_what_words_answer_is_told_from_what_they_are_about(
    cross_encoder: LearntCrossEncoder, answered: str, not_answered: str
) -> None:
    [yes], [no] = cross_encoder.log_odds(answered, [WORDS]), cross_encoder.log_odds(not_answered, [WORDS])
    assert yes > no + 1


@pytest.mark.model
def test_words_are_read_each_on_its_own_and_in_order(cross_encoder: LearntCrossEncoder) -> None:
    question, others = "How many beds has Ashby House?", ["Bread is baked at six.", WORDS]
    alone = [cross_encoder.log_odds(question, [words])[0] for words in others]
    assert cross_encoder.log_odds(question, others) == pytest.approx(alone, abs=1e-3)
    assert cross_encoder.log_odds(question, []) == []


@pytest.mark.model
def test_the_rounded_network_gives_about_the_odds_of_the_one_in_torch(
    cross_encoder: LearntCrossEncoder, tmp_path: Path
) -> None:
    """Within .05 on the whole: of 60 pairs of the library a tenth differ by more than .02, and one by .12."""
    import torch

    question, others = "How many beds has Ashby House?", ["Bread is baked at six.", WORDS, "Beds", WORDS * 3]
    network, file = learnt_network(tmp_path)
    add_changes(network["encoder"], LEARNT)
    tokenizer = PairTokenizer(file)
    asked, *texts = tokenizer.tokens([question, *others])
    with torch.inference_mode():
        expected = odds(network, [tokenizer.pair(asked, text) for text in texts], tokenizer.padding)
    differences = np.abs(np.array(cross_encoder.log_odds(question, others)) - expected.numpy())
    assert differences.mean() < 0.05
    assert differences.max() < 0.2


@pytest.mark.model
def test_general_vectors_are_those_of_the_published_model(cross_encoder: LearntCrossEncoder, tmp_path: Path) -> None:
    import torch

    texts = ["How many beds has Ashby House?", "Bread is baked at six.", WORDS, "equality " * 400]
    network, file = published_network(tmp_path)
    encoder, tokenizer = network["encoder"].eval(), PairTokenizer(file)
    cut = [tokenizer.alone(tokens[:_LONGEST_PASSAGE]) for tokens in tokenizer.tokens(texts)]
    with torch.inference_mode():
        means = [encoder(input_ids=torch.tensor([text])).last_hidden_state[0].mean(dim=0).numpy() for text in cut]
    expected = np.stack(means) / np.linalg.norm(means, axis=1, keepdims=True)
    found = cross_encoder.general_vectors(texts)
    assert found.shape == (4, 768)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (found * expected).sum(axis=1).min() > 0.99


@pytest.mark.model
def test_one_network_embeds_and_reads_in_turn(cross_encoder: LearntCrossEncoder) -> None:
    """Neither changes what the other gives, and no text leaves a trace in the next."""
    before = cross_encoder.general_vectors([WORDS])
    [first] = cross_encoder.log_odds("Where is Ashby House?", [WORDS])
    np.testing.assert_allclose(cross_encoder.general_vectors(["Bread.", WORDS])[1:], before, atol=1e-5)
    assert cross_encoder.log_odds("Where is Ashby House?", ["Beds", WORDS])[1] == pytest.approx(first, abs=1e-3)
    assert cross_encoder.general_vectors([]).shape == (0, 768)


@pytest.mark.model
def test_what_is_too_long_is_cut_off(real_index: Path) -> None:
    tokenizer = PairTokenizer(models_folder(real_index) / TOKENIZER)
    long = tokenizer.pair(list(range(10, 500)), list(range(10, 500)))
    assert len(long) == LONGEST_QUESTION + LONGEST_WORDS + 4
    assert tokenizer.pair([10], [11]) == [0, 10, 2, 2, 11, 2]
    assert tokenizer.alone([10, 11]) == [0, 10, 11, 2]
