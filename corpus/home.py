"""A home folder for a user who has none, as in a container."""

import os
from pathlib import Path

# Debian's own word for the home of such a user: nothing can be kept there.
NOWHERE = "/nonexistent"


def assume_home() -> None:
    """Name a home folder where the system knows none: libraries ask for one when they are imported, and fail."""
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = NOWHERE
