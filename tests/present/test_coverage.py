"""Pages about the whole dataset: what is used of each source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Claim, Event, Organisation, Passage, Source, Value
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.present.coverage import coverage
from tui.present.page import Page, lay_out


@pytest.fixture
def store() -> Store:
    told = (Citation(passage="gazette/cut", differs="Counts a week."),)
    values = (
        Value(value="10", unit="%", as_of="2020", evidence=told),
        Value(value="5", unit="%", as_of="2019", evidence=told),
    )
    return MemoryStore(
        Dataset(
            root=Path(),
            sources={
                "gazette": Source(
                    id="gazette", title="Cables", passages={"cut": Passage(), "back": Passage(gist="It came back.")}
                ),
                "yearbook": Source(id="yearbook", title="Yearbook", held="no"),
            },
            organisations={"park": Organisation(id="park", name="Park", kind="state-body")},
            events={
                "cut-off": Event(id="cut-off", title="Cut off", date="2020-08-09", evidence=told),
                "agreed": Event(id="agreed", title="Agreed", date="2020-08-10"),
            },
            claims={
                "share": Claim(id="share", about="park", question="What share?", values=values),
                "sure": Claim(id="sure", about="park", question="How sure?", values=values[:1]),
            },
        )
    )


def text(page: Page) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in lay_out(page, 70).lines]


def test_coverage_counts_passages_that_are_used_and_names_those_that_are_not(store: Store) -> None:
    lines = text(coverage(store))
    assert lines[0] == "1 of 2 passages in 2 sources"
    assert any("1 of 2 passages" in line and "━" in line for line in lines[1:])
    assert "unused   back  It came back." in lines
    assert lines[1] == "3 records on one passage alone"
    start = lines.index("    cut")
    assert lines[start + 1 : start + 4] == [
        "      ◆ Cut off  on this alone", "      # What share?  on this alone", "      # How sure?  on this alone",
    ]  # fmt: skip
    assert lines.index("  Yearbook") > next(at for at, line in enumerate(lines) if line.startswith("Known only"))


def test_of_very_many_passages_only_the_unused_are_listed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.present.coverage.MOST_LISTED", 1)
    lines = text(coverage(store))
    assert lines[1] == "only unused passages are listed; letapis check --coverage lists all"
    assert "unused   back  It came back." in lines
    assert "    cut" not in lines


def test_of_very_many_records_on_one_passage_some_are_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.present.coverage.MOST_RECORDS", 2)
    lines = text(coverage(store))
    assert "      and 1 more" in lines
    assert "      # How sure?  on this alone" not in lines
