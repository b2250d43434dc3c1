"""The reader over documents that are long, or long in coming: the excerpt is shown first, the rest follows."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest
from driving import heading, reading_at, said

from tui.core.documents import folder as documents
from tui.core.model.records import Ref
from tui.present.page import Layout, Link
from tui.screens.explorer import navigation as reading
from tui.widgets.page_view import PageCursor

PARAGRAPHS = [
    f"Paragraph {n}: the crane at the far quay turned twice and the men counted {n} crates." for n in range(9000)
]
QUOTES = {"first": "turned twice and the men counted 7 crates", "asked": "the men counted 6000 crates"}


def novel(folder: Path, quotes: dict[str, str]) -> Path:
    """Write a dataset of one source with a document of 9,000 paragraphs; an event rests on its excerpt `asked`."""
    (folder / "documents").mkdir()
    (folder / "documents" / "novel.txt").write_text("\n\n".join(PARAGRAPHS), encoding="utf-8")
    passages = "".join(f'      {key}: {{paragraph: 1, quote: "{quote}"}}\n' for key, quote in quotes.items())
    source = f"sources:\n  novel:\n    title: Novel\n    language: en\n    passages:\n{passages}"
    event = "events:\n  lamp: {title: A lamp is lit, date: 2020-08-09, evidence: [novel/asked]}\n"
    (folder / "dataset.yaml").write_text(f"letapis: 1\ndataset: {{title: Novel}}\n{source}{event}", encoding="utf-8")
    return folder


async def test_a_large_document_is_shown_at_the_excerpt_and_the_other_marks_follow(tmp_path: Path) -> None:
    async with reading_at((100, 30), folder=novel(tmp_path, QUOTES), at="lamp") as (pilot, screen):
        first, _ = screen.reader.extent
        row = first - screen.reader.scroll_offset.y
        assert "Paragraph 6000:" in "".join(span.text for span in screen.reader.lines[first])
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.reading.whole
        assert [stop.key for stop in screen.reading.stops] == ["novel/first", "novel/asked"]
        assert screen.reader.extent[0] - screen.reader.scroll_offset.y == row
        await pilot.press("N")
        assert screen.key == "novel/first"
        first, _ = screen.reader.extent
        assert first - screen.reader.scroll_offset.y < screen.reader.size.height
        assert "Paragraph 7:" in "".join(span.text for span in screen.reader.lines[first])


async def test_an_excerpt_that_the_document_words_otherwise_is_gone_to_once_it_is_found(tmp_path: Path) -> None:
    quotes = {**QUOTES, "asked": "the sailors counted 6000 crates"}
    async with reading_at((100, 30), folder=novel(tmp_path, quotes), at="lamp") as (pilot, screen):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        first, _ = screen.reader.extent
        assert 0 < first - screen.reader.scroll_offset.y < screen.reader.size.height
        assert "Paragraph 6000:" in "".join(span.text for span in screen.reader.lines[first])
        (stop,) = (stop for stop in screen.reading.stops if stop.key == "novel/asked")
        assert stop.verdict == "changed"


async def test_the_end_and_the_beginning_of_a_large_document_are_reached(tmp_path: Path) -> None:
    async with reading_at((60, 20), "G", folder=novel(tmp_path, QUOTES), at="lamp") as (pilot, screen):
        reader = screen.reader
        await pilot.app.workers.wait_for_complete()
        assert reader.scroll_offset.y == len(reader.lines) - reader.size.height
        assert "Paragraph 8999:" in "\n".join(reader.render_line(y).text for y in range(reader.size.height))
        await pilot.press("g")
        assert reader.scroll_offset.y == 0
        assert reader.render_line(0).text.strip() == "Novel"
        before: list[str] = []
        for _ in range(30):
            await pilot.press("pagedown")
            shown = [reader.render_line(y).text.strip() for y in range(reader.size.height)]
            assert sum(map(bool, shown)) > reader.size.height // 2
            assert shown != before
            before = shown


async def test_a_document_that_takes_long_comes_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    quick = documents.find

    def slow(*wanted: Any, **how: Any) -> dict[str, documents.Document]:
        gate.wait(20)
        return quick(*wanted, **how)

    monkeypatch.setattr(documents, "find", slow)
    monkeypatch.setattr(reading, "PATIENCE", 0)
    async with reading_at((130, 24), "n", fresh=True) as (pilot, screen):
        assert heading(screen).endswith("passage 2 of 12 · reading the document …")
        assert "came back at about 7 am" in said(screen.reader)
        gate.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert heading(screen).endswith("excerpt 2 of 12 · full text")
        assert screen.reader.extent[0] >= screen.reader.scroll_offset.y
        assert screen.reader.cursor.link is not None
        assert screen.reader.cursor.link.ref.id == "gazette/back"


class LaidLate:
    """A page whose last lines are laid out only when they come into view, which leaves it with fewer links."""

    def __init__(self) -> None:
        links = tuple((Link(Ref("events", f"{at}")), at, at) for at in range(9))
        self.layout_of_page = Layout([()] * 9, links, {}, (0, 8))
        self.seen = (0, 8)

    def repaint(self) -> None:
        pass

    def post_message(self, message: object) -> None:
        pass

    def scroll_lines(self, by: int) -> None:
        self.layout_of_page = Layout([()] * 20, ((Link(Ref("events", "late")), 12, 12),), {}, (12,))
        self.seen = (11, 19)

    scroll_to_line = scroll_lines


def test_the_cursor_is_on_a_link_of_what_is_laid_out_only_now() -> None:
    page = LaidLate()
    cursor = PageCursor(cast("Any", page))
    cursor.scroll_by(20)
    assert (cursor.at, cursor.link) == (0, page.layout_of_page.links[0][0])
    page = LaidLate()
    page.seen = (0, 5)
    cursor = PageCursor(cast("Any", page))
    cursor.to_match(-1)
    assert cursor.link == page.layout_of_page.links[0][0]
