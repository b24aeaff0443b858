"""What of a web page is its content, and what its furniture."""

from collections.abc import Callable

from corpus.importing.draft import Draft, Heading
from corpus.importing.writing.write import as_markdown

Page = Callable[[str], Draft]

PROSE = "<p>Keys are counted every night at nine by whoever leads the shift, and the count is signed in the book.</p>"


def kinds(draft: Draft) -> dict[str, str]:
    return {" ".join(entry.text.split()): entry.kind for entry in draft.left_out}


def markdown(draft: Draft) -> str:
    return as_markdown(draft.parts)


def test_the_content_stands_without_menus_banners_and_footers(page):
    draft = page(
        '<a class="skip-link" href="#main">Skip to main content</a>'
        '<div id="cookie-banner"><p>We use cookies.</p><button>Accept cookies</button></div>'
        '<header><a href="/">Oak House</a></header><nav><ul><li><a href="/a">About</a></li></ul></nav>'
        '<div class="breadcrumbs"><a href="/">Home</a> &gt; Keys</div>'
        f"<main id=main><h1>Keys</h1>{PROSE}</main>"
        '<aside><h2>Related content</h2><a href="/d">Doors</a></aside><footer>© Oak House 2024</footer>'
    )
    assert markdown(draft).startswith("# Keys\n\nKeys are counted every night")
    assert len(draft.parts) == 2
    assert kinds(draft) == {
        "Skip to main content": "page furniture",
        "We use cookies. Accept cookies": "cookie banner",
        "Oak House": "page furniture",
        "About": "menu",
        "Home > Keys": "menu",
        "Related content Doors": "page furniture",
        "© Oak House 2024": "page furniture",
    }


def test_furniture_inside_the_content_is_left_out_too(page):
    draft = page(
        f"<main><h1>Keys</h1>{PROSE}"
        '<div class="sharedaddy sd-sharing"><h3>Share this:</h3><a href="#">Twitter</a></div>'
        "<form><label>Your name</label><button>Send</button></form>"
        '<nav class="pagination"><a href="/2">Next page</a></nav></main>'
    )
    assert markdown(draft).count("\n\n") == 1
    assert kinds(draft)["Next page"] == "menu"


def test_sections_whose_ids_come_from_their_headings_are_content(page):
    names = ["Social media", "Related policies", "Cookies", "Comments and complaints", "Sharing keys"]
    body = "".join(
        f'<section id="{name.lower().replace(" ", "-")}"><h2 id="{name.lower()}">{name}</h2>{PROSE}</section>'
        for name in names
    )
    draft = page(f"<main><h1>Keys</h1>{body}</main>")
    assert [part.text for part in draft.parts if isinstance(part, Heading)] == ["Keys", *names]
    assert draft.left_out == ()


def test_when_most_prose_stands_outside_the_named_content_all_is_taken(page):
    draft = page(f"<main><p>Welcome to this page.</p></main><div><h2>Keys</h2>{PROSE * 4}</div>")
    assert markdown(draft).count("Keys are counted") == 4


def test_prose_beside_content_that_nobody_names_is_kept(page):
    draft = page(f"<div><h1>Keys</h1><p>In short.</p></div><div>{PROSE * 20}</div><div><p>Ring the office.</p></div>")
    assert "In short." in markdown(draft)
    assert markdown(draft).endswith("Ring the office.\n")


def test_a_title_and_an_introduction_above_the_content_are_kept(page):
    introduction = "<p>This policy says how the house keeps its keys, and who answers for them at night.</p>"
    draft = page(f'<div class="hero"><h1>Keys</h1>{introduction}</div><main>{PROSE * 3}</main>')
    assert draft.parts[0] == Heading(1, "Keys")
    assert "who answers for them" in markdown(draft)


def test_a_page_that_is_one_form_is_still_read(page):
    assert "Keys are counted" in markdown(page(f"<form id=aspnetForm><div><h1>Keys</h1>{PROSE}</div></form>"))


def test_the_head_of_the_page_s_own_words_is_no_furniture(page):
    head = "<header><h1>Keys</h1><p>Last updated: June 2023</p></header>"
    draft = page(f"<div>{head}<section><h2>Codes</h2>{PROSE}</section></div>")
    assert markdown(draft).startswith("# Keys\n\nLast updated: June 2023\n\n## Codes")
    assert not draft.left_out


def test_the_header_of_a_site_is_furniture_though_it_has_the_only_first_heading(page):
    menu = "<nav><a href=/a>About</a> <a href=/b>Homes</a> <a href=/c>Contact</a></nav>"
    draft = page(f"<header><h1>Oak House</h1>{menu}</header><h2>Keys</h2>{PROSE}")
    assert markdown(draft).startswith("# Keys\n\nKeys are counted")
    draft = page(f'<header><h1><a href="/">Oak House</a></h1></header><h2>Keys</h2>{PROSE}')
    assert markdown(draft).startswith("# Keys\n\nKeys are counted")


def test_a_header_with_menu_and_title_gives_up_its_menu_only(page):
    menu = "<nav><a href=/a>About</a> <a href=/b>Homes</a> <a href=/c>Contact</a></nav>"
    draft = page(f"<header>{menu}<h1>Keys</h1></header>{PROSE}")
    assert markdown(draft).startswith("# Keys\n\nKeys are counted")
    assert kinds(draft) == {"About Homes Contact": "menu"}


def test_a_footer_that_links_to_cookie_settings_asks_nothing(page):
    footer = (
        "<footer><p>Oak House, Leeds</p><a href=/c>Cookie policy</a> <a href=#>Cookie settings</a>"
        "<p>© 2024 Oak House</p></footer>"
    )
    draft = page(f"<main><h1>Keys</h1>{PROSE}</main>{footer}")
    assert set(kinds(draft).values()) == {"page furniture"}
    assert draft.stated.rights == "© 2024 Oak House"


def test_what_stands_in_the_boxes_of_a_form_is_not_read(page):
    assert "gone" not in markdown(page(f"<h1>Keys</h1>{PROSE}<textarea>gone</textarea>"))


def test_a_page_on_cookies_keeps_what_it_says_of_them(page):
    table = "<table><tr><th>Cookie</th><th>Use</th></tr><tr><td>consent</td><td>keeps your settings</td></tr></table>"
    section = (
        '<section id="cookie-settings"><h2>Our cookies</h2><p>We use cookies. <a href=#>Manage them.</a></p></section>'
    )
    draft = page(f"<main><h1>Cookies</h1>{PROSE}{table}{section}</main>")
    assert not draft.left_out


def test_a_notice_that_opens_over_the_page_is_read(page):
    notice = f"<div id=safety-modal><h2>Safety first</h2>{PROSE}{PROSE}<button>I understand</button></div>"
    draft = page(f"{notice}<main><h1>Keys</h1>{PROSE * 9}</main>")
    assert "Safety first" in markdown(draft)
    assert kinds(draft) == {"I understand": "page furniture"}
