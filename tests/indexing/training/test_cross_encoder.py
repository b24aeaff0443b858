"""The cross-encoder learns to tell what answers a question from what does not."""

import pytest
import torch
from torch import nn

from indexing.embed import Embedder
from indexing.learnt.network import network_of, odds
from indexing.learnt.tokenizer import PairTokenizer
from indexing.library import KnownGap, Library, Question
from indexing.training.cross_encoder import learn
from indexing.training.lora import add_lora, learnt_changes


@pytest.fixture
def network() -> nn.ModuleDict:
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    return network_of({"vocab_size": 60, "max_position_embeddings": 64, **sizes})


def test_it_tells_questions_from_known_gaps_and_only_the_changes_and_the_head_learn(
    eight_homes: Library,
    tokenizer: PairTokenizer,
    network: nn.ModuleDict,
    fake_embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("indexing.training.cross_encoder._RATE", 3e-2)  # so small a network must learn faster
    add_lora(network["encoder"], rank=8)
    before = {name: one.detach().clone() for name, one in network.named_parameters() if not one.requires_grad}
    learn(eight_homes, fake_embedder, network, tokenizer, steps=60)
    after = dict(network.named_parameters())
    assert all(torch.equal(after[name], one) for name, one in before.items())
    assert all(left.any() for left, _ in learnt_changes(network["encoder"]).values())
    assert not network.training
    answered, gaps = eight_homes.questions, eight_homes.gaps[:-1]
    assert mean_odds(network, tokenizer, answered) > mean_odds(network, tokenizer, gaps) + 1


def mean_odds(network: nn.ModuleDict, tokenizer: PairTokenizer, questions: list[Question] | list[KnownGap]) -> float:
    """Of questions or known gaps about a home beside what is said of it."""
    pairs = [
        tokenizer.pair(*tokenizer.tokens([question.text, f"Homes: {question.text.split()[-1]} has forty beds."]))
        for question in questions
    ]
    with torch.inference_mode():
        return float(odds(network, pairs, tokenizer.padding).mean())
