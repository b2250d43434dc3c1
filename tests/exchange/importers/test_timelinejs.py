"""Timelines come in whole: slides, eras and the title slide; media, credits, captions and links as sources."""

import json
from pathlib import Path
from typing import Any

import pytest
from importing import imported
from samples import HARBOUR

from tui.cli.main import run
from tui.core.loading import loader

LINK = "https://mirror.example/ferry"
PICTURE = "https://pictures.example/quay.jpg"


def slide(headline: Any, **fields: Any) -> dict[str, Any]:
    text = {"headline": headline, "text": fields.pop("text", "")}
    return {"start_date": {"year": "2019", "month": "6"}, "text": text, **fields}


def test_slide_brings_its_sources(tmp_path: Path) -> None:
    html = f"""<p>Many came; see <a class=x href='{LINK}'>The Alder Mirror</a>.</p>
        <blockquote>“About 200 people came” — <a href="https://two.example/a?b=1&amp;c=2">Two</a></blockquote>"""
    media = {"url": PICTURE, "caption": "The <b>quay</b>", "credit": "Ann Roe"}
    video = {"url": "https://www.youtube.com/watch?v=x", "caption": "A film"}
    dataset = imported(tmp_path, "t.json", {"events": [
        slide("First &amp; last<br>ferry", text=html, media=media, group="Boats", unique_id="ferry"),
        slide("", text="No headline", media=video, background={"url": PICTURE}),
    ]})  # fmt: skip
    ferry, second = dataset.events.values()
    assert (ferry.id, ferry.title, ferry.date, ferry.summary) == (
        "ferry", "First & last ferry", "2019-06", "Many came; see The Alder Mirror.",
    )  # fmt: skip
    assert dataset.kinds[ferry.kind].title == "Boats"
    sources = [dataset.sources[citation.source] for citation in ferry.evidence]
    assert [(source.title, source.url, source.type) for source in sources] == [
        ("Two", "https://two.example/a?b=1&c=2", "webpage"),
        ("The Alder Mirror", LINK, "webpage"),
        ("The quay", PICTURE, "graphic"),
    ]
    assert [passage.quote for passage in sources[0].passages.values()] == ["About 200 people came"]
    assert [author.full for author in sources[2].authors] == ["Ann Roe"]
    assert second.title == "No headline"
    assert [dataset.sources[citation.source].title for citation in second.evidence] == ["A film", "The quay"]


def test_a_link_that_is_no_web_address_is_told_and_no_source(tmp_path: Path) -> None:
    html = "See <a href='mailto:ann@one.example'>the letter here</a>."
    dataset = imported(tmp_path, "t.json", {"title": {"text": {"headline": html}}, "events": [slide("F", text=html)]})
    assert dataset.sources == {}
    assert dataset.events["f"].evidence == ()


def test_title_slide_is_the_datasets_own_text_and_eras_last(tmp_path: Path) -> None:
    era = {"start_date": {"year": 1900}, "end_date": {"year": 1910}, "text": {"headline": "Steam"}}
    title = {"text": {"headline": "The ferry", "text": "<p>A town and its boats.</p>"}, "media": {"url": PICTURE}}
    dataset = imported(tmp_path, "t.json", {"title": title, "eras": [era], "events": [slide("One")]})
    assert (dataset.about.title, dataset.about.summary) == ("The ferry", "A town and its boats.")
    assert [source.url for source in dataset.sources.values()] == [PICTURE]
    steam = dataset.events["steam"]
    assert (steam.date, dataset.kinds[steam.kind].title) == ("1900/1910", "Era")


def test_version_2_is_read(tmp_path: Path) -> None:
    old = {
        "headline": "The ferry",
        "type": "default",
        "text": "<p>Boats</p>",
        "date": [
            {"startDate": "2011,12,10", "endDate": "2011,12,11", "headline": "H", "text": f"<a href='{LINK}'>x</a>",
             "tag": "Boats", "asset": {"media": PICTURE, "caption": "Quay", "credit": "Ann Roe"}},
            {"startDate": "10 May 2012", "headline": "In words"},
            {"startDate": "2012", "headline": "Year"},
        ],
        "era": [{"startDate": "1900", "endDate": "1910", "headline": "Steam"}],
    }  # fmt: skip
    dataset = imported(tmp_path, "t.json", {"timeline": old})
    assert (dataset.about.title, dataset.about.summary) == ("The ferry", "Boats")
    assert [event.date for event in dataset.events.values()] == [
        "2011-12-10/2011-12-11", "2012-05-10", "2012", "1900/1910",
    ]  # fmt: skip
    assert {source.url for source in dataset.sources.values()} == {LINK, PICTURE}
    assert dataset.kinds[dataset.events["h"].kind].title == "Boats"


def test_what_a_timeline_has_and_an_event_has_not_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = [
        slide("One", media={"url": "img/quay.jpg", "credit": "Ann Roe", "thumbnail": "t.jpg"}, layout="x",
              background={"color": "#fff"}),
        slide(None),
        "words",
        {"start_date": {"year": "2021", "month": "13"}, "text": {"headline": "Bad"}, "display_date": "Spring"},
    ]  # fmt: skip
    dataset = imported(tmp_path, "t.json", {"events": events, "scale": "cosmological"})
    assert dataset.events["one"].note == "Media: img/quay.jpg\nCredit: Ann Roe"
    assert (dataset.events["bad"].date, dataset.events["bad"].note) == ("XXXX", "Dated “Spring” in the timeline.")
    said = capsys.readouterr().err
    for sentence in (
        "1 field: a source has no place for thumbnail of media (slide 1 “t.jpg”)",
        "1 field: an event has no place for layout of a slide (slide 1 “x”)",
        "1 field: the background of a slide is only a picture of it (slide 1 “#fff”)",
        "1 field: a dataset has no place for scale of a timeline",
        "1 record: no title (slide 2",
        "1 record: it is no slide (slide 3 “words”)",
        "1 date: there is no such date (slide 4",
    ):
        assert f"lost: {sentence}" in said


def test_excerpts_of_harbour_come_back_under_their_sources(tmp_path: Path) -> None:
    run(["export", "-d", str(HARBOUR), "--format", "timelinejs", "-o", str(tmp_path / "h.json")])
    back = imported(tmp_path, "b.json", json.loads((tmp_path / "h.json").read_text(encoding="utf-8")))
    harbour, _ = loader.load(HARBOUR)

    def quoted(dataset: Any, event: Any) -> list[str]:
        found = [citation.passage.partition("/") for citation in event.evidence]
        return [dataset.sources[source].passages[key].quote for source, _, key in found]

    for key, event in back.events.items():
        known = harbour.events[key]
        assert (event.title, event.summary) == (known.title, known.summary)
        assert quoted(back, event) == quoted(harbour, known)
