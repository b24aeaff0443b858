from markupsafe import Markup

from ui.html.frame import header, plain_page


def test_the_header_marks_the_current_place() -> None:
    page = plain_page("Library", "Library", Markup("<h1>Library</h1>"), 5)
    assert '<a href="/library" aria-current="page">Library</a>' in page
    assert page.count("aria-current") == 1


def test_a_title_is_escaped_and_a_body_is_not() -> None:
    page = plain_page("Library", "A <b>title</b>", Markup("<h1>Library</h1>"), 5)
    assert "<title>A &lt;b&gt;title&lt;/b&gt; – Evenhand</title>" in page
    assert "<h1>Library</h1>" in page


def test_each_place_loads_its_own_script() -> None:
    assert 'src="/look/library.js"' in plain_page("Library", "Library", Markup(), 5)
    assert "library.js" not in plain_page("Help", "Help", Markup(), 5)


def test_without_a_place_the_header_has_no_links_to_places() -> None:
    assert "<nav" in header("Ask", "Skip", "text")
    assert "<nav" not in header("", "Skip", "text")
