"""Text, passages and citations -> HTML."""
