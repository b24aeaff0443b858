"""The loop of steps that both models are trained by."""

import math
from collections.abc import Iterable

import torch
from torch import Tensor, nn
from tqdm import tqdm

# The share of the steps over which the learning rate rises; then it falls to the end (OneCycleLR, Smith & Topin 2018).
_RISING = 0.1


def minimise(model: nn.Module, losses: Iterable[Tensor], steps: int, rate: float, longest: float = math.inf) -> None:
    """Take one step of AdamW (Loshchilov & Hutter 2017) for each loss, with what of the model may learn.

    Each loss is asked for after the step before it, so a generator computes it with the model as it then is. `rate` is
    the highest learning rate, and `longest` the length that a step's gradient is cut to.
    """
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=_RISING)
    for loss in (bar := tqdm(losses, desc="training", total=steps)):
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, longest)
        optimizer.step()
        schedule.step()
        bar.set_postfix(loss=f"{loss.item():.3f}")
