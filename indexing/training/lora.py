"""Layers that learn by a product of two small matrices added to their weights (LoRA, Hu et al. 2021)."""

import torch
from torch import Tensor, nn
from torch.nn.utils.parametrize import register_parametrization

from indexing.learnt.adapter import Changes


class Change(nn.Module):
    """A layer's weights with the product of two small matrices added, which begins as nothing."""

    def __init__(self, weight: Tensor, rank: int) -> None:
        super().__init__()
        outputs, inputs = weight.shape
        self.left = nn.Parameter(torch.zeros(outputs, rank))
        self.right = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)

    def forward(self, weight: Tensor) -> Tensor:
        """The changed weights."""
        return weight + self.left @ self.right


def changing(model: nn.Module, rank: int, fixed: int = 0) -> dict[str, Change]:
    """Make all linear layers of a transformer above its `fixed` lowest learn by a change; nothing else of it learns."""
    model.requires_grad_(requires_grad=False)
    return {
        name: _changed(layer, rank)
        for name, layer in list(model.named_modules())
        if isinstance(layer, nn.Linear) and _layer(name) >= fixed
    }


def learnt(changes: dict[str, Change]) -> Changes:
    """The two matrices of each change as half-precision numbers."""
    return {
        name: (change.left.detach().half().cpu().numpy(), change.right.detach().half().cpu().numpy())
        for name, change in changes.items()
    }


def _changed(layer: nn.Linear, rank: int) -> Change:
    change = Change(layer.weight, rank)
    register_parametrization(layer, "weight", change)
    return change


def _layer(name: str) -> int:
    """The number of the transformer's layer that a part stands in; -1 outside them."""
    parts = name.split(".")
    return int(parts[parts.index("layer") + 1]) if "layer" in parts else -1
