"""The index: which records match a query, in what order, with what counts."""
