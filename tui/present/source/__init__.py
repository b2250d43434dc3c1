"""A source to read: outline, full text, excerpts, citations."""
