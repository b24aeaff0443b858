import pytest
from markupsafe import Markup

from ui.html.markup import text_html, words_html


def test_a_paragraph_is_escaped() -> None:
    assert text_html("Fish & <chips>.") == "<p>Fish &amp; &lt;chips&gt;.</p>"


def test_a_blank_line_ends_a_paragraph() -> None:
    assert text_html("One.\n\nTwo.") == "<p>One.</p><p>Two.</p>"


def test_lines_with_bullets_are_a_list() -> None:
    assert text_html("Do:\n\n- Mix.\n- Wait.") == "<p>Do:</p><ul><li>Mix.</li><li>Wait.</li></ul>"


def test_deeper_items_are_nested_in_the_item_above_them() -> None:
    html = text_html("- Mix\n  - flour\n  - water\n- Wait")
    assert html == "<ul><li>Mix<ul><li>flour</li><li>water</li></ul></li><li>Wait</li></ul>"


def test_a_numbered_list_keeps_its_first_number() -> None:
    assert text_html("4. Apply.\n5. Share.") == '<ol start="4"><li>Apply.</li><li>Share.</li></ol>'


def test_a_text_that_begins_after_the_marker_of_its_item_begins_with_that_item() -> None:
    assert text_html("Mix.\n- Wait.", marker="- ") == "<ul><li>Mix.</li><li>Wait.</li></ul>"
    assert text_html("Mix.\n4. Wait.", marker="3. ") == '<ol start="3"><li>Mix.</li><li>Wait.</li></ol>'
    assert text_html("flour\n  - water", marker="  - ") == "<ul><li>flour</li><li>water</li></ul>"


def test_a_paragraph_right_before_a_list_is_no_item() -> None:
    assert text_html("Do this:\n- Mix.") == "<p>Do this:</p><ul><li>Mix.</li></ul>"


def test_a_line_that_continues_an_item_stays_in_it() -> None:
    html = text_html("- Mix flour\n  and water.\n- Wait.", [(6, 23)])
    assert html == "<ul><li>Mix <mark>flour\n  and water</mark>.</li><li>Wait.</li></ul>"


def test_an_item_with_a_letter_gets_no_bullet() -> None:
    assert text_html("- a. Mix.\n- b. Wait.").count('<li class="lettered">') == 2


def test_a_line_that_begins_with_an_angle_bracket_is_a_quotation() -> None:
    assert text_html("> “Patience.”") == "<blockquote><p>“Patience.”</p></blockquote>"


def test_the_cells_of_a_row_are_shown_under_their_columns() -> None:
    html = text_html("Fewer staff | Less time.", columns=["Change", "Impact"])
    assert html == (
        '<dl class="row"><div><dt>Change</dt><dd><p>Fewer staff</p></dd></div>'
        "<div><dt>Impact</dt><dd><p>Less time.</p></dd></div></dl>"
    )


def test_bullets_in_a_cell_are_a_list() -> None:
    assert text_html("Impact: • Less time. • Less care.") == "<p>Impact: • Less time. • Less care.</p>"
    html = text_html("For example • Less time. • Less care.", columns=["Impact"])
    assert "<dd><p>For example</p><ul><li>Less time.</li><li>Less care.</li></ul></dd>" in html


def test_cells_without_names_are_paragraphs() -> None:
    assert text_html("Less time. | Ask staff.") == "<p>Less time.</p><p>Ask staff.</p>"


@pytest.mark.parametrize("text", ["One two three.", "- One\n- two three.", "One | two three."])
def test_the_tail_follows_the_last_word(text: str) -> None:
    html = text_html(text, tail=Markup("<b>1</b>"))
    assert html.count("<b>1</b>") == 1
    assert "three.<b>1</b></" in html


def test_marks_are_split_where_items_end() -> None:
    text = "- Mix flour.\n- Add water."
    html = text_html(text, [(text.index("flour"), text.index(" water"))])
    assert html == "<ul><li>Mix <mark>flour.</mark></li><li><mark>Add</mark> water.</li></ul>"


def test_overlapping_marks_do_not_repeat_words() -> None:
    assert text_html("One two three.", [(0, 7), (4, 13)]) == "<p><mark>One two</mark><mark> three</mark>.</p>"


def test_the_marks_of_a_text_that_begins_after_a_marker_count_from_its_first_word() -> None:
    html = text_html("Mix.\n- Wait.", [(0, 4), (7, 11)], marker="- ")
    assert html == "<ul><li><mark>Mix.</mark></li><li><mark>Wait</mark>.</li></ul>"


def test_marked_words_are_escaped() -> None:
    assert text_html("a <i>b</i>", [(2, 6)]) == "<p>a <mark>&lt;i&gt;b</mark>&lt;/i&gt;</p>"


def test_emphasis_code_and_escapes_are_shown_without_their_marks() -> None:
    assert text_html("Care **must** be *kind*.") == "<p>Care <strong>must</strong> be <em>kind</em>.</p>"
    assert text_html("***Both***.") == "<p><strong><em>Both</em></strong>.</p>"
    assert text_html("Type `a < b`.") == "<p>Type <code>a &lt; b</code>.</p>"
    assert text_html(r"2 \* 3") == "<p>2 * 3</p>"
    assert text_html("2*3*4 and snake_case_name") == "<p>2*3*4 and snake_case_name</p>"


def test_a_link_leads_to_a_web_or_mail_address_and_nowhere_else() -> None:
    html = text_html("See [the <law>](https://example.org/a?b&c).")
    assert html == '<p>See <a href="https://example.org/a?b&amp;c" rel="noreferrer">the &lt;law&gt;</a>.</p>'
    assert text_html("[Write](mailto:a@b.org)") == '<p><a href="mailto:a@b.org" rel="noreferrer">Write</a></p>'
    assert text_html("[Run](javascript:alert/1/)") == "<p>Run</p>"
    assert text_html("[Go](other/page)") == "<p>Go</p>"


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        ((0, 13), "<mark>Care <strong>must</strong></mark> be kind."),
        ((5, 16), "Care <mark><strong>must</strong> be</mark> kind."),
        ((9, 16), "Care <strong>mu</strong><mark><strong>st</strong> be</mark> kind."),
        ((5, 7), "Care <strong>must</strong> be kind."),
    ],
)
def test_marks_count_in_the_text_as_it_is_stored(mark: tuple[int, int], html: str) -> None:
    assert text_html("Care **must** be kind.", [mark]) == f"<p>{html}</p>"


def test_emphasis_ends_with_its_item_and_its_cell() -> None:
    assert text_html("- *Mix\n- Wait*") == "<ul><li>*Mix</li><li>Wait*</li></ul>"
    html = text_html("**Fewer** | less", columns=["Change", "Impact"])
    assert "<dd><p><strong>Fewer</strong></p></dd>" in html


def test_an_escaped_bar_does_not_end_a_cell() -> None:
    html = text_html(r"a \| b | c", columns=["One", "Two"])
    assert "<dt>One</dt><dd><p>a | b</p></dd>" in html


def test_the_tail_follows_a_last_word_that_is_emphasised() -> None:
    assert text_html("Be **kind**", tail=Markup("<b>1</b>")) == "<p>Be <strong>kind</strong><b>1</b></p>"


def test_words_can_be_drawn_without_a_paragraph() -> None:
    assert words_html("Be *kind* & <fair>.", Markup("<b>1</b>")) == "Be <em>kind</em> &amp; &lt;fair&gt;.<b>1</b>"
