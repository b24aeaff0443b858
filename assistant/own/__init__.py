"""Answers in our own words: about the library itself and its abbreviations, and to greetings."""
