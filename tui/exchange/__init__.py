"""What comes in and goes out: one file per format."""
