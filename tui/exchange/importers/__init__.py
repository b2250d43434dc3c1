"""Programs that read another tool's format into records."""
