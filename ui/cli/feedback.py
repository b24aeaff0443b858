"""The subcommand `feedback`: what people said about answers, as drafts of evaluation items."""

import json
from pathlib import Path

import click

from ui.cli.opening import plain_errors
from ui.cli.output import check_output, echo_json, write_output


@click.group("feedback")
def feedback_command() -> None:
    """What people said about answers. It is kept where the setting `feedback` says."""


@feedback_command.command("export")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
def export(output: Path | None) -> None:
    """Write drafts of evaluation items as JSON Lines, for a maintainer to complete."""
    from assistant.settings import load_settings
    from ui.database import open_feedback
    from ui.feedback import FeedbackError, draft_items

    with plain_errors():
        check_output(output)
        where = load_settings().feedback
        if where is None:
            raise FeedbackError(
                "Feedback is switched off; name a file or a database to keep it in with the setting 'feedback'."
            )
        drafts = list(draft_items(open_feedback(where.get_secret_value()).all()))
        if output is None:
            for draft in drafts:
                echo_json(draft)
            return
        write_output(output, "".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts).encode())
        click.echo(f"{len(drafts)} draft{'' if len(drafts) == 1 else 's'} written to {output}.", err=True)
