"""The command `evenhand`, with the subcommands `ask`, `index` and `corpus check`; the others have their own files.

Each command imports what it needs when it runs, so that none waits for what another needs.
"""

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from corpus.errors import EvenhandError
from corpus.home import assume_home
from corpus.proxies import spare_loopback
from ui.cli.chat import chat_command
from ui.cli.evaluate import eval_command
from ui.cli.excerpts import excerpts_command
from ui.cli.feedback import feedback_command
from ui.cli.library.commands import library_command
from ui.cli.opening import open_assistant, plain_errors, printable, watching
from ui.cli.output import echo_json, read_lines, write_what_can_be_written

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evenhand")
@click.pass_context
def main(context: click.Context) -> None:
    """Answer questions about equality and human rights in health and social care, with citations.

    Everything runs on this machine.
    """
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    assume_home()
    spare_loopback()
    write_what_can_be_written()
    if context.invoked_subcommand not in ("index", "library"):
        # One question is too little work to share among threads: with two it takes three times the processor time, and
        # people who ask at the same moment wait for each other (`python -m ui.bench`). Set before numpy is imported.
        os.environ.setdefault("OMP_NUM_THREADS", "1")


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each question.")
@click.option(
    "--batch",
    type=click.File("rb"),
    help="File of questions as JSON Lines; - reads standard input.",
)
@click.option("--model", help="Have this language model write the answer, for example ollama:NAME.")
@click.option("--quotations", is_flag=True, help="Answer in quotations only, whatever model is set.")
@click.option("--document", "documents", multiple=True, help="Search only this document (its id); can be repeated.")
@click.option("--explain", is_flag=True, help="Say after the answer how it was found, judged and chosen.")
def ask(question: str | None, batch: IO[bytes] | None, documents: tuple[str, ...], **options: Any) -> None:
    """Answer QUESTION from the library. Each statement comes with its source."""
    as_json, explain = options.pop("as_json"), options.pop("explain")
    if (question is None) == (batch is None):
        raise click.UsageError("Give one question, or --json --batch FILE.")
    if batch is not None and not as_json:
        raise click.UsageError("--batch goes with --json.")
    if explain and as_json:
        raise click.UsageError("--explain goes with a readable answer, not with --json.")
    with plain_errors():
        settings, asked = _settings(**options), printable(question or "")
        if batch is None:
            from assistant.question.clean import check_question

            check_question(asked, settings.longest_question)  # before anything is loaded
        lines = None if batch is None else read_lines(batch)  # before anything is loaded
        assistant = open_assistant(documents, settings)
        if lines is not None:
            raise SystemExit(_answer_batch(assistant, lines, documents))
        answer = assistant.ask(asked, documents=documents)
    if as_json:
        echo_json(answer.to_json())
    else:
        from ui.cli.text import as_text

        click.echo(as_text(answer))
    if explain:
        from ui.cli.explain import explanation

        click.echo(f"\n{explanation(answer)}")


def _settings(model: str | None, quotations: bool) -> "Settings":
    """The settings in force, with the language model named on the command line, or with none."""
    from assistant.settings import load_settings

    if model and quotations:
        raise click.UsageError("Give --model or --quotations, not both.")
    return load_settings("" if quotations else model)


def _answer_batch(assistant: "Assistant", lines: IO[str], documents: tuple[str, ...]) -> int:
    """Print an object for each line, in order; returns 1 if any line was not valid, and 0 otherwise."""
    status = 0
    for line in lines:
        if not line.strip():
            continue
        result = _answer_line(assistant, line, documents)
        status = 1 if "error" in result else status
        echo_json(result)
    return status


def _answer_line(assistant: "Assistant", line: str, documents: tuple[str, ...]) -> dict[str, Any]:
    from assistant.question.batch import read_line

    id_: str | None = None
    try:
        asked = read_line(line)
        id_ = asked.id
        return {"id": id_, **assistant.ask(asked.question, asked.history, documents).to_json()}
    except EvenhandError as error:
        from assistant.question.batch import id_of

        return {"id": id_ or id_of(line), "error": str(error)}


@main.command()
@click.option("--rebuild", is_flag=True, help="Build the index even if nothing has changed.")
def index(rebuild: bool) -> None:
    """Build the index; do nothing if it is up to date."""
    from assistant.changes import build, is_current
    from assistant.settings import load_settings
    from indexing.learnt.network import is_installed

    with plain_errors():
        settings = load_settings()
        if not rebuild and is_current(settings):
            click.echo(f"The index in {settings.index} is up to date.")
            return
        with watching() as watch:
            count = build(settings, watch, anew=rebuild)
        click.echo(f"Indexed {count} passages in {settings.index}.")
        if not is_installed():
            click.echo(
                "The cross-encoder is not installed; without it Evenhand answers more questions than it should. Run "
                "'make install'."
            )


@main.group()
def corpus() -> None:
    """The library's documents."""


@corpus.command()
@click.option("--documents", type=click.Path(path_type=Path), help="Folder of curated documents, instead of our own.")
@click.option("--raw", type=click.Path(path_type=Path), help="Folder of the texts as received, instead of our own.")
def check(documents: Path | None, raw: Path | None) -> None:
    """Check each curated document against what was received, word for word. Exit with 1 if one differs."""
    from corpus.fidelity import RAW, check_corpus
    from corpus.load import DOCUMENTS
    from ui.cli.text import fidelity_table

    with plain_errors():
        results = check_corpus(documents or DOCUMENTS, raw or RAW)
        click.echo(fidelity_table(results))
        for result in results:
            for problem in result.problems:
                click.echo(f"{result.document}: {problem}", err=True)
    raise SystemExit(1 if any(result.problems for result in results) else 0)


main.add_command(chat_command)
main.add_command(eval_command)
main.add_command(excerpts_command)
main.add_command(feedback_command)
main.add_command(library_command)
