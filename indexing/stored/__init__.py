"""An index on disk: how it is built, read and told from one that is out of date."""
