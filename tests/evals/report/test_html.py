import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from evals.compare import compare
from evals.intervals import FIGURES
from evals.outcome import Outcome, Result, ResultFileError
from evals.report.charts import charts
from evals.report.html import MEANINGS, as_html, verdict, write_report
from evals.run import all_figures
from evals.system import FoundPassage, SystemCitation, SystemStatement


def outcome(number: int, **changes) -> Outcome:
    """An answered question, or what the changes make of it."""
    values = {
        "id": f"item-{number}",
        "item": f"item-{number}",
        "turn": 1,
        "kind": "factoid",
        "split": "dev",
        "question": f"What is the colour of number {number}?",
        "answerable": True,
        "query": f"What is the colour of number {number}?",
        "status": "answered",
        "text": "It is blue. [1]",
        "statements": (SystemStatement("It is blue.", verbatim=True, documents=("colours",)),),
        "citations": (SystemCitation("colours", "It is blue.", right=True),),
        "passages": (FoundPassage("colours", "blue/p1", "It is blue.", (1,)),),
        "first_gold": 1,
        "missed": (),
        "scores": {"hit@1": 1.0, "full answers": 1.0, "facts": 1.0, "wrongly refused": 0.0},
        "confidence": 0.8,
        "milliseconds": 20.0 + number,
        "error": None,
    }
    return Outcome(**{**values, **changes})


def refusal(number: int, **changes) -> Outcome:
    silence = {"status": "not_found", "text": "The library does not answer this.", "statements": (), "citations": ()}
    return outcome(number, **{**silence, "confidence": 0.2, **changes})


OUTCOMES = (
    outcome(1),
    outcome(2, kind="list", missed=("the <b>second</b> item",), scores={"full answers": 0.0, "facts": 0.5}),
    outcome(3, kind="list", split="test", first_gold=None, scores={"full answers": 0.0, "facts": 0.0}),
    refusal(4, split="test", scores={"full answers": 0.0, "wrongly refused": 1.0}, why="Evidence came to 30 %."),
    refusal(5, kind="absent", answerable=False, first_gold=None, scores={"refused": 1.0}),
    outcome(
        6, kind="absent", answerable=False, first_gold=None, text="<script>alert(1)</script>", scores={"refused": 0.0}
    ),
    outcome(
        7, status="failed", text="", error="ValueError: broken", citations=(), milliseconds=None, scores={"errors": 1.0}
    ),
    outcome(8, id="item-8/2", turn=2, kind="dialogue", query="What is the colour of number 8, the second?"),
)


def result_of(outcomes) -> Result:
    return Result(
        system="evenhand",
        date="2026-11-22T10:00:00+00:00",
        settings={"passages": "10"},
        index={"format": 1},
        versions={"python": "3.13"},
        questions="abc",
        figures=all_figures(outcomes),
        outcomes=tuple(outcomes),
    )


@pytest.fixture(scope="module")
def result() -> Result:
    return result_of(OUTCOMES)


@pytest.fixture(scope="module")
def html(result) -> str:
    return as_html(result)


def test_every_figure_says_what_it_means():
    assert set(MEANINGS) == set(FIGURES)


def test_what_became_of_a_turn_is_said_in_words():
    assert [verdict(turn) for turn in OUTCOMES] == [
        "full answer",
        "part of the answer",
        "none of the expected facts",
        "wrongly refused",
        "rightly refused",
        "answered, but the library has no answer",
        "failed",
        "full answer",
    ]


@pytest.mark.parametrize(("told", "said"), [(1.0, "told about itself"), (0.0, "did not tell about itself")])
def test_what_became_of_a_question_on_the_library_is_said_in_words(told, said):
    assert verdict(outcome(9, answerable=False, scores={"about itself": told})) == said


def test_figures_stand_with_their_intervals_for_each_split(html, result):
    figure = result.figures["both"]["all"]["full answers"]
    assert f"<strong>{figure.value:.3f}</strong> [{figure.low:.3f} to {figure.high:.3f}] {figure.turns}" in html
    assert '<th scope="col">both</th><th scope="col">dev</th><th scope="col">test</th>' in html
    assert "Later turns of dialogues" in html


def test_every_question_stands_with_its_answer_citations_and_misses(html):
    assert html.count("<article") == len(OUTCOMES)
    assert all(turn.question in html for turn in OUTCOMES)
    assert "colours, “It is blue.”" in html
    assert "Error: ValueError: broken" in html
    assert "Searched for: What is the colour of number 8, the second?" in html


def headings(html: str) -> list[str]:
    return re.findall(r"<h3>(What is the colour of number \d)", html)


def test_misses_come_first(html):
    assert [heading[-1] for heading in headings(html)] == ["7", "6", "4", "3", "2", "1", "8", "5"]
    said = [verdict(turn) for turn in OUTCOMES]
    assert all(f"<li>{one}: {said.count(one)}</li>" in html for one in said)


def test_a_refusal_says_why(html):
    assert "Why it was refused: Evidence came to 30 %." in html


def test_an_answer_that_is_only_touched_on_says_why():
    page = as_html(result_of([outcome(1, status="partial", why="Evidence came to 40 %.")]))
    assert "Why it was only touched on: Evidence came to 40 %." in page


@pytest.fixture(scope="module")
def compared(result) -> str:
    """Since an earlier run 2 got worse, 1 better in one thing and worse in another, 3 (a test question) better."""
    earlier = [
        replace(OUTCOMES[0], scores={**OUTCOMES[0].scores, "full answers": 0.0, "MRR": 1.0}, text="It was red. [1]"),
        replace(OUTCOMES[1], scores={**OUTCOMES[1].scores, "full answers": 1.0}, text="It was green. [1]"),
        replace(OUTCOMES[2], scores={"full answers": 0.0, "facts": -1.0}, text="It was a secret. [1]"),
        *OUTCOMES[3:],
    ]
    now = [replace(OUTCOMES[0], scores={**OUTCOMES[0].scores, "MRR": 0.5}), *OUTCOMES[1:]]
    before = replace(result_of(earlier), settings={"passages": "20"})
    return as_html(result_of(now), compare(before, result_of(now)))


def test_a_comparison_says_what_differs_and_puts_what_got_worse_before_the_misses(compared):
    assert "<li>Setting passages: 20 before, 10 after.</li>" in compared
    assert "1 question got worse" in " ".join(compared.split())
    assert [heading[-1] for heading in headings(compared)][:3] == ["2", "1", "7"]
    assert "got better in one thing and worse in another" in compared


def test_the_answer_before_is_shown_but_not_of_a_test_question(compared):
    assert "It was green. [1]" in compared
    assert "It was red. [1]" in compared
    assert "It was a secret" not in compared


def test_what_comes_from_outside_is_text_and_never_markup(html):
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "the &lt;b&gt;second&lt;/b&gt; item" in html


def test_the_page_needs_nothing_from_elsewhere(html):
    found: list[str] = []

    class References(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag not in ("link", "img", "iframe", "object")
            found.extend(value for name, value in attrs if name in ("src", "href", "xlink:href", "action"))

    References().feed(html)
    assert found
    assert all(reference.startswith("#") for reference in found)
    assert "@import" not in html
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", html))


def test_no_id_stands_twice(html):
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_each_plot_has_words_and_its_data_as_a_table(html, result):
    drawn = charts(result)
    assert [chart.title for chart in drawn] == [
        "Quality by kind of question",
        "Where the answer is found",
        "Answered against refused, as the threshold moves",
        "Time for an answer",
    ]
    for chart in drawn:
        assert f'role="img" aria-labelledby="{chart.id}-words"' in chart.svg
        assert f'<p id="{chart.id}-words">' in html
        assert all(len(row) == len(chart.columns) for row in chart.rows)
        assert chart.rows


def test_the_ranks_of_the_first_gold_passage_are_counted(result):
    found = charts(result)[1]
    turns = {row[0]: row[1] for row in found.rows}
    assert (turns["1"], turns["2"], turns["not found"]) == ("5", "0", "1")
    assert "Of 6 answerable turns, 5 have the answer in the first passage" in found.words


def test_a_higher_threshold_answers_less_and_refuses_more(result):
    rows = charts(result)[2].rows
    answered, refused = ([float(row[column]) for row in rows] for column in (1, 2))
    assert answered == sorted(answered, reverse=True)
    assert refused == sorted(refused)
    assert (answered[0], refused[0]) == (1.0, 0.0)


def test_a_plot_without_data_is_left_out():
    only = result_of([outcome(1, confidence=None, milliseconds=None)])
    assert [chart.title for chart in charts(only)] == ["Quality by kind of question", "Where the answer is found"]
    assert "<article" in as_html(only)


def test_the_same_result_makes_the_same_page(html, result):
    assert as_html(result) == html


def test_a_report_is_written_into_a_new_folder(result, html, tmp_path):
    write_report(result, tmp_path / "new" / "report.html")
    assert (tmp_path / "new" / "report.html").read_text(encoding="utf-8") == html


def test_a_report_that_cannot_be_written_says_so_in_one_line(result, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultFileError, match="cannot be written to"):
        write_report(result, tmp_path / "file" / "report.html")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    arguments = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    arguments += "--disable-component-update --disable-sync"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=arguments.split())
        yield started
        started.close()


@pytest.fixture
def page(browser, result, tmp_path):
    write_report(result, tmp_path / "report.html")
    opened = browser.new_page()
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    opened.close()


@pytest.mark.browser
def test_axe_finds_nothing_to_complain_of_in_a_comparison(browser, compared, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    (tmp_path / "compared.html").write_text(compared, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 320, "height": 640})
    opened.goto((tmp_path / "compared.html").as_uri())
    opened.eval_on_selector_all("details", "all => all.forEach(details => details.open = true)")
    found = Axe().run(opened).response["violations"]
    wide = opened.evaluate("document.documentElement.scrollWidth")
    opened.get_by_role("combobox", name="Since before").select_option("got worse")
    shown = opened.locator("article:visible h3").all_text_contents()
    opened.close()
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    assert wide <= 320
    assert shown == ["What is the colour of number 2?"]


@pytest.mark.browser
def test_axe_finds_nothing_to_complain_of(page):
    from axe_playwright_python.sync_playwright import Axe

    page.eval_on_selector_all("details", "all => all.forEach(details => details.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []


@pytest.mark.browser
def test_the_page_asks_nothing_of_the_network_and_logs_no_error(browser, result, tmp_path):
    write_report(result, tmp_path / "report.html")
    opened = browser.new_page()
    asked, errors = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto((tmp_path / "report.html").as_uri())
    opened.close()
    assert asked == [(tmp_path / "report.html").as_uri()]
    assert errors == []


@pytest.mark.browser
def test_questions_are_filtered_by_kind_split_outcome_and_text(page):
    def shown() -> list[str]:
        return page.locator("article:visible h3").all_text_contents()

    assert len(shown()) == len(OUTCOMES)
    page.get_by_role("combobox", name="Kind").select_option("list")
    assert len(shown()) == 2
    page.get_by_role("combobox", name="Split").select_option("test")
    assert shown() == ["What is the colour of number 3?"]
    assert page.get_by_role("status").text_content() == "1 of 8 shown"
    page.get_by_role("combobox", name="Kind").select_option("")
    page.get_by_role("combobox", name="Split").select_option("")
    page.get_by_role("combobox", name="Outcome").select_option("failed")
    assert shown() == ["What is the colour of number 7?"]
    page.get_by_role("combobox", name="Outcome").select_option("")
    page.get_by_role("searchbox", name="Text").fill("SECOND")
    assert shown() == ["What is the colour of number 2?", "What is the colour of number 8?"]


@pytest.mark.browser
def test_without_scripts_every_question_is_shown_and_no_filter(browser, result, tmp_path):
    write_report(result, tmp_path / "report.html")
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((tmp_path / "report.html").as_uri())
    assert opened.locator("article:visible").count() == len(OUTCOMES)
    assert opened.locator("form:visible").count() == 0
    context.close()


@pytest.mark.browser
def test_nothing_is_cut_off_on_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
def test_the_filter_is_not_printed_and_the_numbers_are(page):
    page.emulate_media(media="print")
    assert page.locator("form:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details table:visible").count() == 4
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details table:visible").count() == 0
