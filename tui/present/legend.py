"""The meaning of every sign on the screens, for the help."""

from __future__ import annotations

from tui.present.lanes.cells import unsure
from tui.present.signs import signs
from tui.present.source.parts import sign_of


def legend() -> tuple[tuple[str, str], ...]:
    """Return the signs of the lists, the overview, the lanes and the reader, each with its meaning."""
    sign = signs()
    verdicts = [sign_of(verdict) for verdict in ("exact", "same words", "changed", "found twice", "moved", "absent")]
    return (
        (sign.day, "one day, for sure"),
        (sign.span, "all of the time from one day to another"),
        (sign.within, "some time within a month, a year, or between two days"),
        (sign.rough, "about then (~), or perhaps then (?)"),
        (f"{sign.gap} 9 days {sign.gap}", "nothing happened for so long"),
        ("1 2 3", "independent sources; 1 is a single voice (is:single-voice)"),
        (sign.disputed, "disputed: sources tell it differently (is:disputed)"),
        (sign.since, "as known at a date: told only by sources that came out later"),
        (sign.unsure, "as known at a date: its sources have no date, or a rough one"),
        (sign.preferred, "the value that is preferred, with the reason"),
        (
            f"{sign.figure} {sign.computed}",
            "on one scale: a figure that a source gives, one that the curators computed",
        ),
        (sign.bookmark, "you have bookmarked it"),
        (sign.noted, "you have written a note on it"),
        (sign.cursor, "the cursor"),
        (sign.stop, "the cursor on a link of a page"),
        (sign.focus, "the pane that the keys move in"),
        (sign.more, "at the end of a text: it goes on in the details"),
        (f"{sign.within}{sign.span}{sign.within}", "in a wide list (z): days that may be, and days that surely are"),
        ("(filter)", "a filter that is lifted"),
        (f"{sign.blocks[2]} {sign.blocks[8]}", "overview: how many events when; what the filter leaves is brighter"),
        (sign.gap, "overview: time without events, left out"),
        (f"{sign.rule}{sign.here}{sign.rule}", "overview: what the list shows, and the day of the cursor"),
        (sign.span * 2, "lanes: lasting, all of that time"),
        (sign.within * 2, "lanes: some time in it"),
        (sign.about * 2, "lanes: about then"),
        (f"{unsure(3)} {unsure(2)}", "lanes: the day is not sure, in wide and in narrow columns"),
        ("2 9+", "lanes: so many events in one place"),
        (sign.shared, "lanes: another row that has the event under the cursor"),
        (f"{sign.gap} {sign.left_out}", "lanes: time without events, left out"),
        (" ".join(verdicts), "an excerpt in the document: exact, same words, changed, found twice, moved, absent"),
        ("- = <" if sign.ascii_only else "─ ━ ◄", "beside a text: an excerpt, several, the one that you stand at"),
    )
