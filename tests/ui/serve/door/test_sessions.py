import time

import pytest

from ui.serve.access import Credentials
from ui.serve.door.sessions import HOURS, Sessions

SECRET = "a secret of at least 32 characters"
PEOPLE = Credentials({"ann": "hash of ann's", "ben": "hash of ben's"})


def at(hours: float) -> Sessions:
    """The sessions of another start of the server, so many hours later."""
    return Sessions(SECRET, lambda: time.time() + hours * 3600)


def test_a_session_holds_after_a_restart_and_on_another_replica() -> None:
    cookie = Sessions(SECRET).begin("ann", PEOPLE)
    assert Sessions(SECRET).name_of(cookie, PEOPLE) == "ann"
    assert Sessions(SECRET).cookie == Sessions(SECRET).cookie


@pytest.mark.parametrize(("hours", "name"), [(HOURS - 0.1, "ann"), (HOURS + 0.1, None), (-0.05, "ann"), (-1, None)])
def test_it_ends_and_clocks_may_differ_a_little(hours: float, name: str | None) -> None:
    assert at(hours).name_of(Sessions(SECRET).begin("ann", PEOPLE), PEOPLE) == name


@pytest.mark.parametrize("now", [{"ann": "another hash", "ben": "hash of ben's"}, {"ben": "hash of ben's"}, {}])
def test_it_ends_when_its_password_changes_or_goes(now: dict[str, str]) -> None:
    cookie = Sessions(SECRET).begin("ann", PEOPLE)
    assert Sessions(SECRET).name_of(cookie, Credentials(now)) is None


def test_another_secret_ends_all() -> None:
    other = Sessions(SECRET[::-1])
    assert other.name_of(Sessions(SECRET).begin("ann", PEOPLE), PEOPLE) is None
    assert other.cookie != Sessions(SECRET).cookie


def test_nobody_can_make_one() -> None:
    sessions = Sessions(SECRET)
    cookie = sessions.begin("ann", PEOPLE)
    named, stamp, signature = cookie.split(".")
    of_ben = sessions.begin("ben", PEOPLE).split(".")[0]
    forged = ("", "ann", f"{of_ben}.{stamp}.{signature}", f"{named}.{stamp}.", cookie[:-1], f"{cookie}x", "ä", ".." * 9)
    assert [sessions.name_of(each, PEOPLE) for each in forged] == [None] * len(forged)


def test_neither_password_nor_hash_nor_secret_stands_in_it() -> None:
    cookie = Sessions(SECRET).begin("ann", PEOPLE)
    assert not {"hash", SECRET} & set(cookie.split("."))
    assert "hash of" not in cookie
