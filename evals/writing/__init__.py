"""How well the check of a language model works: lies, paraphrases, and a small model that invents."""
