"""Colours: the themes, and how each role of a text looks."""
