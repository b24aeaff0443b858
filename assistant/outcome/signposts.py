"""Where a question that the library does not answer is answered, by its kind; in our own words, and said to be ours."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.question.examples import Examples
from corpus.lists.signposts import Signpost, known_signposts
from indexing.embed import Embedder, Vectors


class Signposts:
    """Tells the kind of a question by the examples of each kind that are like it in meaning and in words."""

    def __init__(self, embedder: Embedder, signposts: Sequence[Signpost] | None = None) -> None:
        """Nothing is read before the first question; None for the signposts that come with Evenhand."""
        self._embedder, self._signposts = embedder, signposts
        self._examples: Examples | None = None

    def of(self, question: str, vector: Vectors) -> Signpost | None:
        """The signpost for a question with its vector; None where no kind with places is likelier than all else.

        The urgent kinds count together, because what matters first is that somebody may be at risk.
        """
        signposts = known_signposts() if self._signposts is None else self._signposts
        if self._examples is None:
            questions = [(question, signpost.kind) for signpost in signposts for question in signpost.questions]
            self._examples = Examples(questions, self._embedder)
        by_name = self._examples.shares(question, vector)
        shares = {signpost: by_name[signpost.kind] for signpost in signposts}
        urgent = {kind: share for kind, share in shares.items() if kind.urgent}
        for kinds, together in ((urgent, sum(urgent.values())), (shares, max(shares.values(), default=0.0))):
            if together > 1 - together:
                likeliest = max(kinds, key=lambda kind: kinds[kind])
                return likeliest if likeliest.places else None
        return None


def signposted(answer: Answer, signpost: Signpost | None) -> Answer:
    """The answer with the signpost after it, where the library does not answer that, or not all of it.

    One that is urgent comes before whatever is quoted: what was found may miss what matters.
    """
    if signpost is None or (answer.status == "answered" and not (signpost.urgent and answer.statements)):
        return answer
    parts = (signpost.in_words(), answer.text) if signpost.urgent else (answer.text, signpost.in_words())
    return replace(answer, text="\n\n".join(parts), signpost=signpost)
