"""What other programs can call."""
