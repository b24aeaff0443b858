"""A question: checked, completed from the conversation, split into parts, and sorted by the answer it wants."""
