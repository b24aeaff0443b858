"""Curated Markdown: the sections of a body, and the marks inside a text."""
