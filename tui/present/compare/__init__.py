"""The comparison: the same days in the accounts of each source."""
