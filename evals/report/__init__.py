"""Results as people read them: on the terminal, in the README, as one HTML page."""
