"""A query -> the passages that are nearest, by meaning and by words."""
