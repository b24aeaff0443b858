"""The parts of a document -> its Markdown."""
