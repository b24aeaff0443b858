import re

from indexing.library import KnownGap
from ui.cli.library.text import out_of_force


def test_known_gaps_are_counted_by_document_and_never_shown() -> None:
    gaps = {
        "bread": [KnownGap(f"Question {n}?", 0, premise=False) for n in range(12)],
        "": [KnownGap("Why?", None, premise=False)],
    }
    head, *lines = out_of_force(gaps).split("\n")
    assert head.endswith("They are asked as any other:")
    assert lines == ["    12 near to bread", "    1 near to no document"]
    assert not re.search(r"Question \d|Why", out_of_force(gaps))
