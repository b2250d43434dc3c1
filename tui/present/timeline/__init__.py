"""Rows of the first pane."""
