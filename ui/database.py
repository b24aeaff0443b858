"""Feedback of several replicas, kept in one PostgreSQL database; SQLAlchemy is confined to this file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui.feedback import Feedback, FeedbackError, FeedbackFile, FeedbackStore, kept_text

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, MetaData, Table

_SCHEMES = ("postgresql", "postgres")
_MISSING = (
    "Feedback in PostgreSQL needs packages that are not installed; run "
    "'.venv/bin/pip install --constraint requirements.lock --editable .[server]'."
)
# A visitor waits for it, so a server that is down or slow is given up soon.
_PATIENCE = {
    "connect_timeout": "3",
    "tcp_user_timeout": "3000",
    "options": "-c statement_timeout=3000 -c lock_timeout=3000",
    "application_name": "evenhand",
}
# Replicas that start together make the table one after the other; any number that no other program takes.
_TURN = 7_860_001


def open_feedback(where: str) -> FeedbackStore:
    """What the setting `feedback` names: a PostgreSQL database by its address, or else a file.

    Nothing is asked of the server yet. Raises FeedbackError where the address is no address, or of another database.
    """
    scheme, there, _ = where.partition("://")
    if not there:
        return FeedbackFile(Path(where))
    if scheme not in _SCHEMES:
        raise FeedbackError(
            f"Feedback cannot be kept in '{scheme}://…'; give the setting 'feedback' the path of a file, or an address "
            "that begins with 'postgresql://'."
        )
    return FeedbackDatabase(where)


class FeedbackDatabase:
    """A database that any number of replicas add to; the first feedback makes its table."""

    def __init__(self, address: str) -> None:
        """Raises FeedbackError where the address cannot be read or the driver is not installed."""
        try:
            import psycopg  # noqa: F401 - SQLAlchemy would miss it only when the first person says something
            import sqlalchemy
        except ImportError as error:
            raise FeedbackError(_MISSING) from error
        url = _read_address(address)
        self._secrets = tuple(filter(None, (str(url.password or ""), str(url.query.get("password", "")))))
        self._name = f"the database '{url.database or ''}' at {url.host or 'this machine'}"
        self._engine = sqlalchemy.create_engine(url, connect_args=_PATIENCE, poolclass=sqlalchemy.NullPool)
        self._metadata = sqlalchemy.MetaData()
        self._table = _table(self._metadata)
        self._made = False

    def add(self, one: Feedback) -> None:
        """Keep one person's feedback, as `FeedbackFile.add` does. Raises FeedbackError."""
        row = {
            "date": one.date,
            "question": kept_text(one.question),
            "status": kept_text(one.status),
            "anchors": [kept_text(anchor) for anchor in one.anchors],
            "helpful": one.helpful,
            "line": one.kept_line,
        }
        with self._opened() as connection:
            connection.execute(self._table.insert().values(row))

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first. Raises FeedbackError."""
        with self._opened() as connection:
            rows = connection.execute(self._table.select().order_by(self._table.c.number)).all()
        return [
            Feedback(row.date, row.question, row.status, tuple(row.anchors), bool(row.helpful), row.line)
            for row in rows
        ]

    @contextmanager
    def _opened(self) -> "Iterator[Connection]":
        """A transaction in a database that has the table."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with self._engine.begin() as connection:
                if not self._made:
                    self._make(connection)
                yield connection
            self._made = True
        except SQLAlchemyError as error:
            raise FeedbackError(
                f"Feedback cannot be kept in {self._name} now: {self._reason(error)}. Try again later; whoever runs "
                "Evenhand finds its address in the setting 'feedback'."
            ) from error

    def _make(self, connection: "Connection") -> None:
        from sqlalchemy import func, select

        connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
        self._metadata.create_all(connection)

    def _reason(self, error: Exception) -> str:
        """What the driver says in its first line, without any password."""
        said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
        first = said.splitlines()[0].rstrip(".")
        for secret in self._secrets:
            first = first.replace(secret, "***")
        return first


def _read_address(address: str) -> "URL":
    """The address with the driver that we bring. Raises FeedbackError, which shows nothing of it."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise FeedbackError(
            "The setting 'feedback' is no address of a database; it looks like postgresql://NAME:PASSWORD@HOST/DATABASE."
        ) from error
    if "@" in (url.host or ""):
        raise FeedbackError("The password in the setting 'feedback' holds an '@', which must be written as %40 there.")
    return url.set(drivername="postgresql+psycopg")


def _table(metadata: "MetaData") -> "Table":
    from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Identity, Table, Text

    return Table(
        "feedback",
        metadata,
        Column("number", BigInteger, Identity(), primary_key=True),
        Column("date", Date, nullable=False),
        Column("question", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("anchors", JSON, nullable=False),
        Column("helpful", Boolean, nullable=False),
        Column("line", Text, nullable=False),
    )
