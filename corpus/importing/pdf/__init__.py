"""PDF files -> drafts: characters become lines, lines find their reading order, and blocks of lines become parts."""
