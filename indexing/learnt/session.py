"""Opens exported networks; onnxruntime is confined to this file.

Answering loads neither torch nor transformers: with them a first answer takes half a minute, with onnxruntime a few
seconds, and the same numbers come out.
"""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoredIndexError

# Weights of a matrix that share a scale when they are rounded to eight bits.
_BLOCK = 128


class Network:
    """An exported network, which several threads may run at once."""

    def __init__(self, file: Path, threads: int = 1) -> None:
        """One run takes so many `threads`. Raises StoredIndexError when the file is missing or damaged."""
        _stay_silent()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        # Threads that wait for each other would keep the cores busy for nothing.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises a class of its own for each way a file can be wrong
            raise StoredIndexError(f"The model {file} cannot be read; run 'evenhand index --rebuild'.") from error

    def run(self, inputs: Mapping[str, NDArray[Any]], output: str | None = None) -> NDArray[np.float32]:
        """One output of the network, by its name; it need not be named where there is only one."""
        [made] = self._session.run([output] if output else None, dict(inputs))
        return np.asarray(made, dtype=np.float32)


def _stay_silent() -> None:
    """Keep onnxruntime from calling home; imported without this, it gives the machine an id and sends what it runs."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def quantised(file: Path, made: Path) -> None:
    """Write the network of a file with the weights of its large matrices rounded to eight bits.

    It gives log odds that differ by .02, and takes two thirds of the time (`python -m evals.bench`).
    """
    _stay_silent()
    import onnx

    handlers = list(logging.getLogger().handlers)
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    # Imported, it has everybody's log messages written out.
    logging.getLogger().handlers[:] = handlers
    logging.getLogger(MatMulNBitsQuantizer.__module__).setLevel(logging.WARNING)
    network = onnx.load(str(file))
    weights = {weight.name: weight.dims for weight in network.graph.initializer}
    small = [
        node.name
        for node in network.graph.node
        if node.op_type == "MatMul" and min(weights.get(node.input[1], [_BLOCK])) < _BLOCK
    ]
    quantizer = MatMulNBitsQuantizer(
        network, bits=8, block_size=_BLOCK, is_symmetric=False, accuracy_level=4, nodes_to_exclude=small
    )
    quantizer.process()
    quantizer.model.save_model_to_file(str(made))
