"""Markdown that somebody else wrote, or that a program scraped from a page."""
