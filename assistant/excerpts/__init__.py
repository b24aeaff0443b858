"""A topic -> every passage on it, and the files that people take away."""
