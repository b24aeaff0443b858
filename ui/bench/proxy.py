"""A real nginx in front of servers of ours, for as long as something is measured or tested."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from evals.bench import BenchError, free_port

# The configuration that an organisation is given, which stands beside the code of a checkout.
_DEPLOYED = Path(__file__).parents[2] / "deploy" / "nginx.conf"
_CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
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


@contextmanager
def nginx(folder: Path, ports: Sequence[int], at: str = "", passed_on: str = "") -> Iterator[str]:
    """The address of an nginx that passes on to servers in turn what is asked of it below the path `at`.

    It passes on the whole path, or with "/" as `passed_on` only what stands below `at`. Raises BenchError where nginx
    is not installed, or does not start.
    """
    servers = " ".join(f"server 127.0.0.1:{one} max_fails=0;" for one in ports)

    def configuration(port: int) -> str:
        return _CONFIGURATION.format(folder=folder, servers=servers, port=port, at=at, passed_on=passed_on)

    with run_nginx(folder, configuration) as address:
        yield f"{address}{at}/"


@contextmanager
def deployed(folder: Path, addresses: Sequence[str]) -> Iterator[str]:
    """The address of an nginx in front of two servers, with the configuration that an organisation is given.

    Raises BenchError where nginx is not installed, or does not start.
    """
    written = _DEPLOYED.read_text(encoding="utf-8")
    for number, address in enumerate(addresses, start=1):
        written = written.replace(f"evenhand-{number}:7860", address.removeprefix("http://").rstrip("/"))
    written = re.sub(r"pid \S+;", f"pid {folder}/pid;", written).replace("/tmp/nginx-", f"{folder}/")  # noqa: S108
    written = f"daemon off;\n{written.replace('stderr warn', 'stderr crit')}"
    with run_nginx(folder, lambda port: written.replace("listen 8080", f"listen 127.0.0.1:{port}")) as address:
        yield f"{address}/"


@contextmanager
def run_nginx(folder: Path, configuration: Callable[[int], str]) -> Iterator[str]:
    """The address of an nginx with a configuration, which is made for the port that it listens on.

    Raises BenchError where nginx is not installed, or does not start.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        raise BenchError("nginx is not installed.")
    port = free_port()
    (folder / "nginx.conf").write_text(configuration(port))
    log = folder / "error.log"
    command = [program, "-p", str(folder), "-e", str(log), "-c", str(folder / "nginx.conf")]
    # Of a configuration that is wrong, nginx would only be waited for.
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)  # noqa: S603
    if checked.returncode:
        raise BenchError(f"nginx does not take its configuration: {checked.stderr}")
    server = subprocess.Popen(command)  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as client:  # with pauses that double
            client.get(f"{address}/")
        if server.poll() is not None:
            raise BenchError(f"nginx does not start: {log.read_text()}")
        yield address
    finally:
        server.terminate()
        server.wait(10)
