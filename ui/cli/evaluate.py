"""The subcommand `eval`: run the questions, check them, compare two runs, and write the README's table."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from corpus.errors import EvenhandError
from ui.cli.opening import documents_of, plain_errors
from ui.cli.output import check_input, check_output

_FILE = click.Path(path_type=Path)


class EvaluationError(EvenhandError):
    """The evaluation cannot run on this installation."""


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments and options of the command line, under their own names."""

    split: str
    system: str
    model: str | None
    questions: Path | None
    limit: int | None
    output: Path | None
    report: bool
    baseline: bool
    check: Path | None
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
@click.option("--report", is_flag=True, help="Write an HTML page beside the result; with --compare, of what changed.")
@click.option("--baseline", is_flag=True, help="Keep the result as the baseline for later runs.")
@click.option("--check", type=_FILE, help="Run nothing: say what is wrong with the items in this folder or file.")
@click.option("--compare", type=_FILE, help="Run nothing: compare this result with BEFORE, or with the baseline.")
@click.argument("before", type=_FILE, required=False)
@click.option("--table", is_flag=True, help="Run nothing: write the README's table from the baselines.")
@click.option("--beir", type=_FILE, help="Run our search over a folder in BEIR format instead of our questions.")
def eval_command(**chosen: Any) -> None:
    """Measure how good the answers are. It asks questions with known answers."""
    options = Options(**chosen)
    _check(options)
    with plain_errors():
        check_output(options.output, makes_folder=options.beir is None, ending=".html" if options.compare else "")
        check_input(options.compare, options.before, options.check, options.questions, options.beir)
        try:
            _do(options)
        except ImportError as error:
            raise EvaluationError(
                f"The evaluation needs the package {error.name}, which is not installed; run 'make install-tests'."
            ) from error


def _check(options: Options) -> None:
    alone = [name for name in ("check", "compare", "table", "beir") if getattr(options, name)]
    if len(alone) > 1:
        raise click.UsageError(f"Give one of --{' and --'.join(alone)}.")
    if options.before and not options.compare:
        raise click.UsageError("BEFORE goes with --compare.")
    if options.baseline and (options.limit or options.questions or options.split != "both"):
        raise click.UsageError("--baseline goes with all our questions: leave out --split, --limit and --questions.")
    if options.model and options.system != "evenhand":
        raise click.UsageError("--model goes only with --system evenhand.")
    if options.output and options.system == "all":
        raise click.UsageError("--output names one file; leave it out with --system all.")


def _do(options: Options) -> None:
    if options.compare:
        _compare(options.compare, options.before, options.output, report=options.report)
        return
    if options.table:
        _write_table()
        return

    from assistant.settings import load_settings

    settings = load_settings(options.model)
    if options.check:
        from evals.soundness import check

        found = check(options.check, documents_of(settings))
        lines = [*found.faults, *(f"Note: {doubt}" for doubt in found.doubts)]
        click.echo("\n".join([*lines, f"{_count(found.items, 'item')}, {_count(len(found.faults), 'fault')}."]))
        raise SystemExit(1 if found.faults else 0)

    from ui.cli.measure import run_beir_folder, run_questions

    if options.beir:
        run_beir_folder(options.beir, options.output, settings)
    else:
        run_questions(options, settings)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _compare(after: Path, before: Path | None, output: Path | None, *, report: bool) -> None:
    """Print what changed; the page goes to the output, or beside the later result and its own report."""
    from evals.compare import compare, read_baseline
    from evals.outcome import read_result
    from evals.report.terminal import comparison_text

    result = read_result(after)
    comparison = compare(read_result(before) if before else read_baseline(result.system), result)
    click.echo(comparison_text(comparison))
    if report:
        from evals.report.html import write_report

        path = output or after.with_name(f"{after.stem}-since-{before.stem if before else 'baseline'}.html")
        write_report(result, path, comparison)
        click.echo(f"Report written to {path}.", err=True)


def _write_table() -> None:
    from evals.compare import read_baseline
    from evals.report.readme import README, SYSTEMS, write_table

    write_table([read_baseline(name) for name in SYSTEMS])
    click.echo(f"The table in {README.name} is written.")
