"""What to show: pure functions from the core's values to frozen rows, cards and strips."""
