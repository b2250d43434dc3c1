"""The drawing in lanes: XML whatever the data says, all on its pages, nothing claimed that is not known."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from pathlib import Path

import hostile
import pytest
from making import store_of
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.index.lanes import By
from tui.core.loading.loader import load
from tui.core.model.dataset import EventKind
from tui.core.model.records import Event, Involvement, Organisation
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.drawing import svg
from tui.exchange.drawing.lanes_chart import chart
from tui.exchange.drawing.packing import COLUMNS, EDGE, MOST_LINES, WIDTH, packed, wide
from tui.exchange.exporters.selection import Selection, select

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 3, 9)


def chosen(folder: Path, text: str = "", by: By = "org") -> Selection:
    index = Index(MemoryStore(load(folder)[0]))
    return select(index, index.run(parser.parse(text)), lanes=by)


def drawing(selection: Selection) -> ET.Element:
    return ET.fromstring("".join(svg.draw(selection, TODAY)))


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def many(count: int) -> Selection:
    """As many organisations, each with one event."""
    organisations = [Organisation(id=f"o{n}", name=f"Firm {n}", kind="company") for n in range(count)]
    involved = [(Involvement(entity=f"o{n}", role="there"),) for n in range(count)]
    return everything(
        [
            Event(id=f"e{n}", title=f"Event {n}", date=f"20{n % 20:02}-03-01", involves=involved[n])
            for n in range(count)
        ],
        organisations,
    )


def everything(events: list[Event], organisations: list[Organisation] | None = None) -> Selection:
    index = Index(store_of(events=events, organisations=organisations or []))
    return select(index, index.run(parser.parse("")))


@pytest.fixture(scope="module")
def harbour() -> Selection:
    return chosen(HARBOUR)


def test_title_count_filter_and_day_stand_on_it(harbour: Selection) -> None:
    found = texts(drawing(harbour))
    assert "The harbour software sector" in found
    assert "written 9 Mar 2026 · page 1 of 1" in found
    assert any(
        text.startswith("16 events · ") and text.endswith("organisations with the most events first") for text in found
    )
    assert any(text.startswith("Rests on: ") and "The Example Review" in text for text in found)
    some = texts(drawing(chosen(HARBOUR, "kind:network", "person")))
    assert any(text.startswith("2 of 16 events · kind:network · ") and "people with the most" in text for text in some)


def test_every_page_has_title_axis_and_legend() -> None:
    root = drawing(many(100))
    pages = list(root.findall(f"{SVG}g"))
    assert len(pages) > 2
    assert root.attrib["height"] == f"{len(pages) * svg.HEIGHT}mm"
    for number, page in enumerate(pages, 1):
        said = texts(page)
        assert f"written 9 Mar 2026 · page {number} of {len(pages)}" in said
        assert "event" in said
        assert any(re.search(r"\b20\d\d$", text) for text in said)
    names = [text for text in texts(root) if text.startswith("Firm ")]
    assert sorted(names) == sorted(f"Firm {n}" for n in range(100))


def test_all_stands_within_its_page(harbour: Selection) -> None:
    for selection in (harbour, many(100), many(1)):
        for page in drawing(selection).findall(f"{SVG}g"):
            signs = {sign for group in page.iter(f"{SVG}g") if group.get("transform") for sign in group} - {*page}
            for element in [element for element in page.iter() if element not in signs]:
                x, y = float(element.get("x", 1)), float(element.get("y", 1))
                assert 0 <= x <= WIDTH
                assert 0 <= y <= svg.HEIGHT
                if element.tag == f"{SVG}rect":
                    assert x + float(element.attrib["width"]) <= WIDTH


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    hostile.write(tmp_path)
    text = "".join(svg.draw(chosen(tmp_path), TODAY))
    root = ET.fromstring(text)
    assert not [sign for sign in hostile.FORBIDDEN if sign in text]
    assert {element.tag for element in root.iter()} <= {
        SVG + name for name in ("svg", "title", "desc", "style", "rect", "g", "text", "line", "circle", "path")
    }
    assert not re.search(r"(?i)\b(on\w+|href)=", re.sub(r">[^<]*<", "><", text))
    named = [element.text or "" for element in root.iter(f"{SVG}title")]
    assert sum("lq0" in text for text in named) >= len(hostile.STRINGS) // 2


def test_markup_in_a_title_is_seen_as_it_is() -> None:
    said = '</text><script>x()</script> & "q" ]]> <!--'
    root = drawing(everything([Event(id="e", title=said, date="2020")]))
    assert said in texts(root)
    assert root.find(f".//{SVG}script") is None


def test_no_events_are_a_page_that_says_so(harbour: Selection) -> None:
    index = Index(harbour.store)
    said = texts(drawing(select(index, index.run(parser.parse("kind:law kind:letter")))))
    assert any(text.startswith("0 of 16 events") for text in said)


def test_bars_are_sure_only_where_the_date_is() -> None:
    written = ("2020-08-01", "2020-08-02", "2020-08-03", "2020-08-01/2020-08-03", "2020-08", "2020-08-02/2020-08-03~")
    events = [Event(id=f"e{n}", title="T", date=text) for n, text in enumerate(written)]
    (row,) = chart(store_of(events=events), events, "org", 60).rows
    bars = {bar.event.date: bar for bar in row.bars}
    assert set(bars) == set(written[3:])
    interval = bars["2020-08-01/2020-08-03"]
    assert interval.sure == (interval.x, interval.end)
    assert bars["2020-08"].sure is None
    assert not bars["2020-08"].rough
    assert bars["2020-08-02/2020-08-03~"].rough
    assert row.total == len(written)


def test_titles_never_run_into_one_another() -> None:
    written = {"The vote": "2020-08-09", "The cable": "2020-08-09", "A result": "2020-08-10", "A letter": "2020-09"}
    events = [Event(id=f"e{n}", title=title, date=written[title]) for n, title in enumerate([*written] * 12)]
    (row,) = chart(store_of(events=events), events, "org", COLUMNS).rows
    lines = packed(row, {})
    assert len(lines) == MOST_LINES
    for line in lines:
        assert all(left.x + wide(left) <= right.x for left, right in pairwise(line))
        assert all(item.x + wide(item) <= WIDTH - EDGE for item in line)
    drawn = [event.id for line in lines for item in line for event in item.events]
    assert sorted(drawn) == sorted(event.id for event in events)


@pytest.mark.parametrize("by", ["org", "person", "kind", "source"])
def test_every_event_is_in_a_lane(by: By, harbour: Selection) -> None:
    events = list(harbour.records(Event))
    found = chart(harbour.store, events, by, 80)
    drawn = {event.id for row in found.rows for mark in row.marks for event in mark.events}
    assert drawn == {event.id for event in events}
    assert all(row.total == sum(len(mark.events) for mark in row.marks) for row in found.rows)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium to print with")
def test_it_prints_on_as_many_pages_as_it_says(tmp_path: Path) -> None:
    file, printed = tmp_path / "lanes.svg", tmp_path / "lanes.pdf"
    text = "".join(svg.draw(many(100), TODAY))
    file.write_text(text, encoding="utf-8")
    command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", printed.read_bytes())
    assert len(boxes) == text.count("written 9 Mar 2026")
    assert {(round(float(x)), round(float(y))) for x, y in boxes} == {(842, 595)}


def test_events_that_are_only_counted_are_told() -> None:
    selection = everything([Event(id=f"e{n}", title=f"Event {n}.", date="2020-03-01") for n in range(60)])
    text = "".join(svg.draw(selection, TODAY))
    told = {loss.place for loss in selection.losses.found if loss.kind == "record"}
    assert told == {f"events/e{n}" for n in range(60) if f"Event {n}." not in text}
    assert len(told) == 60 - (MOST_LINES - 1) - svg.MOST_TITLES


def test_the_legend_has_every_sign_that_is_drawn_and_no_other() -> None:
    kinds = {f"k{n}": EventKind(title=f"A kind of event with number {n}", sign=chr(0x2190 + n)) for n in range(60)}
    events = [Event(id=f"e{n}", title=f"Event {n}", date=f"2020-01-{1 + n % 28:02}", kind=f"k{n}") for n in range(50)]
    index = Index(store_of(events=[*events, Event(id="x", title="Bare", date="2021")], kinds=kinds))
    root = drawing(select(index, index.run(parser.parse(""))))
    for page in root.findall(f"{SVG}g"):
        said = " ".join(texts(page))
        assert [
            n for n in range(60) if (f"{chr(0x2190 + n)} A kind of event with number {n}" in said) is not (n < 50)
        ] == []
        assert "◆ no kind" in said
        assert max(float(element.attrib["y"]) for element in page.iter(f"{SVG}text")) < svg.HEIGHT - 3


def test_of_the_signs_of_time_the_legend_has_those_that_are_drawn() -> None:
    meanings = {
        "2020-08-01/2020-08-03": "lasted, for sure",
        "2020-08": "some time in it",
        "2020-08-02/2020-08-09~": "about then",
        "2020-08-05?": "day not sure",
    }
    for dates in (["2020-08-05"], *([one] for one in meanings), [*meanings]):
        days = ("2020-08-01", "2020-08-02", "2020-08-03", "2020-08-09", "2020-08-20")
        events = [Event(id=f"e{n}", title="T", date=when) for n, when in enumerate([*dates, *days])]
        said = texts(drawing(everything(events)))
        assert {*said} & {*meanings.values()} >= {meanings[one] for one in dates if one in meanings}
        assert dates != ["2020-08-05"] or not {*said} & {*meanings.values()}
    crowd = drawing(everything([Event(id=f"e{n}", title="T", date="2020-01-01") for n in range(60)]))
    assert "events in one place" in texts(crowd)


def test_lanes_with_the_most_events_come_first(harbour: Selection) -> None:
    rows = chart(harbour.store, [*harbour.records(Event)], "org", COLUMNS).rows
    named = [row.total for row in rows][:-1]
    assert named == sorted(named, reverse=True)
