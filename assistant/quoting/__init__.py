"""Hits -> the quotations of an answer, with their citations."""
