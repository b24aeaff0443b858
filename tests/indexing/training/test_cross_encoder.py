"""What the reader is shown while it learns, and that it learns from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from torch import nn

from indexing.embed import Embedder
from indexing.learnt.cross_encoder import PairTokenizer, network_of, odds, odds_in_a_row
from indexing.library import Library
from indexing.training.cross_encoder import _Draw, learn
from indexing.training.lora import changing, learnt

PLACES = ("Ashby", "Barton", "Corby", "Denton", "Elton", "Formby", "Grimsby", "Hedon")
ASKS = ("How many beds has {}", "how big is {}")
GAPS = ("Who is the manager of {}", "what does a week at {} cost")


@pytest.fixture
def eight_homes(homes: Callable[..., Library]) -> Library:
    return homes(PLACES, ASKS, GAPS)


@pytest.fixture
def tokenizer(eight_homes: Library, tmp_path: Path) -> PairTokenizer:
    """A token is a word."""
    texts = [one.text for one in (*eight_homes.passages, *eight_homes.questions, *eight_homes.gaps)] + ["Homes:"]
    words = ["<s>", "<pad>", "</s>", *sorted({word for text in texts for word in text.split()})]
    made = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="<pad>"))
    made.pre_tokenizer = WhitespaceSplit()
    made.save(str(tmp_path / "tokenizer.json"))
    return PairTokenizer(tmp_path / "tokenizer.json")


@pytest.fixture
def network() -> nn.ModuleDict:
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    return network_of({"vocab_size": 60, "max_position_embeddings": 64, **sizes})


def test_only_a_questions_own_words_and_questions_are_shown_as_right(
    eight_homes: Library, tokenizer: PairTokenizer, fake_embedder: Embedder
) -> None:
    own = {passage.text.split()[0]: passage.text for passage in eight_homes.passages}
    as_text = _speller(eight_homes, tokenizer)
    pairs = [
        (as_text(question), as_text(words), label)
        for question, words, label in _drawn(eight_homes, tokenizer, fake_embedder)
    ]
    asks, gaps = ({one.text for one in some} for some in (eight_homes.questions, eight_homes.gaps))
    right = [(question, words) for question, words, label in pairs if label]
    assert right
    assert len(right) < len(pairs)
    for question, words in right:
        place = next(word for word in reversed(question.split()) if word in own)
        assert place in words
        assert any(question.endswith(ask) for ask in asks)
    wrong = [question for question, _, label in pairs if not label]
    assert any(question.endswith(gap) for question in wrong for gap in gaps)
    assert any(question in asks for question in wrong)


def _drawn(
    eight_homes: Library, tokenizer: PairTokenizer, embedder: Embedder
) -> list[tuple[list[int], list[int], bool]]:
    draw = _Draw(eight_homes, embedder, tokenizer)
    return [pair for _ in range(3) for pair in draw.batch()]


def _speller(eight_homes: Library, tokenizer: PairTokenizer) -> Callable[[list[int]], str]:
    words = {
        word for one in (*eight_homes.passages, *eight_homes.questions, *eight_homes.gaps) for word in one.text.split()
    } | {"Homes:"}
    by_token = {tokenizer.tokens([word])[0][0]: word for word in words}
    return lambda tokens: " ".join(by_token[token] for token in tokens)


def test_it_learns_and_only_what_may_change_changes(
    eight_homes: Library,
    tokenizer: PairTokenizer,
    network: nn.ModuleDict,
    fake_embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("indexing.training.cross_encoder._RATE", 3e-2)  # what is as small as this must learn faster
    changes = changing(network["encoder"], rank=8)
    before = {name: one.detach().clone() for name, one in network.named_parameters() if not one.requires_grad}
    learn(eight_homes, fake_embedder, network, tokenizer, steps=60)
    assert all(torch.equal(dict(network.named_parameters())[name], one) for name, one in before.items())
    assert all(left.any() for left, _ in learnt(changes).values())
    asks, gaps = (_mean_odds(network, tokenizer, some) for some in (ASKS, GAPS))
    assert asks > gaps + 1


def test_pairs_in_a_row_have_the_odds_that_they_have_beside_each_other(network: nn.ModuleDict) -> None:
    pairs, padding = [[0, 10, 11, 2, 2, 12, 2], [0, 20, 2, 2, 21, 22, 23, 24, 25, 26, 27, 2], [0, 13, 2, 2, 30, 2]], 1
    network.eval()
    with torch.inference_mode():
        beside, row = (made(network, pairs, padding).tolist() for made in (odds, odds_in_a_row))
        swapped = odds_in_a_row(network, pairs[::-1], padding).tolist()
    assert row == pytest.approx(beside, abs=1e-5)
    assert swapped == pytest.approx(beside[::-1], abs=1e-5)
    assert len({round(one, 3) for one in row}) == 3


def _mean_odds(network: nn.ModuleDict, tokenizer: PairTokenizer, questions: tuple[str, ...]) -> float:
    """Of the questions about each home beside what is said of it."""
    pairs = [
        tokenizer.pair(*tokenizer.tokens([question.format(place), f"Homes: {place} has forty beds."]))
        for place in PLACES
        for question in questions
    ]
    with torch.inference_mode():
        return float(odds(network, pairs, tokenizer.padding).mean())
