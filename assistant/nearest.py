"""Which sentence of a passage found is the one that matched, and which of its words."""

import re

from corpus.lists.glossary import expansions
from indexing.keyword import places, tokens
from indexing.search import Hit


def matching(hit: Hit) -> int:
    """The number of the sentence that is nearest to the query."""
    return by_nearness(hit)[0]


def by_nearness(hit: Hit) -> list[int]:
    """The numbers of a hit's sentences, the nearest to the query first, lead-ins only where there is nothing else.

    An item counts as near as the lead-in of its list, so that a lead-in that matched is shown with the best item.
    """
    near, sentences = hit.near, hit.passage.sentences
    leads = {sentences[n].group: near[n] for n in range(len(near)) if sentences[n].kind == "lead"}
    whole = [n for n in range(len(near)) if not sentences[n].text.endswith(":")] or list(range(len(near)))
    return sorted(whole, key=lambda n: (-max(near[n], leads.get(sentences[n].group, near[n])), -near[n]))


def matching_words(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, [start, end), that the query has, or another name of its terms; in order."""
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in expansions(query))
    named = [match.span() for match in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text, re.IGNORECASE)] if names else []
    words = (span for span in places(text, tokens(query)) if not any(start <= span[0] < end for start, end in named))
    return sorted([*named, *words])
