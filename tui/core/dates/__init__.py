"""Dates as vague as the sources give them: EDTF, its wording, scales of time, and dates as users type them."""
