"""Letapis: a terminal explorer for sourced chronologies."""

__version__ = "0.2.0"
