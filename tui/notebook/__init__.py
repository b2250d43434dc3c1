"""What the reader keeps: atomic files."""
