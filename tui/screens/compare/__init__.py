"""The comparison of sources on the full screen."""
