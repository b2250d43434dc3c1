"""Say in words when something held that has a start, an end, or a day on which it was so."""

from __future__ import annotations

from tui.core.dates import edtf


def span_of_time(start: str, end: str, as_of: str = "") -> str:
    """Return when something held, in words: "2017 to February 2021", "since 2017", "so as of 26 March 2021"."""
    known = f"so as of {edtf.parse(as_of).display_long}" if as_of else ""
    return ", ".join(filter(None, (_from_to(start, end), known)))


def _from_to(start: str, end: str) -> str:
    first = edtf.parse(start).display_long if start else ""
    last = edtf.parse(end).display_long if end else ""
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first.startswith("until "):
        return f"since {first.removeprefix('until ')} or earlier"
    if first.startswith("since "):
        return f"{first} or later"
    if first.startswith("between "):
        return f"began {first}"
    if last.startswith("until "):
        return last
    if last.startswith(("since ", "between ")):
        return f"ended {last}"
    return f"since {first}" if first else f"until {last}" if last else ""
