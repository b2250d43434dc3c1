"""Screens own the state and feed the panes."""
