"""The page under load: visitors who ask as browsers do, of one server, of two, and of a stock page."""
