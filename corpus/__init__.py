"""Documents, as received and as curated: reading them, checking them, cutting them into passages."""
