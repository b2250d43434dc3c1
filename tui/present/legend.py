"""The meaning of every sign on the screens, for the help."""

from __future__ import annotations

from tui.present.lanes.cells import unsure
from tui.present.signs import signs
from tui.present.source.parts import sign_of


def legend() -> tuple[tuple[str, str], ...]:
    """Return the signs of the lists, the overview, the lanes and the reader, each with its meaning."""
    return (*_of_lists(), *_of_overview(), *_of_lanes(), *_of_reader())


def _of_lists() -> tuple[tuple[str, str], ...]:
    return (
        (signs().day, "one day, for sure"),
        (signs().span, "all of the time from one day to another"),
        (signs().within, "some time within a month, a year, or between two days"),
        (signs().rough, "about then (~), or perhaps then (?)"),
        (f"{signs().gap} 9 days {signs().gap}", "nothing happened for so long"),
        ("1 2 3", "independent sources; 1 is a single voice (is:single-voice)"),
        (signs().disputed, "disputed: sources tell it differently (is:disputed)"),
        (signs().since, "as known at a date: told only by sources that came out later"),
        (signs().unsure, "as known at a date: its sources have no date, or a rough one"),
        (signs().preferred, "the value that is preferred, with the reason"),
        (
            f"{signs().figure} {signs().computed}",
            "on one scale: a figure that a source gives, one that the curators computed",
        ),
        (signs().bookmark, "you have bookmarked it"),
        (signs().noted, "you have written a note on it"),
        (signs().cursor, "the cursor"),
        (signs().stop, "the cursor on a link of a page"),
        (signs().focus, "the pane that the keys move in"),
        (signs().more, "at the end of a text: it goes on in the details"),
        (
            f"{signs().within}{signs().span}{signs().within}",
            "in a wide list (z): days that may be, and days that surely are",
        ),
        ("(filter)", "a filter that is lifted"),
    )


def _of_overview() -> tuple[tuple[str, str], ...]:
    return (
        (
            f"{signs().blocks[2]} {signs().blocks[8]}",
            "overview: how many events when; what the filter leaves is brighter",
        ),
        (f"{signs().gap}", "overview: time without events, left out"),
        (f"{signs().rule}{signs().here}{signs().rule}", "overview: what the list shows, and the day of the cursor"),
    )


def _of_lanes() -> tuple[tuple[str, str], ...]:
    return (
        (signs().span * 2, "lanes: lasting, all of that time"),
        (signs().within * 2, "lanes: some time in it"),
        (signs().about * 2, "lanes: about then"),
        (
            f"{unsure(3)} {unsure(2)}",
            "lanes: the day is not sure, in wide and in narrow columns",
        ),
        ("2 9+", "lanes: so many events in one place"),
        (signs().shared, "lanes: another row that has the event under the cursor"),
        (f"{signs().gap} {signs().left_out}", "lanes: time without events, left out"),
    )


def _of_reader() -> tuple[tuple[str, str], ...]:
    verdicts = [sign_of(verdict) for verdict in ("exact", "same words", "changed", "found twice", "moved", "absent")]
    return (
        (" ".join(verdicts), "an excerpt in the document: exact, same words, changed, found twice, moved, absent"),
        ("- = <" if signs().ascii_only else "─ ━ ◄", "beside a text: an excerpt, several, the one that you stand at"),
    )
