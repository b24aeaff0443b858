"""The whole path over a library that has none of the five documents: nothing in the code knows them."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.bench import free_port
from indexing.embed import ADAPTED, SentenceEmbedder
from indexing.learnt.export import models_folder
from indexing.stored.build import build_index
from indexing.stored.opening import open_index
from ui.serve.app import launch

pytestmark = pytest.mark.model

ABOUT = """
scope: the running of a bakery
examples: ["How long does the dough rest?"]
topics: [ovens]
"""
HANDBOOK = """# Baking handbook

The dough rests for three hours before it is baked.

## Ovens

Run by the head baker

Before the oven is lit:

- Sweep the floor of the oven.
- Open the damper fully.
- Tell the other bakers.

| Loaf | Oven | Minutes |
|---|---|---|
| Rye | Stone oven | 55 |
| Wheat | Gas oven | 35 |
"""
THREAD = """# Letters

We sell our bread at the market on Fridays.

## Comment by a reader

<!-- voice: reader -->

Why is there no rye loaf at the market stall any more?

## Answer

<!-- voice: reply -->

Yours ever

The rye loaf left the market stall because rye flour had become too dear.
"""
FRONT_MATTER: dict[str, Any] = {
    "author": None, "period": None, "url": None, "rights": None, "status": "current", "currency": [], "raw": "none.txt",
    "sha256": "0" * 64,
}  # fmt: skip
# Words that only the five documents and what was made for them would bring up.
FIVE = re.compile(r"FREDA|Westminster|Christie|NHS|CQC|Care Quality|Led by|STP\b")


def write(folder: Path, body: str, **front: Any) -> None:
    fields = {**FRONT_MATTER, "publisher": "Mill Lane Bakery", "published": "2021-05", **front}
    (folder / f"{fields['id']}.md").write_text(f"---\n{yaml.safe_dump(fields)}---\n\n{body}", encoding="utf-8")


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory, real_index: Path, embedder: SentenceEmbedder) -> Assistant:
    """An assistant whose library is a bakery's; the exported models are copied, since making them takes a minute."""
    folder = tmp_path_factory.mktemp("bakery")
    documents, index = folder / "documents", folder / "index"
    documents.mkdir()
    (folder / "library.yaml").write_text(ABOUT)
    write(documents, HANDBOOK, id="handbook", title="Baking handbook", kind="handbook", leader="Run by")
    write(
        documents, THREAD, id="letters", title="Letters", kind="letters", replies_by="Mill Board", courtesies=["Yours"]
    )
    shutil.copytree(models_folder(real_index), models_folder(index))
    build_index(index, embedder, documents)
    return Assistant(open_index(index, ADAPTED, documents), Settings(index=index))


@pytest.fixture(scope="module")
def page(bakery: Assistant) -> Iterator[Callable[[str], str]]:
    """Fetches a place of the page."""
    served = launch(bakery, free_port())
    yield lambda place: httpx.get(served.local_url.rstrip("/") + place, follow_redirects=True).text
    served.close(verbose=False)


def test_a_question_is_answered_with_the_exact_words(bakery: Assistant) -> None:
    answer = bakery.ask("How long does the dough rest before it is baked?")
    assert answer.status == "answered"
    assert answer.statements[0].text.startswith("The dough rests for three hours")
    assert answer.citations[0].reference.startswith("Mill Lane Bakery (May 2021) Baking handbook.")


def test_a_list_is_quoted_whole_with_its_bullets(bakery: Assistant) -> None:
    text = bakery.ask("What must be done before the oven is lit?").text
    assert "- Sweep the floor of the oven.\n- Open the damper fully.\n- Tell the other bakers." in text


def test_who_leads_is_read_by_the_documents_own_words(bakery: Assistant) -> None:
    assert bakery.ask("Who leads the work on the ovens?").statements[0].text == "Run by the head baker"


def test_a_reply_is_told_from_its_writer_and_greetings_are_not_quoted_alone(bakery: Assistant) -> None:
    answer = bakery.ask("What did Mill Board say about the rye loaf at the market stall?")
    assert answer.statements[0].intro == "Mill Board replied:"
    assert "rye flour had become too dear" in answer.statements[0].text
    assert answer.citations[0].voice == "reply"


def test_a_question_on_another_world_is_told_what_the_library_is_about(bakery: Assistant) -> None:
    answer = bakery.ask("Which party won the election in Peru?")
    assert answer.status == "out_of_scope"
    assert "the running of a bakery" in answer.text


@pytest.mark.parametrize("place", ["/", "/excerpts", "/library", "/library/handbook", "/library/letters", "/help"])
def test_no_place_of_the_page_knows_the_five(place: str, page: Callable[[str], str]) -> None:
    text = page(place)
    assert len(text) > 500
    # The glossary's abbreviations stand on the help page, whichever documents there are.
    shown = text.partition('id="abbreviations"')[0] if place == "/help" else text
    assert FIVE.findall(shown) == []


def test_the_page_offers_the_librarys_own_questions(page: Callable[[str], str]) -> None:
    assert "How long does the dough rest?" in page("/")
