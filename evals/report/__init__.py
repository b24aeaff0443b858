"""Results as people read them: in the terminal, in the README, and as an HTML page."""
