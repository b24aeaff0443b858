"""What was asked: checked, completed from the conversation, taken apart, and what kind of answer it wants."""
