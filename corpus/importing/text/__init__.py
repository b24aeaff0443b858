"""Lines of plain text -> the parts of a document."""
