"""Feedback in a real PostgreSQL, started and ended here."""

import datetime as dt
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli.main import main
from ui.database import FeedbackDatabase, open_feedback
from ui.feedback import Feedback, FeedbackError, FeedbackFile

DAY = dt.date(2026, 3, 5)
ONE = Feedback(DAY, "What about “carers”?", "answered", ("bread food/p1",), helpful=False, line="It misses\n the point")
PASSWORD = "s3cret word"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, which Debian keeps off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: "subprocess.Popen[bytes]"

    def address(self, database: str = "postgres", password: str = PASSWORD) -> str:
        return f"postgresql://evenhand:{password.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    bin_ = programs()
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed")
    # It does not run as root, so it runs as nobody, in a folder that is nobody's.
    nobody = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    if nobody and shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no setpriv")
    with tempfile.TemporaryDirectory(prefix="evenhand-postgres-") as folder:
        data, words = Path(folder, "data"), Path(folder, "password")
        words.write_text(PASSWORD)
        if nobody:
            shutil.chown(folder, "nobody", "nogroup")
            words.chmod(0o644)
        port = free_port()
        make = [bin_ / "initdb", "-D", data, "-U", "evenhand", "-A", "scram-sha-256", "--pwfile", words, "--no-sync"]
        subprocess.run([*nobody, *make, "-E", "UTF8"], check=True, stdout=subprocess.DEVNULL, cwd=folder)
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
        process = subprocess.Popen(
            [*nobody, bin_ / "postgres", "-D", data, "-p", str(port), *options],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield Server(port, process)
        finally:
            process.send_signal(signal.SIGINT)  # at once, without waiting for clients
            process.wait(20)


@pytest.fixture
def address(server: Server) -> str:
    """Its address, once it answers, without the table of another test."""
    import sqlalchemy

    engine = sqlalchemy.create_engine(server.address().replace("://", "+psycopg://"), poolclass=sqlalchemy.NullPool)
    for _ in range(100):
        try:
            with engine.begin() as connection:
                connection.execute(sqlalchemy.text("drop table if exists feedback"))
            return server.address()
        except sqlalchemy.exc.OperationalError:
            time.sleep(0.1)
    raise AssertionError


def test_what_one_replica_keeps_another_reads_in_its_order(address: str) -> None:
    one, other = FeedbackDatabase(address), FeedbackDatabase(address)
    one.add(ONE)
    other.add(Feedback(DAY, "Again?", "not_found", (), helpful=True))
    first, second = open_feedback(address).all()
    assert first == Feedback(DAY, ONE.question, "answered", ONE.anchors, helpful=False, line="It misses the point")
    assert (second.question, second.helpful, second.anchors) == ("Again?", True, ())


def test_replicas_that_start_together_make_one_table_and_lose_nothing(address: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: FeedbackDatabase(address).add(ONE), range(24)))
    assert len(FeedbackDatabase(address).all()) == 24


def test_characters_that_no_database_takes_are_replaced(address: str, tmp_path: Path) -> None:
    odd = Feedback(DAY, "a\0b\ud800", "answered", ("c\0d",), helpful=True, line="\0\udfff")
    for kept in (FeedbackDatabase(address), FeedbackFile(tmp_path / "feedback.sqlite")):
        kept.add(odd)
        assert (kept.all()[0].question, kept.all()[0].line) == ("ab?", "?")


def test_the_command_writes_drafts_from_it(address: str) -> None:
    FeedbackDatabase(address).add(ONE)
    result = CliRunner().invoke(main, ["feedback", "export"], env={"EVENHAND_FEEDBACK": address})
    assert (result.exit_code, result.stdout.count("feedback-0001")) == (0, 1)


def test_a_wrong_password_is_one_line_without_it(server: Server, address: str) -> None:
    with pytest.raises(FeedbackError, match="password authentication failed") as said:
        FeedbackDatabase(server.address(password="an0ther one")).add(ONE)
    assert_plain(str(said.value), "an0ther")


def test_a_database_that_is_not_there_is_named(server: Server, address: str) -> None:
    with pytest.raises(FeedbackError, match=r"database 'nowhere' at 127.0.0.1 now: .*does not exist"):
        FeedbackDatabase(server.address("nowhere")).add(ONE)


def test_a_server_that_is_down_is_one_line(server: Server) -> None:
    with pytest.raises(FeedbackError, match=r"cannot be kept in .* now: .*[Rr]efused") as said:
        FeedbackDatabase(f"postgres://evenhand:pw@127.0.0.1:{free_port()}/postgres").add(ONE)
    assert_plain(str(said.value), "pw@")


def frozen(server: Server, address: str) -> Iterator[None]:
    os.killpg(server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(server.process.pid, signal.SIGCONT)


def locked(server: Server, address: str) -> Iterator[None]:
    import psycopg

    FeedbackDatabase(address).add(ONE)
    with psycopg.connect(address) as connection:
        connection.execute("lock table feedback")
        yield


@pytest.mark.parametrize("slow", [frozen, locked])
def test_a_server_that_is_slow_is_given_up_and_used_again(
    server: Server, address: str, slow: Callable[[Server, str], Iterator[None]]
) -> None:
    kept = FeedbackDatabase(address)
    kept.add(ONE)
    stalled = slow(server, address)
    next(stalled)
    start = time.monotonic()
    try:
        with pytest.raises(FeedbackError, match="cannot be kept"):
            kept.add(ONE)
        assert time.monotonic() - start < 10
    finally:
        next(stalled, None)
    kept.add(ONE)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://ann:pw0rd@here/db", "begins with 'postgresql://'"),
        ("sqlite:///feedback.sqlite", "the path of a file"),
        ("postgresql://ann:pw0rd@here:port/db", "is no address of a database"),
        ("postgresql://ann:x@pw0rd@here/db", "must be written as %40"),
    ],
)
def test_an_address_that_is_none_is_told_at_once_and_not_shown(where: str, said: str) -> None:
    with pytest.raises(FeedbackError, match=said) as raised:
        open_feedback(where)
    assert_plain(str(raised.value), "pw0rd")


def test_anything_else_is_a_file(tmp_path: Path) -> None:
    open_feedback(str(tmp_path / "kept.sqlite")).add(ONE)
    assert FeedbackFile(tmp_path / "kept.sqlite").all()[0].question == ONE.question


def assert_plain(said: str, secret: str) -> None:
    assert "\n" not in said
    assert secret not in said
