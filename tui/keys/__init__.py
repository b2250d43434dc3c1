"""The table of keys, keyboard layouts, and the user's own keys."""
