"""Opens exported networks; onnxruntime is confined to this file.

Answering loads neither torch nor transformers: with them a first answer takes half a minute, with onnxruntime a few
seconds, and the same numbers come out.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoredIndexError


class Network:
    """An exported network, which several threads may run at once."""

    def __init__(self, file: Path) -> None:
        """Raises StoredIndexError when the file is missing or damaged."""
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        # One question is too little work to share out, and several are answered at once: a thread each is quickest.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises a class of its own for each way a file can be wrong
            raise StoredIndexError(f"The model {file} cannot be read; run 'evenhand index --rebuild'.") from error

    def run(self, inputs: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
        """The network's one output."""
        [output] = self._session.run(None, dict(inputs))
        return np.asarray(output, dtype=np.float32)
