"""A question -> an answer made of quotations, each with its citation, or an honest refusal."""
