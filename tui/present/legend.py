"""The meaning of every sign on the screens, for the help."""

from __future__ import annotations

from tui.present.lanes.cells import bar_sign, break_sign, shared_sign, unsure
from tui.present.signs import Signs
from tui.present.source.parts import sign_of


def legend(drawn: Signs) -> tuple[tuple[str, str], ...]:
    """Return the signs of the lists, the overview, the lanes and the reader, each with its meaning."""
    return (*_of_lists(drawn), *_of_overview(drawn), *_of_lanes(drawn), *_of_reader(drawn))


def _of_lists(drawn: Signs) -> tuple[tuple[str, str], ...]:
    return (
        (drawn.day, "one day, for sure"),
        (drawn.span, "all of the time from one day to another"),
        (drawn.within, "some time within a month, a year, or between two days"),
        (drawn.rough, "about then (~), or perhaps then (?)"),
        (f"{drawn.gap} 9 days {drawn.gap}", "nothing happened for so long"),
        ("1 2 3", "independent sources; 1 is a single voice (is:single-voice)"),
        (drawn.disputed, "disputed: sources tell it differently (is:disputed)"),
        (drawn.since, "as known at a date: told only by sources that came out later"),
        (drawn.unsure, "as known at a date: its sources have no date, or a rough one"),
        ("*" if drawn.ascii_only else "★", "the value that is preferred, with the reason"),
        (
            "o ." if drawn.ascii_only else "● ○",
            "on one scale: a figure that a source gives, one that the curators computed",
        ),
        (drawn.bookmark, "you have bookmarked it"),
        (drawn.noted, "you have written a note on it"),
        (drawn.cursor, "the cursor"),
        (drawn.stop, "the cursor on a link of a page"),
        (drawn.focus, "the pane that the keys move in"),
        (drawn.more, "at the end of a text: it goes on in the details"),
        (f"{drawn.within}{drawn.span}{drawn.within}", "in a wide list (z): days that may be, and days that surely are"),
        ("(filter)", "a filter that is lifted"),
    )


def _of_overview(drawn: Signs) -> tuple[tuple[str, str], ...]:
    return (
        (
            f"{drawn.blocks[2]} {drawn.blocks[8]}",
            "overview: how many events when; what the filter leaves is brighter",
        ),
        (f"{drawn.gap}", "overview: time without events, left out"),
        (f"{drawn.rule}{drawn.here}{drawn.rule}", "overview: what the list shows, and the day of the cursor"),
    )


def _of_lanes(drawn: Signs) -> tuple[tuple[str, str], ...]:
    return (
        (bar_sign("span", drawn) * 2, "lanes: lasting, all of that time"),
        (bar_sign("within", drawn) * 2, "lanes: some time in it"),
        (bar_sign("about", drawn) * 2, "lanes: about then"),
        (
            f"{unsure(3, drawn)} {unsure(2, drawn)}",
            "lanes: the day is not sure, in wide and in narrow columns",
        ),
        ("2 9+", "lanes: so many events in one place"),
        (shared_sign(drawn), "lanes: another row that has the event under the cursor"),
        (f"{drawn.gap} {break_sign(drawn)}", "lanes: time without events, left out"),
    )


def _of_reader(drawn: Signs) -> tuple[tuple[str, str], ...]:
    plain = drawn.ascii_only
    signs = [
        sign_of(verdict, ascii_only=plain)
        for verdict in ("exact", "same words", "changed", "found twice", "moved", "absent")
    ]
    return (
        (" ".join(signs), "an excerpt in the document: exact, same words, changed, found twice, moved, absent"),
        ("- = <" if plain else "─ ━ ◄", "beside a text: an excerpt, several, the one that you stand at"),
    )
