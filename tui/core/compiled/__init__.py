"""Datasets compiled into one SQLite file each: a cache, rebuilt whenever it does not fit the files."""
