"""Records by id and what is tied to what."""
