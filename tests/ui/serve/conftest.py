"""A real nginx in front of servers of ours."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

from evals.bench import free_port

_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream evenhand {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        client_max_body_size 250m;
        location {at}/ {{
            proxy_pass http://evenhand{passed_on};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_buffering off;
        }}
    }}
}}
"""


Serve = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def nginx() -> Serve:
    """Starts an nginx for as long as its context lasts."""
    return _nginx


@contextmanager
def _nginx(folder: Path, ports: Sequence[int], at: str, passed_on: str = "") -> Iterator[str]:
    """The address of an nginx that passes on to servers in turn what is asked of it below the path `at`.

    It passes on the whole path, or with "/" as `passed_on` only what stands below `at`.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed")
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{one} max_fails=0;" for one in ports)
    (folder / "nginx.conf").write_text(
        _CONFIGURATION.format(folder=folder, servers=servers, port=port, at=at, passed_on=passed_on)
    )
    folder.chmod(0o755)
    server = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        address = f"http://127.0.0.1:{port}{at}/"
        _wait_for(address, server, folder)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str, server: "subprocess.Popen[bytes]", folder: Path) -> None:
    transport = httpx.HTTPTransport(retries=20)  # with pauses that double
    with httpx.Client(transport=transport) as client:
        client.get(address)
    assert server.poll() is None, (folder / "error.log").read_text()
