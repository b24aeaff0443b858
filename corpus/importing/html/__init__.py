"""The inside of a web page: its characters, its main content, its text and what its head says of it."""
