"""The lists that people keep beside the documents: abbreviations, signposts, and questions of several sorts."""
