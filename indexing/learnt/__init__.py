"""What was learnt and is loaded: changes of the embedding model, the cross-encoder, the fitted weights."""
