"""The server: who may come in, how often, and what it is made of."""
