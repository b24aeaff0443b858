"""Questions with their expected answers, measures, and runs that can be compared."""
