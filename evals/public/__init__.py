"""Public data that others wrote, and our search measured on it."""
