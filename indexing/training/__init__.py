"""What learns from the catalogue, run by hand; nothing imports it while a question is answered."""
