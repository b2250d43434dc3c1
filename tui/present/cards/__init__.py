"""Cards: what the details pane shows of a record."""
