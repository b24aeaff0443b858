"""What turns a sentence round or makes it stronger: negation, opposites, duty, exclusion and certainty."""

import re
from collections.abc import Collection

from indexing.keyword import tokens

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|without|cannot|lacks?|lacked|lacking|fail(?:s|ed|ing|ure)?(?: to)?|"
    r"refus(?:e|es|ed|ing|al)|unable|unlike(?:ly)?|unclear|hardly|barely|instead of|rather than|no longer|except|"
    r"prohibit(?:s|ed)?|forbid(?:s|den)?|impossible|unnecessary|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|den(?:y|ies|ied)|"
    r"reject(?:s|ed)?|less likely)\b|\w+n[’']t\b",
    re.IGNORECASE,
)
# Words of a kind: a sentence that uses one needs one of the same kind, or of a stronger one, in what it rests on.
_DUTY = re.compile(
    r"\b(?:must|shall|requir\w+|have to|has to|had to|oblig\w+|mandatory|compulsory|dut(?:y|ies)|legally|statutory|"
    r"bound to|need(?:s|ed)? to comply)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:should|ought|recommend\w*|advis\w+|need(?:s|ed)?|important|essential|vital|critical|crucial|expects?|aims?|"
    r"can help|will need|key|encourag\w+|suggest\w*|necessary)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|merely|alone|nothing but|no other)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every|everyone|everybody|always|entire(?:ly)?|whole|complete(?:ly)?|full(?:y)?|any|anyone|each|both|"
    r"universal(?:ly)?|wholly|across the board|in every)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|none|nobody|no one|under no circumstances|at no time)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:may|might|could|can|possibl[ye]|perhaps|probabl[ye]|likely|sometimes|often|some|suggests?|estimated|appears?|"
    r"potential(?:ly)?|tends?|tended|generally|aims?|should|intended|partly|planned|hopes?|wanted?|if|need(?:s|ed)?|"
    r"would|seem(?:s|ed)?|help(?:s|ed|ing)?|about|around|roughly|more likely|less likely|expect\w*|will|to)\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"\b(?:guarantee\w*|prov(?:e|es|ed|en)\b|certain(?:ly)?|definitely|undoubtedly|ensures?|always|in fact|conclusive\w*)\b",
    re.IGNORECASE,
)
_PROOF = re.compile(r"\b(?:guarantee\w*|prov(?:e|es|ed|en)\b|certain|ensur\w*|demonstrat\w*|shows?|always|conclusive\w*)\b", re.I)
# A list item or sentence that begins with one of these tells people what to do, as "should" does.
_IMPERATIVE = re.compile(
    r"^(?:regularly )?(?:adjust|carry out|collaborate|commit|conduct|create|develop|embed|encourage|engage|ensure|"
    r"establish|expand|focus|hold|identify|implement|incorporate|lead|make|monitor|obtain|offer|organise|partner|"
    r"provide|publicise|publish|report|review|run|set|support|train|use|work)\b",
    re.IGNORECASE,
)
_OPPOSITES = [
    "increas rise rose grow grew grown higher climb expand|decreas reduc fall fell fallen drop lower declin shrink cut",
    "more greater larger most bigger|less fewer smaller least fewest",
    "improv better best benefit posit|worsen wors worst deterior harm negat damag",
    "alway|never", "all everi everyon|none few", "befor earlier|after later", "start began begin launch open|stop end ended close cancel",
    "includ|exclud omit", "accept agre welcom support|reject disagre oppos refus", "strong stronger|weak weaker",
    "success succeed|fail failur unsuccess", "easi easier simpl|hard harder difficult", "outstand|inadequ", "public|privat",
    "high|low", "rich affluent wealthi|poor poorest depriv", "urban|rural", "young younger youngest|old older oldest elder",
    "male men man|femal women woman", "north|south", "safe safer|unsaf danger", "formal|inform",
    "independ|depend", "respons|irrespons", "cheap cheaper|expens costlier", "quick quicker fast|slow slower",
    "narrow|widen", "permit allow let|prohibit forbid ban prevent", "save|cost wast lose lost", "gain|lose lost",
    "with|without", "intern|extern", "nation|local", "regular|rare seldom", "new|old", "major|minor", "direct|indirect",
    "explicit|implicit", "hire recruit|dismiss redund fire", "abov|below", "win won|lose lost",
]  # fmt: skip


def _read_opposites() -> dict[str, set[str]]:
    against: dict[str, set[str]] = {}
    for line in _OPPOSITES:
        left, right = (set(side.split()) for side in line.split("|"))
        for word in left:
            against.setdefault(word, set()).update(right)
        for word in right:
            against.setdefault(word, set()).update(left)
    return against


_AGAINST = _read_opposites()


def opposites(claim: Collection[str], evidence: Collection[str]) -> list[str]:
    """Stems of a claim whose opposite stands in the evidence while they do not themselves."""
    held = set(evidence)
    return [word for word in claim if word not in held and _AGAINST.get(word, set()) & held - set(claim)]


def negations(text: str) -> list[str]:
    """Its words of negation, in order."""
    return [match[0].lower() for match in _NEGATION.finditer(text)]


def stronger(claim: str, evidence: str, wider: str) -> list[str]:
    """The kinds in which a claim says more than its evidence does; `wider` is the text around the evidence."""
    found = []
    if _DUTY.search(claim) and not _DUTY.search(evidence):
        found.append("duty")
    if _SHOULD.search(claim) and not (_DUTY.search(evidence) or _ADVICE.search(evidence) or _commands(wider)):
        found.append("advice")
    if _lacks(_ONLY, claim, evidence) or _lacks(_NEVER, claim, evidence) or _lacks(_ALL, claim, wider):
        found.append("exclusion")
    if _CERTAIN.search(claim) and not _PROOF.search(evidence):
        found.append("certainty")
    return found


_SHOULD = re.compile(r"\b(?:should|ought|needs? to)\b", re.IGNORECASE)


def _lacks(kind: re.Pattern[str], claim: str, evidence: str) -> bool:
    return kind.search(claim) is not None and kind.search(evidence) is None


def _commands(text: str) -> bool:
    return any(_IMPERATIVE.match(part.strip("-•. ")) for part in re.split(r"\n|(?<=[.:]) ", text))


def turned(claim: str, evidence: str) -> bool:
    """Whether one of the two denies what the other says of the same words."""
    return _denied(claim, evidence) or _denied(evidence, claim)


def _denied(first: str, second: str) -> bool:
    """Whether a negation of the first stands right before words that the second says without one.

    Words are compared by their stems; a negation reaches over the next few words to the end of its clause.
    """
    others = re.split(r"[,;:–]|\bbut\b", second)
    for match in _NEGATION.finditer(first):
        clause = re.split(r"[,;:.–]|\bbut\b", first[match.end() :])[0]
        reach = tokens(clause)[:_REACH]
        if not reach:
            continue
        said = [part for part in others if len(set(reach) & set(tokens(part))) * 2 >= len(set(reach))]
        if said and not any(_NEGATION.search(part) for part in said):
            return True
    return False


# Content words that a negation is taken to reach.
_REACH = 4
