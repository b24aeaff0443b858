"""Questions for a document's catalogue, drafted by a language model for a person to review."""
