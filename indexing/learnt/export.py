"""The models -> exported networks beside an index, made once with torch and answered with ever after."""

import hashlib
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexing.learnt import adapter
from indexing.learnt.network import LEARNT, is_installed, learnt_network, pretrained
from indexing.learnt.session import quantised
from indexing.learnt.tokenizer import PairTokenizer

if TYPE_CHECKING:
    from torch import Tensor, nn

# Raised whenever networks are exported in another way.
_FORMAT = 3
# The version of the operators that the exported networks use.
_OPERATORS = 17
EMBEDDING, CROSS_ENCODER, TOKENIZER = "embedding.onnx", "cross_encoder.onnx", "cross_encoder_tokenizer.json"


def models_folder(index: Path) -> Path:
    """Where the exported models of this version stand beside an index."""
    return index / f"models-{models_version()}"


def models_version() -> str:
    """What tells the learnt models from earlier ones."""
    learnt = f"{_FORMAT} {adapter.version()} {adapter.version(LEARNT)}"
    return hashlib.sha256(learnt.encode()).hexdigest()[:12]


def are_exported(index: Path) -> bool:
    """Whether all models that this installation has are there."""
    wanted = [EMBEDDING, *([CROSS_ENCODER, TOKENIZER] if is_installed() else [])]
    return all((models_folder(index) / name).exists() for name in wanted)


def export_models(index: Path, published: Path, *, anew: bool = False) -> None:
    """Export the adapted embedding model and the cross-encoder; nothing where that was done before, unless `anew`.

    `published` is the folder of the embedding model as published. Older exports go once the new one is whole. Raises
    StoredIndexError when the cross-encoder's weights are not as published.
    """
    if are_exported(index) and not anew:
        return
    folder = models_folder(index)
    new = folder.with_name(f"new-{folder.name}")
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir(parents=True)
        _export_all(published, new)
        if folder.exists():
            folder.rename(folder.with_name(f"old-{folder.name}"))
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    for old in (*index.glob("models-*"), *index.glob("old-models-*"), *index.glob("reader-*")):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)


def _export_all(published: Path, new: Path) -> None:
    _export_embedding(published, new / EMBEDDING)
    if is_installed():
        with tempfile.TemporaryDirectory(dir=new) as unpacked:
            network, tokenizer = learnt_network(Path(unpacked))
            shutil.copyfile(tokenizer, new / TOKENIZER)
            _export_cross_encoder(network, new)


def _export_embedding(published: Path, file: Path) -> None:
    """Tokens (texts, longest) and their mask -> unit vectors (texts, dimensions)."""
    import torch
    from torch import nn
    from transformers import BertModel

    class Embedding(nn.Module):
        """The mean of the encoder's vectors over a text's tokens, at length one."""

        def __init__(self, encoder: nn.Module) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, tokens: "Tensor", mask: "Tensor") -> "Tensor":
            unseen = (1 - mask[:, None, None, :]) * torch.finfo(torch.float32).min
            found = self.encoder(input_ids=tokens, attention_mask=unseen).last_hidden_state
            mean = (found * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
            return nn.functional.normalize(mean, dim=1)

    tokens = torch.tensor([[101, 2054, 102, 0], [101, 2054, 2003, 102]])
    inputs = {"tokens": tokens, "mask": (tokens != 0).float()}
    axes = {"tokens": {0: "texts", 1: "longest"}, "mask": {0: "texts", 1: "longest"}, "vectors": {0: "texts"}}
    encoder = pretrained(BertModel, published)
    # The adapter names the layers as sentence-transformers does.
    adapter.add_changes(nn.ModuleDict({"0": nn.ModuleDict({"model": encoder})}))
    _export(Embedding(encoder).eval(), inputs, axes, file)


def _export_cross_encoder(network: "nn.ModuleDict", folder: Path) -> None:
    """Takes the tokens of one pair or text, and gives its log odds and its unit vector.

    The weights are as published. With `learnt` 1 what was learnt is added to what they give, and the log odds count;
    with 0 nothing is, and the vectors are those of the published model. So one file serves for both.
    """
    import torch
    from torch import nn

    class Pair(nn.Module):
        """The encoder over one pair, and the head over the mean of its vectors."""

        def __init__(self, encoder: nn.Module, head: nn.Module) -> None:
            super().__init__()
            self.encoder, self.head = encoder, head
            self.switch = _add_switched(encoder)

        def forward(self, tokens: "Tensor", learnt: "Tensor") -> "tuple[Tensor, Tensor]":
            self.switch.learnt = learnt
            mean = self.encoder(input_ids=tokens[None]).last_hidden_state.mean(dim=1)
            return self.head(mean)[0, 0], nn.functional.normalize(mean, dim=1)[0]

    tokenizer = PairTokenizer(folder / TOKENIZER)
    question, words = tokenizer.tokens(["Who leads it?", "The board leads it."])
    inputs = {"tokens": torch.tensor(tokenizer.pair(question, words)), "learnt": torch.ones(1)}
    axes: dict[str, dict[int, str]] = {"tokens": {0: "tokens"}, "odds": {}, "vectors": {}}
    whole = folder / f"whole-{CROSS_ENCODER}"
    _export(Pair(network["encoder"], network["head"]).eval(), inputs, axes, whole)
    quantised(whole, folder / CROSS_ENCODER)
    whole.unlink()


class _Switch:
    """How much of what was learnt is added: 1 or 0, while a network runs."""

    learnt: "Tensor"


def _add_switched(encoder: "nn.Module") -> _Switch:
    """Have the layers that learnt add it where the switch says so, and give the switch."""
    import torch
    from torch import nn

    switch = _Switch()

    class Switched(nn.Module):
        """A layer as published, and the product of two small matrices beside it."""

        def __init__(self, published: nn.Module, left: "Tensor", right: "Tensor") -> None:
            super().__init__()
            self.published, self.left, self.right = published, left, right

        def forward(self, vectors: "Tensor") -> "Tensor":
            made: Tensor = self.published(vectors) + vectors @ self.right.T @ self.left.T * switch.learnt
            return made

    for name, left, right in adapter.read_factors(LEARNT):
        layer = Switched(encoder.get_submodule(name), torch.from_numpy(left), torch.from_numpy(right))
        encoder.set_submodule(name, layer)
    return switch


def _export(network: "nn.Module", inputs: "dict[str, Tensor]", axes: dict[str, dict[int, str]], file: Path) -> None:
    """`axes` names the sizes that vary, of inputs and outputs; the outputs come last."""
    import torch

    options: dict[str, Any] = {"dynamo": False, "opset_version": _OPERATORS, "dynamic_axes": axes}
    names: dict[str, Any] = {"input_names": list(inputs), "output_names": [name for name in axes if name not in inputs]}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # tracing warns of every size that it takes as fixed; a test compares results
        torch.onnx.export(network, tuple(inputs.values()), str(file), **names, **options)
