"""Faults on purpose, as they happen to whoever runs Evenhand: what is survived, and how long it takes."""
