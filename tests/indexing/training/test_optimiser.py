"""Steps lower the loss, each computed with what the steps before it learnt."""

from collections.abc import Iterator

import torch
from torch import nn

from indexing.training.optimiser import minimise


def test_the_loss_falls_and_fixed_parameters_stay() -> None:
    model = nn.Linear(1, 1)
    nn.init.constant_(model.weight, 5.0)
    model.bias.requires_grad_(requires_grad=False)
    fixed, losses = model.bias.clone(), []

    def loss() -> torch.Tensor:
        losses.append(float(model.weight.detach() ** 2))
        return (model.weight**2).sum()

    minimise(model, (loss() for _ in range(50)), steps=50, rate=0.3)
    assert losses[:20] == sorted(losses[:20], reverse=True)
    assert losses[-1] < 0.1 < losses[0]
    assert torch.equal(model.bias, fixed)


def test_a_long_gradient_is_cut() -> None:
    model = nn.Linear(1, 1, bias=False)
    seen = []

    def losses() -> Iterator[torch.Tensor]:
        for _ in range(2):
            yield 1e6 * model.weight.sum()
            seen.append(float(model.weight.grad))

    minimise(model, losses(), steps=2, rate=1e-3, longest=1.0)
    assert seen == [1.0, 1.0]
