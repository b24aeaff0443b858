"""Which lines are headings, by their style, look or number, and on which level they stand."""
