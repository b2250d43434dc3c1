"""Records by id and what is attached to what."""
