"""Pages: what the console shows, and what is done from there."""
