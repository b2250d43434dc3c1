"""Dates as vague as the sources give them: EDTF grammar, values, words, and dates as people type them."""
