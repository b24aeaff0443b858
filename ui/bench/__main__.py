"""`python -m ui.bench` measures the page: twenty visitors, then how much load it bears."""

import argparse
import sys

from ui.bench import load, twenty


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m ui.bench", description="Measure the page under load.")
    parser.add_argument("--seconds", type=float, default=120, help="how long each number of visitors asks (120)")
    parser.add_argument("--only-load", action="store_true", help="leave the twenty visitors out")
    options = parser.parse_args()
    if not options.only_load:
        twenty.measure()
    for line in load.measure(options.seconds):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
