"""Questions with their expected answers, how answers to them are scored, and results that can be compared."""
