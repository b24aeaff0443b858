"""The turns that weights are fitted to, each with what was searched for and found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqdm import tqdm

from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.question.followup import queries
from corpus.document import Passage
from evals.questions import FIRST_DAY, MANAGERS, PRACTICE, TUNING, Item, ItemTurn, load_questions
from evals.support import supports
from indexing.query import Query
from indexing.search import SearchResult

Sets = Mapping[str, Sequence[Item]]


@dataclass(frozen=True, slots=True, eq=False)
class SearchedTurn:
    """A turn and what was found for its query."""

    turn: ItemTurn
    result: SearchResult


def tuning_sets(*, practice: bool = True) -> Sets:
    """The questions to fit to, by the name of their set; the many for practice only if `practice`."""
    return {
        "dev": load_questions(split="dev"),
        **({"practice": load_questions(PRACTICE)} if practice else {}),
        "managers": load_questions(MANAGERS),
        "first-day": [*load_questions(TUNING), *load_questions(FIRST_DAY, split="dev")],
    }


def searched_turns(items: Sequence[Item], assistant: Assistant) -> Iterator[SearchedTurn]:
    """Every turn of the items with its own answers as history, in order."""
    searcher = assistant.searcher
    for item in tqdm(items, desc="searching", unit="item"):
        history: list[Turn] = []
        for turn in item.turns:
            options = [query.mapped(searcher.spelt) for query in queries(turn.question, history)]
            if len(item.turns) > 1:
                answer = assistant.ask(turn.question, history)
                options = [query for query in options if query.text == answer.query] or [Query(answer.query)]
                history = [*history, Turn(turn.question, answer.text)]
            yield SearchedTurn(turn, searcher.search(options[0]))


def holds_gold(turn: ItemTurn, passage: Passage) -> bool:
    """Whether a passage supports a quote of any gold entry."""
    quotes = [quote for choice in turn.gold for quote in choice]
    return any(quote.document == passage.document and supports(passage.text, quote.quote) for quote in quotes)
