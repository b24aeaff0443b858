"""What "near" means in this library: a linear map of the model's vectors, learnt from the catalogue.

The model puts "how many beds has the trust" beside all that is said of the trust. The map is learnt so that questions
of one sentence, and the sentence itself, come together, and known gaps beside it move away: two questions then differ
by what they ask for, not only by what they are about. It is the catalogue's alone: `python -m indexing.learn INDEX`
fits it anew and the kept file goes with the code. A library without a catalogue is compared as the model does.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexing.embed import Vectors

KEPT = Path(__file__).parent / "metric.npz"


@dataclass(frozen=True, slots=True)
class Metric:
    """Adds `change`, shape (dimensions, dimensions), times a vector to it; None leaves vectors as they are."""

    change: Vectors | None = None

    def apply(self, vectors: Vectors) -> Vectors:
        """Unit vectors as they compare: the same shape, unit length."""
        if self.change is None or not len(vectors):
            return vectors
        mapped = vectors + vectors @ self.change
        return np.asarray(mapped / np.linalg.norm(mapped, axis=1, keepdims=True), dtype=np.float32)


def load_metric(path: Path = KEPT) -> Metric:
    """The kept map; one that changes nothing where there is no file."""
    if not path.exists():
        return Metric()
    with np.load(path, allow_pickle=False) as stored:
        return Metric(stored["change"].astype(np.float32))
