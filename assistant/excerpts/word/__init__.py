"""Excerpts and conversations as Word documents: real headings, block quotations, lists, tables and references."""
