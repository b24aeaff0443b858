"""`python -m evals.fit WHAT` prints a fit; `--write` puts it in force."""

import argparse
import datetime as dt
from typing import Any

from assistant.assistant import Assistant
from assistant.settings import load_settings
from evals.fit.excerpts import fit_excerpts
from evals.fit.following import fit_following
from evals.fit.leaning import fit_leaning
from evals.fit.own import fit_own
from evals.fit.quoting import fit_quoting
from evals.fit.reading import fit_reading
from evals.fit.refusal import fit_refusal
from evals.fit.search import fit_search
from evals.fit.turns import tuning_sets
from evals.fit.uncatalogued import fit_uncatalogued
from evals.fit.voices import fit_voices
from indexing.learnt.weights import write_part

_FITS = {
    "search": fit_search,
    "refusal": fit_refusal,
    "reading": fit_reading,
    "uncatalogued": fit_uncatalogued,
    "excerpts": fit_excerpts,
    "leaning": fit_leaning,
    "own": fit_own,
    "quoting": fit_quoting,
    "following": fit_following,
    "voices": fit_voices,
}

# What is fitted to other data than the sets of questions.
_DATA = {"excerpts": "dev of evals/topics"}


def main() -> None:
    """Fit one part of the weights, each to the same questions."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit", description=__doc__)
    parser.add_argument("what", choices=_FITS)
    parser.add_argument("--write", action="store_true", help="put the fitted values in force")
    chosen = parser.parse_args()
    # With five libraries to ask, the questions for practice would double a quarter of an hour.
    sets = tuning_sets(practice=chosen.what != "uncatalogued")
    for part, values in _FITS[chosen.what](sets, Assistant.open(load_settings())).items():
        if chosen.write:
            write_part(part, _described(chosen.what, _DATA.get(chosen.what, ", ".join(sets)), values))


def _described(what: str, data: str, values: dict[str, Any]) -> dict[str, Any]:
    command = f"python -m evals.fit {what} --write"
    return {"command": command, "data": data, "date": dt.date.today().isoformat(), "values": values}


if __name__ == "__main__":
    main()
