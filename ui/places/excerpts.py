"""The Excerpts place: a topic in, every passage on it out, grouped by document; and the basket to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.excerpts.export import Format
from assistant.excerpts.find import Excerpt, find_excerpts, in_document_order
from corpus.errors import QuestionError
from indexing.search import Searcher
from ui.html.addresses import EXCERPTS, excerpts_address
from ui.html.filters import Filters, filters_html
from ui.html.passages import Holdings, badges, notes, origin, passage_html, path
from ui.html.sources import acts

ORDERS = {"relevance": "Most relevant first", "document": "As in the documents"}
SHOWN = 25  # passages that show until all are asked for
_TOPICS = (
    "bullying and harassment", "cost of staff turnover", "interpreters and translation",
    "protected characteristics", "person-centred care", "LGBT people",
)  # fmt: skip
_FORMATS: dict[Format, str] = {"docx": "Word", "md": "Markdown", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for: a topic, what the library is narrowed to, in what order, and whether all are to show.

    `longest` is how many characters a topic may have.
    """

    topic: str
    filters: Filters
    order: str
    all: bool
    longest: int


def excerpts_html(search: Search, searcher: Searcher, library: Holdings) -> str:
    """The whole place; without a topic, with some to start from."""
    results = _results(search, searcher, library) if search.topic else _starts()
    return f"""
<h1>Excerpts</h1>
<p class="intro">Every passage on a topic, to take away word for word, each with its reference.</p>
{_form(search, library)}
<div class="gathering"><div class="results">{results}</div>{_basket()}</div>
"""


def _form(search: Search, library: Holdings) -> str:
    orders = "".join(
        f'<label class="tick"><input type="radio" name="order" value="{value}"'
        f"{' checked' if value == search.order else ''}><span>{label}</span></label>"
        for value, label in ORDERS.items()
    )
    return f"""
<form class="search" action="{EXCERPTS}" role="search">
  <label class="label" for="topic">Topic or question</label>
  <div class="bar">
    <input class="field" id="topic" name="topic" type="search" required maxlength="{search.longest}"
      value="{escape(search.topic)}">
    <button class="button main">Find</button>
  </div>
  <fieldset class="orders"><legend class="unseen">Order</legend>{orders}</fieldset>
  {filters_html(search.filters, library)}
</form>
"""


def _starts() -> str:
    links = "".join(
        f'<li><a class="button" href="{escape(excerpts_address(topic))}">{escape(topic)}</a></li>' for topic in _TOPICS
    )
    return f'<h2>Topics to start with</h2><ul class="topics">{links}</ul>'


def _results(search: Search, searcher: Searcher, library: Holdings) -> str:
    filters = search.filters
    try:
        found = find_excerpts(searcher, search.topic, filters.allowed(library), filters.voices, None, search.longest)
    except QuestionError as error:
        return f'<p class="problem" role="alert">{escape(str(error))}</p>'
    if not found:
        return f'<p role="status">No passage is about “{escape(search.topic)}”. Try other words, or fewer filters.</p>'
    shown = found if search.all else found[:SHOWN]
    if search.order == "document":
        shown = in_document_order(shown)
    groups = dict.fromkeys(excerpt.document for excerpt in shown)
    return _summary(search, len(found), len(shown)) + "".join(
        _group([excerpt for excerpt in shown if excerpt.document == document], search, library) for document in groups
    )


def _summary(search: Search, found: int, shown: int) -> str:
    """How many there are, what they were narrowed to, and the way to the rest."""
    everything = [*search.filters.pairs(), ("order", search.order), ("all", "yes")]
    address = escape(excerpts_address(search.topic, everything))
    rest = f' <a href="{address}">Show all {found}</a>' if shown < found else ""
    count = f"The {shown} most relevant of {found} passages" if shown < found else f"{found} passages"
    return (
        f'<div class="bar summary"><p role="status">{count if found > 1 else "One passage"} about '
        f"“{escape(search.topic)}”.{rest}</p>"
        '<span class="acts"><button type="button" class="act" data-tick-all>Tick all shown</button>'
        '<a class="act" href="#basket">Go to your excerpts</a></span></div>'
    )


def _group(excerpts: Sequence[Excerpt], search: Search, library: Holdings) -> str:
    document = library.documents[excerpts[0].document]
    count = f"{len(excerpts)} {'passage' if len(excerpts) == 1 else 'passages'}"
    cards = "".join(_card(excerpt, search, library) for excerpt in excerpts)
    return (
        f'<section class="group"><h2>{escape(document.title)} <span class="origin">{count}</span></h2>'
        f'{origin(document)}{badges(document)}<ul class="cards">{cards}</ul></section>'
    )


def _card(excerpt: Excerpt, search: Search, library: Holdings) -> str:
    document, passage = library.documents[excerpt.document], library.passages[excerpt.document, excerpt.anchor]
    voice = badges(document, passage.voice) if passage.voice != "publisher" else ""
    return (
        f'<li class="card"><label class="tick"><input type="checkbox" data-document="{escape(excerpt.document)}" '
        f'data-anchor="{escape(excerpt.anchor)}" data-topic="{escape(search.topic)}">'
        f'<span>Take<span class="unseen">: {escape(excerpt.section[-1])}</span></span></label>{path(passage)}{voice}'
        f'<div class="words">{passage_html(passage, excerpt.matched)}</div>{notes(document, passage)}'
        f"{acts(document, passage, search.topic, (), takes=False)}</li>"
    )


def _basket() -> str:
    """The basket, empty until the browser fills it."""
    formats = "".join(
        f'<button class="button" name="format" value="{value}">{name}</button>' for value, name in _FORMATS.items()
    )
    return f"""
<aside class="basket" id="basket" tabindex="-1" aria-labelledby="basket-title">
  <h2 id="basket-title">Your excerpts <span class="count" data-basket-count hidden></span></h2>
  <p data-basket-empty>Tick passages to gather them here. They are kept in this browser until you remove them.</p>
  <noscript><p>Gathering excerpts needs JavaScript.</p></noscript>
  <div data-basket></div>
  <form class="take" action="{EXCERPTS}/file" method="post" hidden>
    <h3>Take away</h3>
    <input type="hidden" name="basket">
    <label class="label" for="title">Title</label>
    <input class="field" id="title" name="topic" maxlength="500">
    <label class="tick"><input type="checkbox" name="grouped" value="yes"><span>Group by document</span></label>
    <div class="formats">{formats}<button type="button" class="button" data-copy-all>Copy</button></div>
    <button type="button" class="act" data-empty>Remove all</button>
  </form>
</aside>
"""
