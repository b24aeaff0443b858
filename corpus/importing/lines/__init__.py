"""Lines as a Word file or a web page sets them -> headings, paragraphs and lists."""
