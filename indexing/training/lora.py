"""Layers that learn by the product of two small matrices (LoRA, Hu et al. 2021); peft is confined to this file."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from indexing.learnt.adapter import Changes

# peft's own name for a model's only adapter.
_ADAPTER = "default"


def add_lora(model: nn.Module, rank: int, fixed: int = 0) -> None:
    """Let the linear layers of a transformer learn, all but those of its `fixed` lowest layers, and nothing else of it.

    Each gets the product of two matrices of this rank added to its weights. The product starts at nothing.
    """
    from peft import LoraConfig, inject_adapter_in_model

    linear = [name for name, layer in model.named_modules() if isinstance(layer, nn.Linear) and _depth(name) >= fixed]
    # With alpha at the rank, peft adds the product as it is, and the stored matrices need no factor.
    inject_adapter_in_model(LoraConfig(r=rank, lora_alpha=rank, target_modules=linear), model)
    for layer in _lora_layers(model).values():
        # The learning rates were chosen with numbers of this size; those that peft starts with are 1.7 times smaller.
        nn.init.normal_(layer.lora_A[_ADAPTER].weight, std=layer.in_features**-0.5)


def learnt_changes(model: nn.Module) -> Changes:
    """The two matrices of each layer that learnt, as half-precision numbers."""
    return {
        name: (_half(layer.lora_B[_ADAPTER].weight), _half(layer.lora_A[_ADAPTER].weight))
        for name, layer in _lora_layers(model).items()
    }


def _lora_layers(model: nn.Module) -> dict[str, Any]:
    """The layers that learn, by the name that they had before."""
    from peft.tuners.lora import LoraLayer

    return {name: layer for name, layer in model.named_modules() if isinstance(layer, LoraLayer)}


def _half(matrix: Tensor) -> NDArray[np.float16]:
    return matrix.detach().half().cpu().numpy()


def _depth(name: str) -> int:
    """The number of the transformer's layer that a part stands in, counted from the lowest; -1 outside them."""
    parts = name.split(".")
    return int(parts[parts.index("layer") + 1]) if "layer" in parts else -1
