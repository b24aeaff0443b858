"""What a sentence of a language model says that the passages it cites do not."""
