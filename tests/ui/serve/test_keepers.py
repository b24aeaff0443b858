from ipaddress import ip_network

import pytest
from starlette.requests import Request

from ui.serve.access import Access, Credentials, parse_credentials
from ui.serve.door.passwords import hashed
from ui.serve.keepers import is_keeper

PEOPLE = Credentials({"ann": "hash of ann's", "ben": "hash of ben's"}, frozenset({"ann"}))


def request(host: str = "127.0.0.1:7860", signed_in: str | None = None, **headers: str) -> Request:
    named = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode()) for name, value in named.items()]
    return Request({
        "type": "http", "method": "GET", "scheme": "http", "path": "/library/add", "headers": pairs,
        "signed_in": signed_in, "server": ("127.0.0.1", 7860), "query_string": b"",
    })  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "[::1]:7860"])
def test_who_sits_at_the_machine_looks_after_the_library(host: str) -> None:
    assert is_keeper(request(host), Access())


def test_a_name_that_another_site_leads_here_does_not() -> None:
    assert not is_keeper(request("evil.example:7860"), Access())


@pytest.mark.parametrize("header", ["x_forwarded_for", "x_forwarded_proto", "x_forwarded_host", "forwarded", "via"])
def test_who_comes_through_another_server_does_not(header: str) -> None:
    assert not is_keeper(request(**{header: "10.0.0.9"}), Access())


@pytest.mark.parametrize("access", [Access(trusted_proxies=[ip_network("10.0.0.0/8")]), Access(root_path="/evenhand")])
def test_behind_a_proxy_that_may_say_nothing_of_it_nobody_does(access: Access) -> None:
    assert not is_keeper(request(), access)


def test_who_comes_from_another_machine_does_not() -> None:
    elsewhere = request()
    elsewhere.scope["client"] = ("10.0.0.9", 4000)
    assert not is_keeper(elsewhere, Access())


def test_on_an_open_page_without_sign_in_nobody_does() -> None:
    assert not is_keeper(request(), Access("0.0.0.0"))


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
@pytest.mark.parametrize(("name", "may"), [(None, False), ("ben", False), ("ann", True)])
def test_where_people_sign_in_only_those_marked_do(host: str, name: str | None, may: bool) -> None:
    assert is_keeper(request(signed_in=name), Access(host, PEOPLE)) is may


def test_the_password_file_marks_them() -> None:
    one, two = hashed("one"), hashed("two")
    people = parse_credentials(f"keeper ann:{one}\nben:{two}\n", "the file")
    assert people.match("ann", "one")
    assert people.match("ben", "two")
    assert people.keepers == {"ann"}
