"""What the benchmark measures with, on commands that are quick to start."""

import socket
import sys
from pathlib import Path

import pytest

from evals.bench import BenchError, Measurement, free_port, measurement_table, percentile, seconds_until_served


def test_a_page_is_timed_from_the_start_of_its_command_which_is_then_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    port = free_port()
    server = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    assert 0 < seconds_until_served(server, port) < 60
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_page_that_answers_with_an_error_is_not_ready(tmp_path: Path) -> None:
    port = free_port()
    lines = [
        "import http.server as h, sys, threading",
        "h.SimpleHTTPRequestHandler.do_GET = lambda self: self.send_error(503)",
        f"server = h.HTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler)",
        "threading.Timer(1, server.shutdown).start()",
        "server.serve_forever()",
    ]
    with pytest.raises(BenchError, match="ended before its page was ready"):
        seconds_until_served([sys.executable, "-c", "\n".join(lines)], port)


def test_a_command_that_fails_is_named() -> None:
    with pytest.raises(BenchError, match=r"'.* -c pass' ended before its page was ready"):
        seconds_until_served([sys.executable, "-c", "pass"], free_port())


def test_the_table_says_whether_each_aim_is_met() -> None:
    table = measurement_table(
        [Measurement("start", 7.996, "s", 8), Measurement("page", 12.5, "s", 12), Measurement("size", 1, "GB")]
    )
    assert table.splitlines()[2:] == [
        "| start | 8.00 s | 8 s | met |",
        "| page | 12.50 s | 12 s | missed |",
        "| size | 1.00 GB | – | – |",
    ]


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.51, 3), (0.95, 4), (1, 4), (0, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([3, 1, 4, 2], share) == value
