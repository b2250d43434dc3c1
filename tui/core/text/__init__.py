"""Text made safe for the screen, folded for comparison, read for numbers, and compared word by word."""
