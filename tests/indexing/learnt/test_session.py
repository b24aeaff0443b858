"""What runs the exported networks keeps to itself."""

import subprocess
import sys
from pathlib import Path

import pytest

MISSING = "Network(Path('none.onnx'))"
QUANTISED = "quantised(Path('none.onnx'), Path('made.onnx'))"


@pytest.mark.parametrize("use", [MISSING, QUANTISED])
def test_it_gives_the_machine_no_id_and_keeps_nothing_to_send(use: str, tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from indexing.learnt.session import Network, quantised
try:
    {use}
except Exception:
    pass
import onnxruntime
"""
    # Without the variables of this process, of which some would keep it silent too.
    subprocess.run([sys.executable, "-c", code], check=True, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
