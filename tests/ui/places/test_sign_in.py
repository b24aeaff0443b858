import pytest

from ui.places.sign_in import sign_in_html


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.invalid", "//elsewhere.invalid", "/\\elsewhere", "javascript:x", '">', "", " /x", "x",
        "\t//x", "/\t/elsewhere.invalid", "/\n/elsewhere.invalid", "/\r\\elsewhere.invalid", "/ /x",
        "/\x00/x", "\\\\x", "/x\t",
    ],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(to: str) -> None:
    assert 'data-to="/"' in sign_in_html(to)


def test_signing_in_leads_back_to_the_page_that_was_wanted() -> None:
    assert 'data-to="/library/bread?find=dough&amp;page=2"' in sign_in_html("/library/bread?find=dough&page=2")
