"""What a record says of itself: the values by which it is counted, how sure it is, and its first and last day."""

from __future__ import annotations

from making import day, store_from

from tui.core.index.facets import AFTER_ALL, BEFORE_ALL, date_bounds, dates_of, is_disputed, own_values, states
from tui.core.model.records import Ref

STORE = store_from("""\
kinds: {law: {title: Law, sign: L}}
relation_types: {leads: {title: leads, reverse: is led by}}
sources:
  one: {title: One, issued: 2020-08-01, issued_from: its number, note: N, passages: {a: {gist: A}, b: {gist: B}}}
  two: {title: Two, issued: 2020~, derives_from: [one], passages: {a: {gist: A}}}
  other: {title: Other, passages: {a: {gist: A}}}
people: {ann: {name: Ann, evidence: [one/a, other/a]}}
places: {town: {name: Town}}
organisations:
  firm: {name: Firm, kind: company, founded: 2001, dissolved: 2005-02~, founded_from: a guess, evidence: [one/a, one/b]}
  gone: {name: Gone, kind: company, dissolved: 2005-02-03, dissolved_from: a guess, evidence: [one/a, other/a]}
  ever: {name: Ever, kind: company, founded: 2005-02-03, evidence: [{passage: one/a, differs: No.}, other/a]}
  never: {name: Never, kind: company}
relations:
  from: {from: ann, type: leads, to: firm, start: 2001-05, start_from: a guess}
  till: {from: ann, type: leads, to: firm, end: 2001-05, end_from: a guess}
  once: {from: ann, type: leads, to: firm, as_of: 2001-05~, as_of_from: a guess}
  both: {from: ann, type: leads, to: firm, start: 2001-05, end: 2002-06, as_of: 2003}
  none: {from: ann, type: leads, to: firm}
events:
  day: {title: A, date: 2020-08-09, kind: law, place: town, after: span, evidence: [one/a, two/a]}
  span: {title: B, date: 2020-08-09/2020-08-12, evidence: [{passage: one/a, differs: No.}, other/a], note: N}
  about: {title: C, date: 2020-08~, evidence: [one/a, other/a]}
  perhaps: {title: D, date: "2020?", date_from: a guess}
  gaps: {title: E, date: "[2019,2021]", evidence: [one/a]}
  opens: {title: F, date: 2020-08-09/..}
  moved: {title: G, date: ../2020-08-09, origin: town, destination: town}
claims:
  size: {about: firm, question: How many?, values: [{value: "5", as_of: 2001}, {value: "7", as_of: 2001}]}
  name: {about: gone, question: Q, values: [{value: A, as_of: 2003-05~, evidence: [one/a]}, {value: A, as_of: 2001-02}]}
""")
WANTED = {
    "events/day": "kind:law dated:day lasts:surely is:single-voice has:place has:after",
    "events/span": "kind: dated:day lasts:surely is:disputed has:note has:differs",
    "events/about": "kind: dated:month lasts:about is:approximate",
    "events/perhaps": "kind: dated:year is:uncited is:approximate is:inferred",
    "events/gaps": "kind: dated:other gaps:[2019,2021] is:single-voice",
    "events/opens": "kind: dated:other lasts:surely is:uncited",
    "events/moved": "kind: dated:other lasts:surely is:uncited has:place has:move",
    "organisations/firm": "kind:company is:single-voice is:disputed is:approximate is:inferred has:claim",
    "organisations/gone": "kind:company is:inferred has:claim",
    "organisations/ever": "kind:company is:disputed has:differs",
    "organisations/never": "kind:company is:uncited",
    "relations/from": "relation:leads is:uncited is:inferred",
    "relations/till": "relation:leads is:uncited is:inferred",
    "relations/once": "relation:leads is:uncited is:approximate is:inferred",
    "relations/both": "relation:leads is:uncited",
    "people/ann": "",
    "places/town": "is:uncited",
    "sources/one": "dated:day is:inferred has:note",
    "sources/two": "dated:year",
    "sources/other": "",
    "claims/size": "is:uncited is:disputed",
    "claims/name": "is:single-voice is:approximate",
}


def test_a_record_has_the_values_that_it_says_each_once() -> None:
    for name, wanted in WANTED.items():
        record = STORE.record(Ref(*name.split("/")))
        assert record is not None
        assert [f"{field}:{value}" for field, value in own_values(STORE, record)] == wanted.split(), name
        assert is_disputed(STORE, record) is ("disputed" in states(STORE, record)), name


BOUNDS = {
    "events/day": ("2020-08-09", "2020-08-09"),
    "events/opens": ("2020-08-09", ""),
    "events/moved": ("", "2020-08-09"),
    "organisations/firm": ("2001-01-01", "2005-02-28"),
    "organisations/gone": ("", "2005-02-03"),
    "organisations/ever": ("2005-02-03", ""),
    "relations/from": ("2001-05-01", ""),
    "relations/till": ("", "2001-05-31"),
    "relations/once": ("2001-05-01", "2001-05-31"),
    "relations/both": ("2001-05-01", "2002-06-30"),
    "claims/name": ("2001-02-01", "2003-05-31"),
    "sources/one": ("2020-08-01", "2020-08-01"),
}
OUTER = {
    "organisations/firm": ("2001-01-01", "2005-03-14"),
    "relations/once": ("2001-04-16", "2001-06-15"),
    "claims/name": ("2001-02-01", "2003-06-15"),
}


def test_a_record_lasts_from_the_first_day_that_its_dates_name_to_the_last_one() -> None:
    for outer, wanted in ((False, BOUNDS), (True, BOUNDS | OUTER)):
        for name, (first, last) in wanted.items():
            record = STORE.record(Ref(*name.split("/")))
            assert record is not None
            found = date_bounds(record, outer=outer)
            assert found == (day(first) if first else BEFORE_ALL, day(last) if last else AFTER_ALL), (name, outer)
    for name in ("organisations/never", "relations/none", "people/ann", "places/town", "sources/other"):
        record = STORE.record(Ref(*name.split("/")))
        assert record is not None
        assert date_bounds(record) is None
        assert dates_of(record) == []
    both = STORE.record(Ref("relations", "both"))
    assert both is not None
    assert [date.text for date in dates_of(both)] == ["2001-05", "2002-06", "2003"]
