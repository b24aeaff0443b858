"""A question without words on how its answer is wanted, and for what: "in plain english", "quick one for my board"."""

import re

from indexing.keyword import STOPWORDS, tokens

# Words of courtesy, which say nothing wherever they stand.
_COURTESY = "please pls plz thanks ta cheers hi hiya hello hey sorry asap btw fyi tbh lol"
# Words for the form, the use and the haste of an answer; a phrase of them and of the words below asks for nothing.
_FORM = """
    plain simple simply basic layman laymans jargon brief briefly short quick quickly bullet bullets summary summarise
    summarised pager page pages paragraph sentence sentences slide slides paper essay assignment presentation briefing
    reference references urgent urgently today tomorrow tonight monday tuesday wednesday thursday friday mins minutes
    max ideal silly stupid daft dumb obvious wondering advance appreciated
"""
# Words that go with those, and have a meaning of their own elsewhere.
_BESIDE = """
    english language words terms points form format version answer answers question questions board exec boss meeting
    report writing write need needs needed want wants like give gives helpful explain know understand find looking ask
    show speak trying put keep good great nice lot something thing bit kind day week morning afternoon evening next new
    due u ur r im ive id ok okay cool yes really super half hour two three four five six ten
"""
# Words that ask to be told, before what is asked.
_TELLING = "tell explain know ask give show need understand"
_COURTESIES, _FORMS = frozenset(_COURTESY.split()), frozenset(_FORM.split())
_MANNERS = _COURTESIES | _FORMS | frozenset(_BESIDE.split())
_NO_CONTENT = STOPWORDS | _MANNERS
_BEFORE_PROPER = _FORMS | frozenset(_TELLING.split())
_WORD = re.compile(r"[^\W_]+(?:['&+-][^\W_]+)*")
# Clauses end here, and the second begins a phrase inside a clause.
_CLAUSE = re.compile(r"((?<=[.?!;:,)])\s+|\s+[–—-]+\s+|\s*[()]\s*)")
_PHRASE = re.compile(r"\s+(?=(?:in|for|with|without|using|by|before|as)\s)", re.IGNORECASE)
# How a clause begins that asks something.
_ASKING = re.compile(
    r"\b(?:what|whats|how|which|who|whom|whose|where|when|why)\b|^(?:if|whether|do|does|did|is|are|was|were|can|could|"
    r"should|will|would|has|have|any)\b|\?",
    re.IGNORECASE,
)
# Where the question proper begins after words such as "can you tell me".
_PROPER = re.compile(r"\b(?:what|whats|how|which|who|whom|whose|where|when|why)\b", re.IGNORECASE)


def bare(question: str) -> str:
    """The words that ask for something; the question as it is where nothing else would be left."""
    clauses, marks = _CLAUSE.split(question)[::2], _CLAUSE.split(question)[1::2]
    kept = [(_asked(clause), mark) for clause, mark in zip(clauses, [*marks, ""], strict=True) if not _idle(clause)]
    words = " ".join("".join(clause + mark for clause, mark in kept).split()).strip(" ,;:–-")
    return words if tokens(words) else question


def asks_nothing(turn: str) -> bool:
    """Whether a turn is courtesy or words on the answer alone ("thanks", "all of it please")."""
    return _empty(turn) and not _MANNERS.isdisjoint(_words(turn)) and not _ASKING.search(turn)


def _asked(clause: str) -> str:
    """A clause without words before the question proper, courtesies, and phrases on the form of the answer."""
    proper = _PROPER.search(clause)
    before = clause[: proper.start()] if proper else ""
    if proper and _empty(before) and _BEFORE_PROPER.intersection(_words(before)):
        clause = clause[proper.start() :]
    phrases = " ".join(phrase for phrase in _PHRASE.split(clause) if not _of_form(phrase))
    return " ".join(_WORD.sub(lambda word: "" if word[0].lower() in _COURTESIES else word[0], phrases).split())


def _idle(clause: str) -> bool:
    """Whether a clause asks nothing, and holds words on the answer alone."""
    return _of_form(clause) or (_empty(clause) and bool(tokens(clause)) and not _ASKING.search(clause))


def _of_form(words: str) -> bool:
    return _empty(words) and not _FORMS.isdisjoint(_words(words))


def _empty(words: str) -> bool:
    return all(word in _NO_CONTENT or word.isdigit() for word in _words(words))


def _words(text: str) -> list[str]:
    return [word.lower().replace("'", "") for word in _WORD.findall(text)]
