"""What the commands do that faults meet: each gets Ashgrove ready, and gives the arguments of its command."""

import shutil

from ui.faults.ashgrove import INTERPRETERS, VISITS, Ashgrove

Arguments = tuple[str, ...]


def adding(place: Ashgrove) -> Arguments:
    """A document that is not there is added."""
    if (place.library / VISITS).exists():
        place.run("library", "remove", VISITS)
    return "library", "add", str(place.visits)


def replacing(place: Ashgrove) -> Arguments:
    """A newer version takes the place of the one that is there."""
    return "library", "replace", INTERPRETERS, str(place.newer())


def removing(place: Ashgrove) -> Arguments:
    """A document that is there is removed."""
    if not (place.library / VISITS).exists():
        place.run("library", "add", str(place.visits))
    return "library", "remove", VISITS


def indexing(place: Ashgrove) -> Arguments:
    """The index follows after a document was put back into the library by hand, or taken away."""
    here, away = place.library / VISITS, place.store / VISITS
    if not (here.exists() or away.exists()):
        place.run("library", "add", str(place.visits))
    if here.exists():
        shutil.rmtree(away, ignore_errors=True)
        here.rename(away)
    else:
        away.rename(here)
    return ("index",)


def rebuilding(_: Ashgrove) -> Arguments:
    """All is made anew, the models too."""
    return "index", "--rebuild"


def answering(place: Ashgrove) -> Arguments:
    """A batch of questions is answered."""
    return "ask", "--json", "--batch", str(place.questions())
