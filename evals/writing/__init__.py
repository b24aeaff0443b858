"""How well a language model's sentences are checked: lies, honest paraphrases, and a small model that invents."""
