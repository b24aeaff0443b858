"""How well the check of a model's sentences tells lies from honest paraphrases: `python -m evals.writing.lies`.

With `--write` it first chooses the thresholds of the check anew and puts them in force.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.writing.checks.check import Checker, CheckResult
from assistant.writing.checks.numbers import numbers_of
from assistant.writing.checks.sources import Source
from assistant.writing.checks.thresholds import load_thresholds, write_thresholds
from assistant.writing.prompt import system_prompt
from evals.writing.choose import Measured, choose
from indexing.search import Searcher

COMMAND = "python -m evals.writing.lies --write"
SENTENCES = Path(__file__).parents[1] / "sentences"
HONEST = "honest paraphrase"

Half = Literal["chosen on", "only reported"]


class _Lie(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    text: str


class Paraphrase(BaseModel):
    """An honest sentence, which says in other words what a passage says, and lies about the same words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    document: str
    quote: str
    honest: str
    lies: tuple[_Lie, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence to check, and the passage it cites; `kind` is HONEST or the kind of lie."""

    kind: str
    text: str
    source: Source
    half: Half


@dataclass(frozen=True, slots=True)
class Tried:
    """A case and its result."""

    case: Case
    result: CheckResult

    @property
    def passed(self) -> bool:
        """Whether the sentence would be shown."""
        return not self.result.reasons


def load_cases(searcher: Searcher) -> list[Case]:
    """Every honest sentence and every lie, made by hand or by rule, with the passage that it cites."""
    paraphrases = TypeAdapter(list[Paraphrase]).validate_python(_read("paraphrases.yaml"))
    elsewhere = TypeAdapter(dict[str, list[str]]).validate_python(_read("elsewhere.yaml"))
    sources = [source_of(paraphrase, searcher) for paraphrase in paraphrases]
    cases: list[Case] = []
    for number, (paraphrase, source) in enumerate(zip(paraphrases, sources, strict=True)):
        half: Half = "only reported" if number % 2 else "chosen on"
        cases.append(Case(HONEST, paraphrase.honest, source, half))
        cases += [Case(lie.kind, lie.text, source, half) for lie in paraphrase.lies]
        made = [*_by_rule(paraphrase.honest), *_numbers_moved(paraphrase.honest, source.passage.text)]
        cases += [Case(kind, text, source, half) for kind, text in made]
        # The passage of the entry after the next says something else, often in the same document on a similar topic.
        other = sources[(number + 2) % len(sources)]
        if other != source:
            cases.append(Case("citation of the wrong passage", paraphrase.honest, other, half))
    for kind, texts in {**elsewhere, "prompt leak": _leaks()}.items():
        cases += [
            Case(kind, text, sources[7 * number % len(sources)], "only reported" if number % 2 else "chosen on")
            for number, text in enumerate(texts)
        ]
    return cases


def _read(name: str) -> object:
    return yaml.safe_load((SENTENCES / name).read_text(encoding="utf-8"))


def source_of(paraphrase: Paraphrase, searcher: Searcher) -> Source:
    """The passage that has a paraphrase's quote. Raises LookupError if none has."""
    for passage in searcher.passages_of(paraphrase.document):
        if paraphrase.quote in "\n".join([passage.text, *passage.section]):
            return Source(passage, searcher.documents[paraphrase.document])
    raise LookupError(f"No passage of {paraphrase.document} holds “{paraphrase.quote}”.")


def _leaks() -> list[str]:
    """The sentences of the prompt, as a model might give them away."""
    return [part.strip("- ") for part in re.split(r"(?<=[.!:])\s+|\n+", system_prompt()) if len(part.split()) > 5]


_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|can|could|should|will|may|must|does|do|did)\b(?! not)")
_ENDINGS = (
    ", which has since been discussed in Parliament",
    ", and the budget for it was doubled the year after",
    ", because head office wanted to avoid bad press",
    ", although most families complained about it",
    " and won a national award for it",
)


def _by_rule(honest: str) -> Iterator[tuple[str, str]]:
    """The kind and text of each lie that a rule makes of an honest sentence."""
    body = honest.rstrip(".")
    if match := re.search(r"\d+(?=\D*$)", body):
        wrong = str(int(match[0]) + 1).zfill(len(match[0]))
        yield "number changed by rule", f"{body[: match.start()]}{wrong}{body[match.end() :]}."
    if match := _AUXILIARY.search(body):
        yield "negation added by rule", f"{body[: match.end()]} not{body[match.end() :]}."
    if match := re.search(r"\b(?:can|could|may|might|should)\b", body):
        yield "must put for can by rule", f"{body[: match.start()]}must{body[match.end() :]}."
    yield "ending invented by rule", f"{body}{_ENDINGS[len(body) % len(_ENDINGS)]}."
    if match := re.search(r"(?<=\w )(?:[A-Z][a-z]{3,})(?: [A-Z][a-z]+)*", body):
        yield "name changed by rule", f"{body[: match.start()]}Harrogate{body[match.end() :]}."


def _numbers_moved(honest: str, passage: str) -> Iterator[tuple[str, str]]:
    """Lies that put another number of the passage, of the same kind, in the place of one in an honest sentence."""
    there = [(number, passage[number.start : number.end]) for number in numbers_of(passage)]
    for number in numbers_of(honest):
        others = dict.fromkeys(words for n, words in there if n.kind == number.kind and n.key != number.key)
        for words in others if number.kind not in ("month", "ordinal") else ():
            lie = f"{honest[: number.start]}{words}{honest[number.end :]}"
            if lie != honest:  # the two years of one period are written with the same words
                yield "moved number by rule", lie


def try_cases(cases: Sequence[Case], checker: Checker) -> list[Tried]:
    """Check every case."""
    return [Tried(case, checker.check(case.text, [case.source])) for case in cases]


def table(tried: Sequence[Tried]) -> str:
    """Kinds of lie with how many were tried and caught, then the honest sentences and how many failed, in Markdown."""
    kinds = list(dict.fromkeys(t.case.kind for t in tried if t.case.kind != HONEST))
    lines = [
        "| kind of lie | tried | caught | of the half only reported |",
        "|---|---|---|---|",
        *(_row(kind, [t for t in tried if t.case.kind == kind], caught=True) for kind in kinds),
        _row("**all lies**", [t for t in tried if t.case.kind != HONEST], caught=True),
    ]
    honest = [t for t in tried if t.case.kind == HONEST]
    dropped = [
        "| honest sentences | tried | wrongly dropped | of the half only reported |",
        "|---|---|---|---|",
        _row("paraphrases by hand", honest, caught=True),
    ]
    return "\n".join([*lines, "", *dropped])


def _row(name: str, tried: Sequence[Tried], *, caught: bool) -> str:
    reported = [t for t in tried if t.case.half == "only reported"]
    counts = [sum(t.passed != caught for t in part) for part in (tried, reported)]
    return f"| {name} | {len(tried)} | {counts[0]} | {counts[1]} of {len(reported)} |"


def choose_thresholds(cases: Sequence[Case], checker: Checker) -> None:
    """Put the thresholds in force that do best on the half of the cases that they are chosen on."""
    half = [case for case in cases if case.half == "chosen on"]
    scored = choose([_measured(case, checker) for case in half], load_thresholds())
    honest = sum(case.kind == HONEST for case in half)
    data = (
        f"the half of evals/sentences to choose on: {scored.passed} of {len(half) - honest} lies pass, "
        f"{scored.dropped} of {honest} honest sentences are dropped"
    )
    write_thresholds(scored.thresholds, COMMAND, data)


def _measured(case: Case, checker: Checker) -> Measured:
    reasons = set(checker.check(case.text, [case.source]).reasons)
    wording = checker.measure(case.text, [case.source])
    return Measured(case.kind == HONEST, bool(reasons - {"words", "meaning"}), wording)


def main() -> None:
    """Print the table, below the sentences judged wrongly in the half that thresholds are chosen on."""
    from assistant.settings import load_settings
    from indexing.stored.opening import open_index

    parser = argparse.ArgumentParser(prog="python -m evals.writing.lies", description=__doc__)
    parser.add_argument("--write", action="store_true", help="choose the thresholds anew and put them in force")
    write = parser.parse_args().write
    settings = load_settings()
    searcher = open_index(
        settings.index, settings.embedding_model, settings.curated, settings.library, server=settings.server
    )
    cases, checker = load_cases(searcher), Checker(searcher, system_prompt())
    if write:
        choose_thresholds(cases, checker)
    tried = try_cases(cases, checker)
    for t in tried:
        if t.case.half == "chosen on" and t.passed != (t.case.kind == HONEST):
            print(f"{t.case.kind}: {t.case.text} {' '.join(t.result.reasons)}")  # noqa: T201
    print(f"\n{table(tried)}")  # noqa: T201


if __name__ == "__main__":
    main()
