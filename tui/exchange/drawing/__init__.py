"""Drawings of events as SVG."""
