"""The number format that a device trains with."""

import os

import torch

# The processor instructions that multiply bfloat16 numbers.
_BFLOAT16 = ("avx512_bf16", "amx_bf16")
# Values of ATEN_CPU_CAPABILITY, torch's own variable, that rule those instructions out.
_BELOW_AVX512 = ("avx2", "default")


def compute_dtype(device: str) -> torch.dtype:
    """bfloat16 on a graphics processor and on a CPU with instructions for it, float32 on any other CPU.

    `device` is a type such as "cpu" or "cuda". A CPU without the instructions emulates them, and then trains many
    times slower. Set ATEN_CPU_CAPABILITY=avx2 to see on any machine what an office laptop does.
    """
    if device == "cuda":
        return torch.bfloat16
    capabilities = torch.cpu.get_capabilities()
    emulated = not any(capabilities.get(name, False) for name in _BFLOAT16)
    if emulated or os.environ.get("ATEN_CPU_CAPABILITY") in _BELOW_AVX512:
        return torch.float32
    return torch.bfloat16


def autocast(device: str) -> torch.autocast:
    """A context in which matrices are multiplied in the device's format; the weights stay as they are."""
    dtype = compute_dtype(device)
    return torch.autocast(device, dtype, enabled=dtype is not torch.float32)
