"""The lanes on the full screen."""
