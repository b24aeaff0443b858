"""The door: who is asked for a name and a password, how these are checked, and how a visitor stays signed in."""
