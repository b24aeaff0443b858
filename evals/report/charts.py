"""A result -> plots as SVG, each with a description and its data; matplotlib is confined to this file."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from evals.outcome import Figure, Outcome, Result
from evals.questions import UNANSWERABLE

# Both have a contrast of at least 4.5:1 with white, and differ from each other in grey.
_FIRST, _SECOND = "#1d4f91", "#c0561b"
_STEPS = 41
_RANKS = 10
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "evenhand",
    "font.family": "sans-serif",
    "font.size": 11,
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A plot; `words`, in an element `<id>-words`, say what it shows, and `columns` and `rows` are its data."""

    id: str
    title: str
    words: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts(result: Result) -> list[Chart]:
    """The plots for which the result holds data, over all questions that were run."""
    makers = (_by_kind, _first_gold, _silence, _latency)
    return [chart for number, make in enumerate(makers) if (chart := make(result, f"chart{number}"))]


def whole_split(result: Result) -> str:
    """The split that covers the whole run: "both" where both were run."""
    return "both" if "both" in result.figures else next(iter(result.figures), "")


def _by_kind(result: Result, id_: str) -> Chart | None:
    bars = list(_kind_bars(result))
    if not bars:
        return None

    def draw(axes: Axes) -> None:
        places = np.arange(len(bars))[::-1]
        for place, (_, name, figure) in zip(places, bars, strict=True):
            color, hatch = (_FIRST, "") if name == "full answers" else (_SECOND, "//")
            axes.barh(place, figure.value, color=color, hatch=hatch, edgecolor="white")
        values = np.array([figure.value for _, _, figure in bars])
        ends = np.array([[f.value - f.low, f.high - f.value] for _, _, f in bars]).clip(0).T
        axes.errorbar(values, places, xerr=ends, fmt="none", ecolor="#222222", capsize=3)
        axes.set_yticks(places, [f"{kind}: {name}" for kind, name, _ in bars])
        axes.set(xlim=(0, 1), xlabel="share of questions, with 95 % interval")

    low, high = (choose(bars, key=lambda bar: bar[2].value) for choose in (min, max))
    return Chart(
        id_,
        "Quality by kind of question",
        f"A bar for each of {len(bars)} kinds: the share answered in full, or refused where there is no answer. "
        f"Lowest {low[0]}, {low[2].value:.2f}; highest {high[0]}, {high[2].value:.2f}.",
        _svg(draw, id_, height=0.34 * len(bars) + 1),
        ("kind", "figure", "value", "95 % interval", "turns"),
        tuple((k, n, f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}", str(f.turns)) for k, n, f in bars),
    )


def _kind_bars(result: Result) -> Iterator[tuple[str, str, Figure]]:
    for kind, figures in result.figures.get(whole_split(result), {}).items():
        name = "refused" if kind in UNANSWERABLE else "full answers"
        if kind not in ("all", "later turns") and name in figures:
            yield kind, name, figures[name]


def _first_gold(result: Result, id_: str) -> Chart | None:
    turns = [outcome for outcome in result.outcomes if outcome.answerable]
    if not turns:
        return None
    counts = Counter(outcome.first_gold for outcome in turns)
    labels = [*map(str, range(1, _RANKS + 1)), "not found"]
    numbers = [counts[rank] for rank in range(1, _RANKS + 1)]
    numbers.append(len(turns) - sum(numbers))

    def draw(axes: Axes) -> None:
        axes.bar_label(axes.bar(labels, numbers, color=_FIRST))
        axes.set(xlabel="rank of the first passage that holds the answer", ylabel="answerable turns")
        axes.margins(y=0.12)

    return Chart(
        id_,
        "Where the answer is found",
        f"Of {len(turns)} answerable turns, {numbers[0]} have the answer in the first passage, "
        f"{sum(numbers[1:-1])} in a later one of the ten best, {numbers[-1]} in none.",
        _svg(draw, id_, height=3.6),
        ("rank", "turns", "share"),
        tuple((label, str(n), f"{n / len(turns):.3f}") for label, n in zip(labels, numbers, strict=True)),
    )


def _silence(result: Result, id_: str) -> Chart | None:
    inside, outside = (_confidences(result.outcomes, answerable=answerable) for answerable in (True, False))
    if not len(inside) or not len(outside):
        return None
    both = np.concatenate([inside, outside])
    steps = np.linspace(both.min(), both.max(), _STEPS)
    answered = [float(np.mean(inside >= step)) for step in steps]
    refused = [float(np.mean(outside < step)) for step in steps]

    def draw(axes: Axes) -> None:
        axes.plot(steps, answered, color=_FIRST, label="answered, of those with an answer")
        axes.plot(steps, refused, color=_SECOND, linestyle="--", label="refused, of those without")
        axes.set(ylim=(0, 1.02), xlabel="confidence from which we answer", ylabel="share of turns")
        axes.legend(loc="lower center", frameon=False)

    best = int(np.argmax(np.minimum(answered, refused)))
    figures = result.figures[whole_split(result)]["all"]
    now = [f"{name} {figures[name].value:.2f}" for name in ("wrongly refused", "refused") if name in figures]
    return Chart(
        id_,
        "Answered against refused, as the threshold moves",
        f"The higher the threshold, the fewer questions are answered and the more are refused. The lines meet near a "
        f"confidence of {steps[best]:.2f}: {answered[best]:.2f} answered, {refused[best]:.2f} refused. "
        f"As it is set now: {', '.join(now)}.",
        _svg(draw, id_, height=4),
        ("confidence", "answered, of those with an answer", "refused, of those without"),
        tuple((f"{s:.3f}", f"{a:.3f}", f"{r:.3f}") for s, a, r in zip(steps, answered, refused, strict=True)),
    )


def _confidences(outcomes: Sequence[Outcome], *, answerable: bool) -> np.ndarray:
    return np.array([o.confidence for o in outcomes if o.confidence is not None and o.answerable == answerable])


def _latency(result: Result, id_: str) -> Chart | None:
    times = np.array([outcome.milliseconds for outcome in result.outcomes if outcome.milliseconds is not None])
    if not len(times):
        return None
    counts, edges = np.histogram(times, bins=20)
    marks = {share: float(np.percentile(times, share)) for share in (50, 95)}

    def draw(axes: Axes) -> None:
        axes.stairs(counts, edges, fill=True, color=_FIRST)
        for share, style in zip(marks, ("-", "--"), strict=True):
            axes.axvline(marks[share], color=_SECOND, linestyle=style, label=f"p{share}: {marks[share]:.0f} ms")
        axes.set(xlabel="milliseconds for one answer", ylabel="turns")
        axes.legend(loc="upper right", frameon=False)

    return Chart(
        id_,
        "Time for an answer",
        f"Half of {len(times)} answers took up to {marks[50]:.0f} milliseconds, 95 % up to {marks[95]:.0f}, "
        f"the slowest {times.max():.0f}.",
        _svg(draw, id_, height=3.6),
        ("milliseconds", "turns"),
        tuple((f"{edges[n]:.1f} to {edges[n + 1]:.1f}", str(count)) for n, count in enumerate(counts)),
    )


def _svg(draw: Callable[[Axes], None], id_: str, height: float) -> str:
    """The plot as an SVG element whose ids begin with `id_`, so that one page can hold several."""
    buffer = io.StringIO()
    with mpl.rc_context(_STYLE):
        canvas = Canvas(figsize=(8, height), layout="constrained")
        axes = canvas.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        canvas.savefig(buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    svg = buffer.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{id_}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-labelledby="{id_}-words" ', 1)
