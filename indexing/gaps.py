"""Known gaps of some documents that others of the library may answer."""

import numpy as np

from indexing.embed import Vectors

# A sentence may answer a known gap when its cosine is at least this: few known gaps are as near to any sentence of the
# documents that they were checked against, and most questions are to one of the document that answers them
# (`python -m evals.fit uncatalogued` prints the shares).
MAY_ANSWER = 0.6
# Known gaps compared at a time, so that memory does not grow with their number.
_BATCH = 2000


def gaps_answered(gaps: Vectors, sentences: Vectors) -> list[int]:
    """The numbers of the known gaps that a sentence may answer, ascending, by the vectors of both."""
    if not len(gaps) or not len(sentences):
        return []
    nearest = [(gaps[start : start + _BATCH] @ sentences.T).max(axis=1) for start in range(0, len(gaps), _BATCH)]
    return [int(number) for number in np.flatnonzero(np.concatenate(nearest) >= MAY_ANSWER)]
