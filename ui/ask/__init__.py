"""The place where people ask: a conversation, its events, and the page as Gradio draws it."""
