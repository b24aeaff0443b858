"""What makes the bundled model this library's own: changes of its layers, learnt from the catalogue.

The model puts "how many beds has the trust" beside all that is said of the trust. With the changes, questions of one
sentence and the sentence itself come together, and known gaps beside it move away: two questions then differ by what
they ask for, not only by what they are about. Each change is the product of two small matrices (LoRA, Hu et al. 2021)
that is added to a layer's weights when the model is opened, so that nothing is slower afterwards.
`python -m indexing.learn` learns them anew, and the kept file goes with the code.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch.nn import Module

KEPT = Path(__file__).parent / "adapter.npz"

# For the name of each changed layer two matrices, shapes (outputs, rank) and (rank, inputs).
Changes = dict[str, tuple[NDArray[np.float16], NDArray[np.float16]]]


def save_changes(changes: Changes, path: Path = KEPT) -> None:
    """Write the changes as half-precision numbers, without pickles."""
    arrays = {f"{name}/{side}": part for name, pair in changes.items() for side, part in zip("ab", pair, strict=True)}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def add_changes(model: "Module", path: Path = KEPT) -> None:
    """Add the kept changes to the weights of the layers they name."""
    import torch

    with np.load(path, allow_pickle=False) as stored, torch.no_grad():
        for name in {key.rpartition("/")[0] for key in stored.files}:
            left, right = (torch.from_numpy(stored[f"{name}/{side}"].astype(np.float32)) for side in "ab")
            model.get_submodule(name).weight.add_(left @ right)  # type: ignore[operator]


def version(path: Path = KEPT) -> str:
    """What tells the kept changes from earlier ones."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
