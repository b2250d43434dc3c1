"""The comparison: the same days as told by each source."""
