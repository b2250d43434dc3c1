"""Import, export and edit records: one module a format."""
