"""What a server counts, for Prometheus; the package `prometheus-client` is confined to this file."""

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui.counts import BOUNDS, Seconds
from ui.live import LiveAssistant

if TYPE_CHECKING:
    from prometheus_client.core import Metric

METRICS = "/metrics"


def metrics_routes(live: LiveAssistant) -> list[BaseRoute]:
    """The address where Prometheus reads; nothing is there without its package."""

    def metrics(_: Request) -> Response:
        try:
            from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
        except ImportError as error:
            raise HTTPException(404) from error
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Counted(live))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return [Route(METRICS, metrics)]


class _Counted:
    """Collects what is counted at this moment."""

    def __init__(self, live: LiveAssistant) -> None:
        self._live = live

    def collect(self) -> Iterator["Metric"]:
        """The figures, each with what it means."""
        from prometheus_client.core import (
            CounterMetricFamily,
            GaugeMetricFamily,
            HistogramMetricFamily,
            InfoMetricFamily,
        )

        counts, now = self._live.counts, self._live.now
        asked = CounterMetricFamily("evenhand_questions", "Questions by what became of them.", labels=["outcome"])
        for outcome, number in counts.questions.items():
            asked.add_metric([outcome], number)
        refused = CounterMetricFamily("evenhand_requests_refused", "Requests refused by reason.", labels=["reason"])
        for reason, number in counts.refused.items():
            refused.add_metric([reason], number)
        took = HistogramMetricFamily("evenhand_question_seconds", "Seconds of an answer by stage.", labels=["stage"])
        for stage, seconds in counts.seconds.items():
            took.add_metric([stage], **_classes(seconds))
        yield from (asked, refused, took)
        yield GaugeMetricFamily("evenhand_documents", "Documents in the library.", len(now.library.documents))
        yield GaugeMetricFamily("evenhand_passages", "Passages in the library.", len(now.library.passages))
        yield InfoMetricFamily("evenhand_library", "The library that answers.", {"edition": now.edition})


def _classes(seconds: Seconds) -> dict[str, Any]:
    """Each class with all below it, as Prometheus counts them."""
    bounds = [*map(str, BOUNDS), "+Inf"]
    return {"buckets": list(zip(bounds, accumulate(seconds.classes), strict=True)), "sum_value": seconds.total}
