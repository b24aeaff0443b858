"""The command `evenhand`, with a file for each larger subcommand; click is confined to this folder."""
