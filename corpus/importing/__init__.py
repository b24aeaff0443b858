"""Files as received (PDF, Word, HTML, Markdown, text) -> Markdown documents, with a report of what was done."""
