"""What web pages of several makes become."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing import web
from corpus.importing.draft import Draft, Heading, Item, ListPart, Paragraph, Table
from corpus.importing.errors import ImportedFileError
from corpus.importing.reporting.losses import lost_from
from corpus.importing.web import read_html
from corpus.importing.writing.write import as_markdown

Page = Callable[[str], Draft]

PROSE = "<p>Keys are counted every night at nine by whoever leads the shift, and the count is signed in the book.</p>"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Read a page with this body; no word of it may be lost."""

    def read(body: str) -> Draft:
        path = tmp_path / "page.html"
        path.write_text(f"<!doctype html><html><head><title>Keys</title></head><body>{body}</body></html>", "utf-8")
        draft = read_html(path)
        lost = lost_from(as_markdown(draft.parts), draft.pages, draft.left_out)
        assert lost.words == 0, lost.runs
        return draft

    return read


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


def test_the_page_s_own_title_stands_above_its_sections(page):
    draft = page(
        f"<main><h1>Keys</h1><section><h1>Codes</h1>{PROSE}<h2>Old codes</h2></section>"
        "<section><h1>Doors</h1></section></main>"
    )
    headings = [(part.level, part.text) for part in draft.parts if isinstance(part, Heading)]
    assert headings == [(1, "Keys"), (2, "Codes"), (3, "Old codes"), (2, "Doors")]


def test_lists_nest_and_keep_their_numbers(page):
    draft = page(
        f"{PROSE}<p>Do this:</p><ol start=3><li>ring<ul><li>the office</li><li><p>the</p><p>police</p></li></ul></li>"
        "<li>wait</li></ol><ol type=a><li>knock</li></ol>"
    )
    assert draft.parts[-2:] == (
        ListPart((Item("ring", 0, "3."), Item("the office", 1), Item("the police", 1), Item("wait", 0, "4."))),
        ListPart((Item("knock", 0, "a."),)),
    )


def test_an_inner_list_beside_its_item_belongs_to_it(page):
    draft = page(f"{PROSE}<ul><li>ring</li><ul><li>the office</li></ul><li>wait</li></ul>")
    assert draft.parts[-1] == ListPart((Item("ring"), Item("the office", 1), Item("wait")))


def test_tables_keep_heads_spans_and_captions(page):
    draft = page(
        f"{PROSE}<table><caption>Who leads</caption><tr><th>Area<th>Lead<th>Phone<tr><td rowspan=2>North<td>Ann<td>12"
        "<tr><td>Ben<td>34</table><table><tr><td>South</td><td>Cara</td></tr><tr><td>East</td><td>Dan</td></tr></table>"
    )
    assert draft.parts[1:] == (
        Paragraph("Who leads"),
        Table((("Area", "Lead", "Phone"), ("North", "Ann", "12"), ("North", "Ben", "34"))),
        Table((("South", "Cara"), ("East", "Dan")), headed=False),
    )
    assert any("South Cara" in doubt for doubt in draft.doubts)


def test_a_foot_written_before_the_body_stands_below_it(page):
    draft = page(
        f"{PROSE}<table><thead><tr><th>Area<th>Keys</thead><tfoot><tr><th>All<th>9</tfoot>"
        "<tbody><tr><td>North<td>9</table>"
    )
    assert draft.parts[-1] == Table((("Area", "Keys"), ("North", "9"), ("All", "9")))


def test_terms_with_short_explanations_are_a_table_and_with_long_ones_headings(page):
    short = page(f"{PROSE}<dl><div><dt>Owner</dt><dd>Ann</dd></div><dt>Review</dt><dd>May 2026</dd></dl>")
    assert short.parts[-1] == Table((("Owner", "Ann"), ("Review", "May 2026")), headed=False)
    long = page(f"{PROSE}<dl><dt>Master key</dt><dd>{PROSE}<ul><li>one only</li></ul></dd></dl>")
    assert [type(part) for part in long.parts] == [Paragraph, Heading, Paragraph, ListPart]


def test_quotations_and_what_opens_with_a_click_are_kept(page):
    draft = page(
        f"{PROSE}<blockquote><p>I lost mine.</p></blockquote>"
        "<details><summary>Can I have two?</summary><p>Ask the manager.</p></details>"
        '<div class="accordion-panel" hidden><p>Spare keys hang in the office.</p></div>'
    )
    assert draft.parts[1:] == (
        Paragraph("I lost mine.", quotation=True),
        Heading(1, "Can I have two?"),
        Paragraph("Ask the manager."),
        Paragraph("Spare keys hang in the office."),
    )


def test_text_without_paragraphs_and_line_breaks_is_read(page):
    draft = page(f"<div>{PROSE}Ring first.<br><br>Then wait.<div>1. Knock<br>2. Enter</div></div>")
    assert draft.parts[1:] == (
        Paragraph("Ring first."),
        Paragraph("Then wait."),
        ListPart((Item("Knock", 0, "1."), Item("Enter", 0, "2."))),
    )


def test_old_pages_laid_out_with_tables_are_read_without_their_menu(page):
    draft = page(
        "<TABLE><TR><TD><A HREF=a>Home</A><BR><A HREF=b>Rota</A><BR><A HREF=c>Forms</A></TD>"
        f"<TD><H1>Keys</H1>{PROSE}<UL><LI>one<LI>two</UL></TD></TR></TABLE>"
    )
    assert [type(part) for part in draft.parts] == [Heading, Paragraph, ListPart]
    assert list(kinds(draft).values()) == ["menu"]


def test_hidden_words_and_decoration_are_left_out_and_scripts_are_never_read(page):
    draft = page(
        f'<main>{PROSE}<p style="display: none">secret</p><p><span aria-hidden="true">decor</span> Ring.</p></main>'
        "<script>document.write('never')</script><style>p {}</style><noscript>Switch scripts on</noscript>"
    )
    assert set(kinds(draft)) == {"secret", "decor"}
    assert "never" not in draft.pages[0] + markdown(draft)


def test_marks_of_notes_stand_outside_the_sentence(page):
    draft = page(f'{PROSE}<p>Count twice<sup><a href="#n1">1</a></sup> on the 1<sup>st</sup>.</p>')
    assert draft.parts[-1] == Paragraph("Count twice on the 1st.")


def test_links_side_by_side_are_not_one_word(page):
    assert "Keys Doors" in markdown(page(f"<main>{PROSE}<p><a href=a>Keys</a><a href=b>Doors</a></p></main>"))


def test_word_s_own_web_pages_keep_their_lists(page):
    def item(level: int, shown: str, text: str) -> str:
        return (
            f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>"
            f"<span style='mso-list:Ignore'>{shown}<span>&nbsp;&nbsp;</span></span><![endif]>{text}<o:p></o:p></p>"
        )

    draft = page(f"<p class=MsoTitle>Keys</p>{PROSE}{item(1, '1.', 'ring')}{item(2, 'o', 'the office')}")
    assert draft.parts[0] == Heading(1, "Keys")
    assert draft.parts[-1] == ListPart((Item("ring", 0, "1."), Item("the office", 1)))


def test_lists_of_google_docs_nest_by_their_names(page):
    lists = "".join(
        f'<ul class="lst-kix_a-{depth}"><li>{text}</li></ul>' for depth, text in enumerate(["ring", "twice"])
    )
    draft = page(f'{PROSE}{lists}<ul class="lst-kix_a-0"><li>wait</li></ul>')
    assert draft.parts[-1] == ListPart((Item("ring"), Item("twice", 1), Item("wait")))


def test_large_letters_make_headings_that_nest_by_size(page):
    draft = page(
        f"<p><font size=6>Keys</font></p>{PROSE}<p><span style='font-size: 18pt'>Codes</span></p>{PROSE}"
        f"<p><b>Old codes</b></p>{PROSE}"
    )
    headings = [(part.level, part.text) for part in draft.parts if isinstance(part, Heading)]
    assert headings == [(1, "Keys"), (2, "Codes"), (3, "Old codes")]


def test_elements_nested_without_end_are_read(page):
    assert "Keys are counted" in markdown(page("<div>" * 20_000 + PROSE + "</div>" * 20_000))


def test_pictures_inside_the_page_do_not_end_it(page):
    picture = f'<img src="data:image/png;base64,{"A" * 12_000_000}">'
    assert "Keys are counted" in markdown(page(f"<p>Before.</p>{picture}{PROSE}"))


def test_a_page_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(web, "_LARGEST", 1_000)
    path = tmp_path / "page.html"
    path.write_text("<p>key</p>" * 200)
    with pytest.raises(ImportedFileError, match=r"page\.html is over"):
        read_html(path)


def test_an_empty_file_gives_an_empty_draft(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"")
    assert read_html(path).parts == ()


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


def test_raised_letters_and_figures_are_read_as_they_are_meant(page):
    body = "<p>Baths have 44<sup>o</sup>C on the 7 <sup>th</sup> of 2018<sup>12</sup>, in rooms of 9 m<sup>2</sup>.</p>"
    assert markdown(page(body)) == "Baths have 44°C on the 7th of 2018¹², in rooms of 9 m2.\n"


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
