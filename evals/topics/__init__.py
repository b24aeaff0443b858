"""Excerpts measured on topics that two labellers gathered the passages of."""
