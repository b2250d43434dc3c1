"""Pages about the whole dataset: what is used of each source."""

from __future__ import annotations

import pytest
from making import lines, store_from

from tui.present.coverage import coverage

STORE = store_from("""\
sources:
  gazette: {title: Cables, passages: {cut: {gist: It failed.}, back: {gist: It came back.}}}
  yearbook: {title: Yearbook, held: no}
organisations: {park: {name: Park, kind: state-body}}
events:
  cut-off: {title: Cut off, date: 2020-08-09, evidence: [{passage: gazette/cut, differs: Counts a week.}]}
  agreed: {title: Agreed, date: 2020-08-10}
claims:
  share:
    about: park
    question: What share?
    values: [{value: "10", evidence: [gazette/cut]}, {value: "5", evidence: [gazette/cut]}]
  sure: {about: park, question: How sure?, values: [{value: "10", evidence: [gazette/cut]}]}
""")


def test_coverage_counts_passages_that_are_used_and_names_those_that_are_not() -> None:
    told = lines(coverage(STORE))
    assert told[0] == "1 of 2 passages in 2 sources"
    assert any("1 of 2 passages" in line and "═" in line for line in told[1:])
    assert "unused   back  It came back." in told
    assert told[1] == "3 records on one passage alone"
    start = told.index("    cut")
    assert told[start + 1 : start + 4] == [
        "      Cut off  9 August 2020  on this alone",
        "      What share?  claim  on this alone",
        "      How sure?  claim  on this alone",
    ]  # fmt: skip
    assert told.index("  Yearbook") > next(at for at, line in enumerate(told) if line.startswith("Known only"))


def test_of_very_many_passages_only_the_unused_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.present.coverage.MOST_LISTED", 1)
    told = lines(coverage(STORE))
    assert told[1] == "only unused passages are listed; letapis check --coverage lists all"
    assert "unused   back  It came back." in told
    assert "    cut" not in told


def test_of_very_many_records_on_one_passage_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.present.coverage.MOST_RECORDS", 2)
    told = lines(coverage(STORE))
    assert "      and 1 more" in told
    assert "      # How sure?  on this alone" not in told
