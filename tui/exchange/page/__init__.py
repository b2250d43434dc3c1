"""The page: an explorer for a browser in one file, whole also where no script runs."""
