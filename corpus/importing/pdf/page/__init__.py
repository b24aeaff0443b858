"""What stands on a page of a PDF: its characters, words, lines and tables, in reading order."""
