"""The places that need no Gradio: excerpts, the library, a document, help."""
