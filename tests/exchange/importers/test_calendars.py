"""Calendars and Markwhen come in, with their places, people, links and lasting events."""

from pathlib import Path

import pytest
from importing import imported

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Harbour days
BEGIN:VEVENT
DTSTART;VALUE=DATE:20110503
DTEND;VALUE=DATE:20110510
SUMMARY:Fair\\, of a week
DESCRIPTION:Many\\ncame
LOCATION:Fish market
URL:https://fair.example/x
CATEGORIES:Fair,Market
ORGANIZER;CN=Ann Roe:mailto:roe@fair.example
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20110601
DURATION:P2D
RRULE:FREQ=YEARLY
SUMMARY:Two days
END:VEVENT
BEGIN:VEVENT
DTSTART:20110601T140000Z
SUMMARY:An hour
END:VEVENT
BEGIN:VTODO
SUMMARY:A task
END:VTODO
END:VCALENDAR
"""


def test_calendar_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("icalendar", reason="iCalendar is read by icalendar")
    dataset = imported(tmp_path, "c.ics", CALENDAR.replace("\n", "\r\n"))
    fair, days, hour = dataset.events.values()
    assert dataset.about.title == "Harbour days"
    assert (fair.title, fair.date, fair.summary) == ("Fair, of a week", "2011-05-03/2011-05-09", "Many came")
    assert (dataset.places[fair.place].name, dataset.kinds[fair.kind].title) == ("Fish market", "Fair")
    assert [(part.entity, part.role) for part in fair.involves] == [("ann-roe", "organiser")]
    assert dataset.sources[fair.evidence[0].source].url == "https://fair.example/x"
    assert (days.date, hour.date) == ("2011-06-01/2011-06-02", "2011-06-01T14:00:00Z")
    said = capsys.readouterr().err
    for sentence in (
        "1 field: an event has one kind (event 1 “Market”)",
        "1 date: only the first of what is repeated (event 2 “RRULE: FREQ=YEARLY”)",
        "1 record: a dataset has no record like VTODO (“A task”)",
    ):
        assert f"lost: {sentence}" in said


MARKWHEN = """title: The ferry
description: Boats of a town
colour: blue
dateFormat: d/M/y

section Early days
2011-05-03: First crossing #boats #town
About 200 people came, see [The Alder Mirror](https://mirror.example/ferry).
2012-05 / 2013: A long winter
2014 - now: Still going
// a comment
endSection
3/4/2011: Third of April
2011-02-30: No such day
"""


def test_markwhen_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = imported(tmp_path, "c.mw", MARKWHEN)
    first, winter, *_ = dataset.events.values()
    assert (dataset.about.title, dataset.about.summary) == ("The ferry", "Boats of a town")
    dates = [event.date for event in dataset.events.values()]
    assert dates == ["2011-05-03", "2012-05/2013", "2014/..", "2011-04-03", "XXXX"]
    assert (first.title, first.summary) == ("First crossing", "About 200 people came, see The Alder Mirror.")
    assert dataset.sources[first.evidence[0].source].title == "The Alder Mirror"
    assert (dataset.kinds[first.kind].title, dataset.kinds[winter.kind].title) == ("boats", "Early days")
    said = capsys.readouterr().err
    for sentence in (
        "1 text: settings and other lines above the first event (line 3 “colour: blue”)",
        "1 text: comments of the file (line 11",
        "2 fields: an event has one kind (first: line 7 “town”)",
        "1 date: there is no such date (line 14 “2011-02-30”)",
    ):
        assert f"lost: {sentence}" in said


def test_a_date_that_is_none_is_told_as_it_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = imported(tmp_path, "c.ics", CALENDAR.replace("DTSTART;VALUE=DATE:20110503", "DTSTART:220000Z"))
    assert "Fair, of a week" in {event.title for event in dataset.events.values()}
    assert "220000Z" in capsys.readouterr().err
