import json
import os
from pathlib import Path

import pytest

from corpus.load import load_document
from evals.public.collection import BenchmarkError
from evals.public.guidance import STEPS, guidance_table, run_guidance
from evals.public.pages import as_markdown, page_id, write_documents

BEES = """Keep bees: a guide
<h1>Hives</h1>
<p>A hive stands in the sun, out of the wind.</p>
<p>Before you buy bees you need:</p>
<li>a veil</li>
<li>a smoker</li>
<h3>Cost</h3>
<tr> | Price | Lasts</tr>
<tr>Hive | £150 | ten years</tr>
<tr>Veil | £30</tr>
"""
BOATS = """Hire a boat
<h1>Licence</h1>
<p>You need a licence for a boat with a motor. A licence costs £64.</p>
<h1>Safety</h1>
<p>Everybody on board wears a life jacket.</p>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "qrels").mkdir()
    (tmp_path / "pages" / "Keep bees_ a guide.txt").write_text(BEES)
    (tmp_path / "pages" / "Hire a boat.txt").write_text(BOATS)
    bees, boats = {"file": "Keep bees_ a guide.txt"}, {"file": "Hire a boat.txt"}
    write_lines(
        tmp_path / "corpus.jsonl",
        {"_id": "b1", "title": "Keep bees", "text": "Hives\nBefore you buy bees you need: a veil, a smoker", **bees},
        {"_id": "b2", "title": "Keep bees", "text": "Cost\nHive £150 ten years", **bees},
        {"_id": "h1", "title": "Hire a boat", "text": "Licence\nYou need a licence for a boat with a motor.", **boats},
    )
    write_lines(
        tmp_path / "queries.jsonl",
        question("q1", "What do I need before I buy bees?", "We have a garden.", **bees),
        question("q2", "Do I need a licence for a boat with a motor?", "We go to the lake.", **boats),
    )
    write_lines(
        tmp_path / "refusal_out_of_corpus_300.jsonl",
        question("o1", "Which vitamins should a newborn kitten get?", "My cat had a litter."),
    )
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tb1\t1\nq2\th1\t1\n")
    return tmp_path


def question(id_, text, scenario, **more):
    return {"_id": id_, "text": f"{scenario} {text}", "question": text, "scenario": scenario, **more}


def write_lines(path, *lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_page_becomes_a_document_with_its_headings_lists_and_tables(folder, tmp_path):
    write_documents(folder / "pages", tmp_path / "documents")
    document = load_document(tmp_path / "documents" / "keep-bees-a-guide.md")
    assert document.title == "Keep bees: a guide"
    assert [section.path for section in document.sections] == [("Hives",), ("Hives", "Cost")]
    assert [block.kind for block in document.sections[0].blocks] == ["paragraph", "paragraph", "list"]
    table = document.sections[1].blocks[0]
    assert table.columns == ("", "Price", "Lasts")
    assert len(table.rows) == 2


def test_documents_of_an_earlier_run_do_not_stay(folder, tmp_path):
    target = tmp_path / "documents"
    target.mkdir()
    (target / "old.md").write_text("old")
    write_documents(folder / "pages", target)
    assert {path.name for path in target.iterdir()} == {"keep-bees-a-guide.md", "hire-a-boat.md"}


def test_a_row_with_fewer_cells_is_filled_up():
    assert as_markdown("<tr>a | b</tr>\n<tr>c</tr>", "page") == "| a | b |\n|---|---|\n| c |  |"


def test_an_element_over_several_lines_is_one_paragraph():
    assert as_markdown("<p>One sentence \nover two lines.</p>\n<p>Next.</p>", "page") == (
        "One sentence over two lines.\n\nNext."
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [("# not a heading", r"\# not a heading"), ("1. not a list", r"1\. not a list"), ("1.5 metres", "1.5 metres")],
)
def test_text_that_looks_like_markdown_stays_text(text, markdown):
    assert as_markdown(f"<p>{text}</p>", "page") == markdown


def test_an_unknown_element_is_refused_with_the_name_of_its_page():
    with pytest.raises(BenchmarkError, match=r"page\.txt, element 2: '<div>x</div>'"):
        as_markdown("<p>a</p>\n<div>x</div>", "page.txt")


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(BenchmarkError, match="No pages"):
        write_documents(tmp_path, tmp_path / "documents")


def test_names_with_marks_make_an_id():
    assert page_id("Director's loans") == "directors-loans"
    assert page_id("Claim (CASC).") == "claim-casc"


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl", "refusal_out_of_corpus_300.jsonl"])
def test_a_line_without_a_needed_field_is_refused(folder, file):
    write_lines(folder / file, {"_id": "q1", "text": "x"})
    with pytest.raises(BenchmarkError, match=f"{file}, line 1: not an object with the texts"):
        run_guidance(folder)


@pytest.mark.model
def test_a_run_measures_finding_and_the_whole_assistant(folder, tmp_path):
    result = run_guidance(folder, tmp_path / "cache")
    found = result["finding"]["question alone"]
    assert list(found) == ["bm25", "dense", "fused", "bm25, whole pages"]
    assert found["fused"]["page hit@1"]["value"] == 1
    assert found["fused"]["section R@5"]["value"] == 1
    assert "section R@5" not in found["bm25, whole pages"]
    whole = result["assistant"]["question alone"]
    assert whole["answered"]["value"] == 1
    assert whole["answered_on_page"]["value"] == 1
    assert whole["refused"]["value"] == 1
    curve = whole["curve"]
    assert [point["confidence"] for point in curve] == list(STEPS)
    assert (curve[0]["answered"], curve[0]["refused"]) == (1, 0)
    answered, refused = ([point[name] for point in curve] for name in ("answered", "refused"))
    assert answered == sorted(answered, reverse=True)
    assert refused == sorted(refused)
    table = guidance_table(result)
    assert "3 sections, 2 answerable questions, 1 whose page is not there" in table
    assert "answered of the answerable      1.000" in table


@pytest.mark.model
@pytest.mark.timeout(1800)
def test_the_published_figures_are_reproduced_on_the_real_pages(tmp_path):
    if "BENCHMARK_DATA" not in os.environ:
        pytest.skip("set BENCHMARK_DATA to the folder of the public data to check the published figures")
    cache = Path(os.environ["BENCHMARK_CACHE"]) if "BENCHMARK_CACHE" in os.environ else tmp_path
    result = run_guidance(Path(os.environ["BENCHMARK_DATA"]) / "conditionalqa", cache)
    found = result["finding"]["scenario and question"]
    assert found["bm25, whole pages"]["page hit@1"]["value"] == pytest.approx(0.849, abs=0.01)
    assert found["bm25"]["section R@5"]["value"] == pytest.approx(0.685, abs=0.01)
    assert found["fused"]["section R@5"]["value"] > found["bm25"]["section R@5"]["value"]
