"""The dossier: what was selected, made ready to be read by somebody else, and its writers."""
