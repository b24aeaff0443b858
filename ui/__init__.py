"""Answers shown: in the terminal, on a page, as files."""
