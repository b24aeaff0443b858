"""What an import did: the proof by words that nothing was lost, and the report."""
