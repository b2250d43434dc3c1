"""Text: what is safe to show, how words are compared, numbers in words, differences between wordings."""
