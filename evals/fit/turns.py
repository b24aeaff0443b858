"""The turns that weights are fitted to, each with what was searched for and found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqdm import tqdm

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.question.followup import queries
from corpus.document import Passage
from evals.metrics import supports
from evals.questions import MANAGERS, PRACTICE, Item, ItemTurn, load_questions
from indexing.query import Query
from indexing.search import SearchResult

Sets = Mapping[str, Sequence[Item]]


@dataclass(frozen=True, slots=True, eq=False)
class SearchedTurn:
    """A turn, what was found for its query, and whether the turn was taken for one on another world."""

    turn: ItemTurn
    result: SearchResult
    outside: bool


def tuning_sets(*, first_day: bool = False) -> Sets:
    """The questions to fit to, by the name of their set; the managers' are among them if `first_day`."""
    sets = {"dev": load_questions(split="dev"), "practice": load_questions(PRACTICE)}
    return sets | {"managers": load_questions(MANAGERS)} if first_day else sets


def searched_turns(items: Sequence[Item], assistant: Assistant) -> Iterator[SearchedTurn]:
    """Every turn of the items with its own answers as history, in order."""
    searcher = assistant.searcher
    for item in tqdm(items, desc="searching", unit="item"):
        history: list[Turn] = []
        for turn in item.turns:
            answer = assistant.ask(turn.question, history)
            options = [query.mapped(searcher.spelt) for query in queries(turn.question, history)]
            query = next((query for query in options if query.text == answer.query), Query(answer.query))
            yield SearchedTurn(turn, searcher.search(query), answer.status == "out_of_scope")
            history = [*history, Turn(turn.question, answer.text)]


def holds_gold(turn: ItemTurn, passage: Passage) -> bool:
    """Whether a passage supports a quote of any gold entry."""
    quotes = [quote for choice in turn.gold for quote in choice]
    return any(quote.document == passage.document and supports(passage.text, quote.quote) for quote in quotes)
