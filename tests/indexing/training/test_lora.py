"""Only the products of small matrices learn, and added to the weights they do what the trained model does."""

from collections import OrderedDict

import pytest
import torch
from torch import nn

from indexing.training.lora import add_lora, learnt_changes


@pytest.fixture
def model() -> nn.Sequential:
    """Two layers and a head, named as in a transformer."""
    torch.manual_seed(0)
    layers = OrderedDict({"0": nn.Linear(6, 4), "1": nn.Linear(4, 6)})
    return nn.Sequential(OrderedDict(layer=nn.Sequential(layers), head=nn.Linear(6, 2)))


def test_layers_above_the_fixed_ones_learn_and_nothing_else(model: nn.Sequential) -> None:
    add_lora(model, rank=2, fixed=1)
    learning = [name for name, parameter in model.named_parameters() if parameter.requires_grad]
    assert len(learning) == 2
    assert all(name.startswith("layer.1.") for name in learning)
    assert list(learnt_changes(model)) == ["layer.1"]


def test_a_change_starts_at_nothing(model: nn.Sequential) -> None:
    inputs = torch.ones(1, 6)
    before = model(inputs)
    add_lora(model, rank=2)
    assert torch.equal(model(inputs), before)


def test_the_stored_matrices_added_to_the_weights_are_the_trained_model(model: nn.Sequential) -> None:
    inputs, untrained = torch.ones(1, 6), {name: part.clone() for name, part in model.state_dict().items()}
    add_lora(model, rank=2)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.copy_(torch.linspace(-1, 1, parameter.numel()).reshape(parameter.shape)).half()
    changes = learnt_changes(model)
    assert {name: (left.shape, right.shape) for name, (left, right) in changes.items()} == {
        "layer.0": ((4, 2), (2, 6)),
        "layer.1": ((6, 2), (2, 4)),
    }
    plain = nn.Sequential(OrderedDict(layer=nn.Sequential(nn.Linear(6, 4), nn.Linear(4, 6)), head=nn.Linear(6, 2)))
    for name, (left, right) in changes.items():
        untrained[f"{name}.weight"] += torch.from_numpy((left @ right).astype("float32"))
    plain.load_state_dict(untrained)
    torch.testing.assert_close(plain(inputs), model(inputs), atol=0.02, rtol=0)
