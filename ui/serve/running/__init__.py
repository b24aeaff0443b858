"""A server that runs unattended: whether it is well, what it counts and logs, and how it stops."""
