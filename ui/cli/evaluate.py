"""The subcommand `eval`: run the questions, compare two runs, and write results, reports and the README's table."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import EvenhandError
from ui.cli.opening import open_assistant, plain_errors
from ui.cli.output import check_output, write_output

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from evals.outcome import Result
    from evals.system import System

_FILE = click.Path(path_type=Path)


class EvaluationError(EvenhandError):
    """The evaluation cannot run on this installation."""


@dataclass(frozen=True, slots=True)
class _Options:
    """The arguments and options of the command line, under their own names."""

    split: str
    system: str
    model: str | None
    questions: Path | None
    limit: int | None
    output: Path | None
    report: bool
    baseline: bool
    compare: Path | None
    before: Path | None
    table: bool
    beir: Path | None


@click.command("eval")
@click.option(
    "--split", type=click.Choice(["dev", "test", "both"]), default="both", help="Which half of the questions to run."
)
@click.option(
    "--system",
    type=click.Choice(["evenhand", "stock", "stock-refusing", "stock-raw", "bm25", "dense", "all"]),
    default="evenhand",
    help="The system to measure: Evenhand, one of its rivals, or all of them.",
)
@click.option("--model", help="Have this language model write the answers, for example ollama:NAME.")
@click.option("--questions", type=_FILE, help="Folder or file of questions to run instead of our own.")
@click.option("--limit", type=click.IntRange(1), help="Run only this many questions of each kind and split.")
@click.option("--output", type=_FILE, help="File to write the result to.")
@click.option("--report", is_flag=True, help="Write an HTML page beside the result.")
@click.option("--baseline", is_flag=True, help="Keep the result as the baseline for later runs.")
@click.option("--compare", type=_FILE, help="Run nothing: compare this result with BEFORE, or with the baseline.")
@click.argument("before", type=_FILE, required=False)
@click.option("--table", is_flag=True, help="Run nothing: write the README's table from the baselines.")
@click.option("--beir", type=_FILE, help="Run our search over a folder in BEIR format instead of our questions.")
def eval_command(**chosen: Any) -> None:
    """Measure how good the answers are. It asks questions with known answers."""
    options = _Options(**chosen)
    _check(options)
    with plain_errors():
        check_output(options.output, makes_folder=options.beir is None)
        try:
            if options.compare:
                click.echo(_compare(options.compare, options.before))
            elif options.table:
                _write_table()
            elif options.beir:
                _run_beir(options.beir, options.output)
            else:
                _run(options)
        except ImportError as error:
            raise EvaluationError(
                f"The evaluation needs the package {error.name}, which is not installed; run 'make install-tests'."
            ) from error


def _check(options: _Options) -> None:
    if options.before and not options.compare:
        raise click.UsageError("BEFORE goes with --compare.")
    if options.baseline and (options.limit or options.questions or options.split != "both"):
        raise click.UsageError("--baseline goes with all our questions: leave out --split, --limit and --questions.")
    if options.model and options.system != "evenhand":
        raise click.UsageError("--model goes only with --system evenhand.")
    if options.output and options.system == "all":
        raise click.UsageError("--output names one file; leave it out with --system all.")


def _run(options: _Options) -> None:
    from assistant.settings import load_settings
    from evals.questions import QUESTIONS, load_questions
    from evals.run import first_of_each_kind, questions_fingerprint, result_of, run_system

    folder = options.questions or QUESTIONS
    items = load_questions(folder, None if options.split == "both" else options.split)
    fingerprint = questions_fingerprint(load_questions(folder))
    if options.limit:
        items = first_of_each_kind(items, options.limit)
    settings = load_settings(options.model)
    assistant = open_assistant(settings=settings)
    bodies = {document.id: document.body for document in assistant.searcher.documents.values()}
    for system in _systems(options.system, assistant):
        outcomes = run_system(system, items, bodies)
        _write(result_of(system.name, outcomes, settings, fingerprint), options, settings)


def _systems(name: str, assistant: "Assistant") -> list["System"]:
    """The systems to run, made before any of them runs, so that one that cannot run is known at once."""
    from evals.system import Evenhand

    systems: list[System] = [Evenhand(assistant)] if name in ("evenhand", "all") else []
    if name != "evenhand":
        from evals.questions import load_questions
        from evals.rivals import RIVALS, make_rivals
        from indexing.embed import BUNDLED, SentenceEmbedder

        names = RIVALS if name == "all" else (name,)
        # Our own questions, whichever are run: others may have no `dev` items to choose a threshold on.
        systems += make_rivals(names, assistant, SentenceEmbedder(BUNDLED), load_questions(split="dev"))
    return systems


def _write(result: "Result", options: _Options, settings: "Settings") -> None:
    from evals.compare import BASELINES, as_baseline
    from evals.outcome import write_result
    from evals.report.terminal import figures_text

    path = options.output or _results(settings) / f"{datetime.now():%Y%m%d-%H%M%S}-{result.system}.json"
    write_result(result, path)
    click.echo(figures_text(result))
    click.echo(f"Written to {path}.", err=True)
    if options.report:
        from evals.report.html import write_report

        write_report(result, path.with_suffix(".html"))
        click.echo(f"Report written to {path.with_suffix('.html')}.", err=True)
    if options.baseline:
        write_result(as_baseline(result), BASELINES / f"{result.system}.json")
        click.echo(f"Baseline written to {BASELINES / f'{result.system}.json'}.", err=True)


def _results(settings: "Settings") -> Path:
    return settings.index.parent / "evals"


def _compare(after: Path, before: Path | None) -> str:
    from evals.compare import compare, read_baseline
    from evals.outcome import read_result
    from evals.report.terminal import comparison_text

    result = read_result(after)
    return comparison_text(compare(read_result(before) if before else read_baseline(result.system), result))


def _write_table() -> None:
    from evals.compare import read_baseline
    from evals.report.readme import README, SYSTEMS, write_table

    write_table([read_baseline(name) for name in SYSTEMS])
    click.echo(f"The table in {README.name} is written.")


def _run_beir(folder: Path, output: Path | None) -> None:
    from assistant.settings import load_settings
    from evals.public.beir import beir_table, run_beir
    from evals.public.guidance import OUT_OF_CORPUS, guidance_table, run_guidance

    cache = _results(load_settings()) / "vectors"
    # A folder of GOV.UK pages with questions that they do not answer measures the whole assistant too.
    if (folder / OUT_OF_CORPUS).exists():
        result = run_guidance(folder, cache)
        click.echo(guidance_table(result))
    else:
        result = run_beir(folder, cache)
        click.echo(beir_table(result))
    if output:
        write_output(output, (json.dumps(result, indent=1) + "\n").encode())
        click.echo(f"Written to {output}.", err=True)
