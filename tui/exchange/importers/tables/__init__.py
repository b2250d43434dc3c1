"""Tables: CSV as people have it, and lists of objects in JSON, which are mapped as tables are."""
