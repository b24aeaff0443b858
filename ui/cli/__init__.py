"""The command `evenhand`, one file a subcommand."""
