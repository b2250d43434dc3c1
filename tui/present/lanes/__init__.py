"""Lanes: events by who or what they belong to, over time."""
