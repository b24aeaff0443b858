"""The subcommand `feedback`: what people said of answers, as drafts of evaluation items."""

import json
from pathlib import Path

import click

from ui.cli.opening import plain_errors


@click.group("feedback")
def feedback_command() -> None:
    """What people said of answers, where the setting `feedback` names a file that keeps it."""


@feedback_command.command("export")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
def export(output: Path | None) -> None:
    """Write JSON Lines of drafts of evaluation items, for a maintainer to complete."""
    from assistant.settings import load_settings
    from ui.feedback import FeedbackError, FeedbackFile, draft_items

    with plain_errors():
        path = load_settings().feedback
        if path is None:
            raise FeedbackError("Feedback is switched off; name the file that keeps it with the setting 'feedback'.")
        drafts = list(draft_items(FeedbackFile(path).all()))
        text = "".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts)
        if output is None:
            click.echo(text, nl=False)
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise FeedbackError(f"{output} cannot be written: {error.strerror}; name another file.") from error
        click.echo(f"{len(drafts)} draft{'' if len(drafts) == 1 else 's'} written to {output}.", err=True)
