"""The inside of a Word file: its package, styles, numbering, paragraphs and tables."""
