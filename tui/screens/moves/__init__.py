"""Who moved from where to where, on the full screen."""
