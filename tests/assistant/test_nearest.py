"""The sentence of a passage that matched, and the words of it."""

from assistant.nearest import by_nearness, matching, matching_words
from corpus.document import Passage, Sentence
from indexing.search import Hit

PROSE, AFTER = Sentence("Dough rests.", 0, "sentence"), Sentence("It rises.", 0, "sentence")
LEAD = Sentence("Do this:", 0, "lead", "steps")
MIX, BAKE = (Sentence(text, 0, "item", "steps", "Do this:", "- ", n) for n, text in enumerate(("Mix.", "Bake."), 1))


def hit(*sentences: tuple[Sentence, float]) -> Hit:
    """A hit whose sentences are as near as said."""
    whole = tuple(sentence for sentence, _ in sentences)
    passage = Passage("p1", "bread", ("Bread",), "publisher", "", "", whole, (), 0)
    near = tuple(near for _, near in sentences)
    return Hit(passage, 1.0, 1.0, 0.0, 0.0, near, (0.0,) * len(near))


def matched(*sentences: tuple[Sentence, float]) -> str:
    found = hit(*sentences)
    return found.passage.sentences[matching(found)].text


def test_the_nearest_sentence_matches() -> None:
    assert matched((PROSE, 0.2), (AFTER, 0.4)) == "It rises."


def test_sentences_come_by_nearness() -> None:
    assert by_nearness(hit((PROSE, 0.2), (AFTER, 0.4), (LEAD, 0.1), (BAKE, 0.3))) == [1, 3, 0]


def test_instead_of_a_lead_in_the_best_item_of_its_list_matches() -> None:
    assert matched((PROSE, 0.5), (LEAD, 0.6), (MIX, 0.1), (BAKE, 0.3)) == "Bake."
    assert matched((PROSE, 0.5), (LEAD, 0.2), (MIX, 0.1), (BAKE, 0.3)) == "Dough rests."


def test_what_only_leads_on_to_other_passages_matches_where_there_is_nothing_else() -> None:
    assert matched((PROSE, 0.2), (Sentence("There are four steps:", 0, "sentence"), 0.6)) == "Dough rests."
    assert matched((LEAD, 0.6)) == "Do this:"


def test_the_words_that_match_are_those_of_the_query_in_any_form_and_whole_names_of_its_terms() -> None:
    text = "Ask who authorises deprivation of\nliberty safeguards; the authority for liberty decides."
    assert [text[start:end] for start, end in matching_words(text, "Who authorised the DoLS deprivations?")] == [
        "authorises", "deprivation of\nliberty safeguards",
    ]  # fmt: skip
    assert matching_words(text, "How do I moor a boat?") == []
