"""The subcommand `library`: what each of its commands does, and what it prints."""
