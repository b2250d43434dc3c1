"""The full texts of sources: reading them, and finding excerpts in them."""
