"""Documents as received and as curated: read, check, cut into passages."""
