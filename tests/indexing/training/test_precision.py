"""bfloat16 is used only where the device computes with it."""

import pytest
import torch

from indexing.training.precision import compute_dtype


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATEN_CPU_CAPABILITY", raising=False)


def processor(monkeypatch: pytest.MonkeyPatch, *instructions: str) -> None:
    """Make torch see a processor with these instructions alone."""
    monkeypatch.setattr("torch.cpu.get_capabilities", lambda: dict.fromkeys(instructions, True))


@pytest.mark.parametrize("instructions", ["avx512_bf16", "amx_bf16"])
def test_a_processor_with_instructions_for_bfloat16_computes_with_it(
    monkeypatch: pytest.MonkeyPatch, instructions: str
) -> None:
    processor(monkeypatch, "avx2", instructions)
    assert compute_dtype("cpu") is torch.bfloat16


@pytest.mark.parametrize("instructions", [(), ("avx2",), ("avx2", "avx512_f")])
def test_any_other_processor_computes_with_float32(
    monkeypatch: pytest.MonkeyPatch, instructions: tuple[str, ...]
) -> None:
    processor(monkeypatch, *instructions)
    assert compute_dtype("cpu") is torch.float32


@pytest.mark.parametrize("level", ["avx2", "default"])
def test_torchs_own_variable_rules_bfloat16_out(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    processor(monkeypatch, "avx2", "avx512_bf16", "amx_bf16")
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", level)
    assert compute_dtype("cpu") is torch.float32


def test_a_graphics_processor_computes_with_bfloat16_whatever_is_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    processor(monkeypatch, "avx2")
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", "avx2")
    assert compute_dtype("cuda") is torch.bfloat16
