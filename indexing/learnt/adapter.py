"""What makes the bundled model this library's own: changes of its layers, learnt from the catalogue.

The model puts "how many beds has the trust" beside all that is said of the trust. With the changes, questions of one
sentence and the sentence itself come together, and known gaps beside it move away: two questions then differ by what
they ask for, not only by what they are about. Each change is the product of two small matrices (LoRA, Hu et al. 2021)
that is added to a layer's weights when the model is opened, so that nothing is slower afterwards.
`python -m indexing.training.adapter` learns them anew, and the kept file goes with the code.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch.nn import Module

KEPT = Path(__file__).parent / "adapter.npz"

# For the name of each changed layer two matrices, shapes (outputs, rank) and (rank, inputs).
Changes = dict[str, tuple[NDArray[np.float16], NDArray[np.float16]]]


def save_changes(changes: Changes, path: Path = KEPT, whole: Mapping[str, NDArray[np.float16]] | None = None) -> None:
    """Write the changes as half-precision numbers, without pickles; `whole` are arrays to keep beside them."""
    arrays = {f"{name}/{side}": part for name, pair in changes.items() for side, part in zip("ab", pair, strict=True)}
    np.savez_compressed(path, **arrays, **(whole or {}))  # type: ignore[arg-type]


def add_changes(model: "Module", path: Path = KEPT) -> None:
    """Add the kept changes to the weights of the layers they name."""
    import torch

    with torch.no_grad():
        for name, change in read_changes(path):
            model.get_submodule(name).weight.add_(torch.from_numpy(change))  # type: ignore[operator]


def read_changes(path: Path) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The name of each changed layer and what is added to its weights, shape (outputs, inputs)."""
    for name, left, right in read_factors(path):
        yield name, left @ right


def read_factors(path: Path) -> Iterator[tuple[str, NDArray[np.float32], NDArray[np.float32]]]:
    """The name of each changed layer and its two matrices, shapes (outputs, rank) and (rank, inputs)."""
    with np.load(path, allow_pickle=False) as stored:
        for name in sorted({key.rpartition("/")[0] for key in stored.files if "/" in key}):
            left, right = (stored[f"{name}/{side}"].astype(np.float32) for side in "ab")
            yield name, left, right


def version(path: Path = KEPT) -> str:
    """What tells the kept changes from earlier ones."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
