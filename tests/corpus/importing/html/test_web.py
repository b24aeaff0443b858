"""What web pages of several makes become."""

from collections.abc import Callable

import pytest

from corpus.importing import web
from corpus.importing.draft import Draft, Heading, Item, ListPart, Paragraph, Table
from corpus.importing.errors import ImportedFileError
from corpus.importing.web import read_html
from corpus.importing.writing.write import as_markdown

Page = Callable[[str], Draft]

PROSE = "<p>Keys are counted every night at nine by whoever leads the shift, and the count is signed in the book.</p>"


def kinds(draft: Draft) -> dict[str, str]:
    return {" ".join(entry.text.split()): entry.kind for entry in draft.left_out}


def markdown(draft: Draft) -> str:
    return as_markdown(draft.parts)


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


def test_raised_letters_and_figures_are_read_as_they_are_meant(page):
    body = "<p>Baths have 44<sup>o</sup>C on the 7 <sup>th</sup> of 2018<sup>12</sup>, in rooms of 9 m<sup>2</sup>.</p>"
    assert markdown(page(body)) == "Baths have 44°C on the 7th of 2018¹², in rooms of 9 m2.\n"
