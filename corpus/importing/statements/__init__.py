"""What a document says of itself: labels with their values, dates, and its title."""
