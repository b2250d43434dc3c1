"""How two are tied, and who is tied to one, on the full screen."""
