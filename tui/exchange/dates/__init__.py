"""Dates at the borders: as people write them, and as each format holds them."""
