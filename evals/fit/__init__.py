"""Fits the weights in `indexing/learnt/weights.json` to `dev` and the practice questions."""
