"""The reader: a source on the full screen."""
