import pytest
from starlette.requests import Request

from ui.keep.own import ForeignFormError, OwnForms


def request(key: str, method: str = "POST", **headers: str) -> Request:
    """A form sent to our own address."""
    named = {"host": "127.0.0.1:7860", **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode()) for name, value in named.items()]
    return Request({
        "type": "http", "method": method, "scheme": "http", "path": "/library/add", "server": ("127.0.0.1", 7860),
        "query_string": f"key={key}".encode(), "headers": pairs,
    })  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:7860"},
        {"origin": "null", "sec_fetch_site": "same-origin"},
        {"origin": "https://office.example", "sec_fetch_site": "same-origin"},  # through a server that hides its name
    ],
)
def test_our_own_form_is_taken(headers: dict[str, str]) -> None:
    forms = OwnForms()
    forms.check(request(forms.key, **headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null", "sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_key(headers: dict[str, str]) -> None:
    forms = OwnForms()
    with pytest.raises(ForeignFormError, match="another site"):
        forms.check(request(forms.key, **headers))


@pytest.mark.parametrize("key", ["", "x", "ä", OwnForms().key])
def test_a_form_without_the_key_of_this_server_is_refused(key: str) -> None:
    with pytest.raises(ForeignFormError, match="Open it again"):
        OwnForms().check(request(key))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": "none", "sec_fetch_mode": "navigate"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"},
        {"sec_fetch_site": "same-origin", "sec_fetch_mode": "no-cors"},
    ],
)
def test_a_page_needs_no_key_and_a_link_may_lead_to_it(headers: dict[str, str]) -> None:
    OwnForms().check(request("", "GET", **headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "cors", "origin": "https://evil.example"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "no-cors"},
    ],
)
def test_the_script_of_another_site_reads_no_page_of_ours(headers: dict[str, str]) -> None:
    with pytest.raises(ForeignFormError, match="another site"):
        OwnForms().check(request("", "GET", **headers))


def test_servers_with_one_secret_take_the_forms_of_each_other() -> None:
    assert OwnForms("one").key == OwnForms("one").key
    assert len({OwnForms("one").key, OwnForms("two").key, OwnForms().key, OwnForms().key}) == 4
