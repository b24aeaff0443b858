"""What becomes of a question that is not fully answered: said to be touched on, answered in part, or refused."""
