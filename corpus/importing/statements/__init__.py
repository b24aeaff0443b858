"""Labels, dates and numbers by which a document says what it is."""
