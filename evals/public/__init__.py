"""Data sets that other people published, and our search measured on them."""
