"""Programs that write records in a format that other tools read."""
