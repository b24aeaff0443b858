"""What `eval` does when it runs: systems answer the questions, and the results are written."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.opening import documents_of, open_assistant
from ui.cli.output import write_output

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from evals.outcome import Result
    from evals.system import System
    from ui.cli.evaluate import Options


def run_questions(options: "Options", settings: "Settings") -> None:
    """Run the questions that the options name, and print and write each system's figures.

    Raises QuestionFileError, before anything is loaded, where a question could not be scored.
    """
    from evals.questions import QUESTIONS, load_questions

    folder = options.questions or QUESTIONS
    every = load_questions(folder)
    items = load_questions(folder, None if options.split == "both" else options.split)

    from evals.run import first_of_each_kind, result_of, run_system
    from evals.soundness import check_sound

    if options.questions:  # a test checks our own
        check_sound(folder, documents_of(settings))
    if options.limit:
        items = first_of_each_kind(items, options.limit)
    assistant = open_assistant(settings=settings)
    bodies = {document.id: document.body for document in assistant.searcher.documents.values()}
    for system in _systems(options.system, assistant):
        outcomes = run_system(system, items, bodies)
        _write(result_of(system.name, outcomes, settings, every), options, settings)


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


def _write(result: "Result", options: "Options", settings: "Settings") -> None:
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


def run_beir_folder(folder: Path, output: Path | None, settings: "Settings") -> None:
    """Run our search, or the whole assistant, over a folder in BEIR format, and print and write the figures."""
    from evals.public.beir import beir_table, run_beir
    from evals.public.guidance import OUT_OF_CORPUS, guidance_table, run_guidance

    cache = _results(settings) / "vectors"
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
