"""Pages in a pane: the cursor through links, stepping through evidence, the reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import OneWidget, each_size, explorer, press_keys, until
from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from tui.core.documents.folder import Document
from tui.core.model.dataset import Dataset
from tui.core.model.records import Citation, Event, Passage, Ref, Source
from tui.core.query.tree import Field
from tui.core.store.base import Store
from tui.core.store.memory import MemoryStore
from tui.messages import CitationHighlighted, LinkOpened, PassageOpened, TermPicked
from tui.paths import resource_dir
from tui.present.page import Block, Link, Page, Span, lay_out
from tui.present.signs import signs
from tui.present.source.evidence import excerpts
from tui.screens.dialogs.page import PageScreen
from tui.screens.reader.screen import Reader, ReaderScreen
from tui.widgets.page_view import PageView
from tui.widgets.sources import Sources

pytestmark = pytest.mark.usefixtures("every_drawing")

PAGE = Page(
    (
        Block((Span("first", link=Link(Ref("events", "one"), Field("id", "one"))), Span(" and plain text"))),
        *(Block((Span(f"line {n}"),)) for n in range(30)),
        Block((Span("last", link=Link(Ref("events", "two"), Field("id", "two"))),), anchor="end"),
    )
)


class Pages(OneWidget):
    CSS_PATH = [resource_dir("styles") / f"{name}.tcss" for name in ("app", "page", "reader")]

    def __init__(self, view: PageView | Sources) -> None:
        super().__init__()
        self.view = view
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.view

    @on(LinkOpened)
    @on(TermPicked)
    @on(CitationHighlighted)
    @on(PassageOpened)
    def note(self, message: Message) -> None:
        self.told.append(message)


@asynccontextmanager
async def shown(page: Page = PAGE, size: tuple[int, int] = (40, 10)) -> AsyncIterator[tuple[Pages, Pilot[None]]]:
    """Show a page alone, with the focus on it."""
    app = Pages(PageView())
    async with app.run_test(size=size) as pilot:
        app.view.show(page)
        app.view.focus()
        await pilot.pause()
        yield app, pilot


@asynccontextmanager
async def reader_at(
    key: str, store: Store, document: Document | None = None, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[Reader, Pilot[None], list[object]]]:
    """Open the reader at a passage; the list receives what it comes back with."""
    app = Pages(PageView())
    back: list[object] = []
    async with app.run_test(size=size) as pilot:
        await app.push_screen(ReaderScreen(store, key.partition("/")[0], key, document), back.append)
        await pilot.pause()
        yield app.screen.query_one(Reader), pilot, back


@pytest.fixture
def store() -> Store:
    passages = {f"p{n}": Passage(paragraph=n, gist=f"Gist {n}.", quote=f"words number {n}") for n in range(1, 13)}
    told = tuple(Citation(passage=f"gazette/p{n}") for n in range(1, 5))
    source = Source(id="gazette", title="Cables", publisher="The Gazette", passages=passages)
    event = Event(id="cut-off", title="Cut off", date="2020-08-09", evidence=told)
    return MemoryStore(Dataset(root=Path(), sources={"gazette": source}, events={"cut-off": event}))


async def test_enter_opens_the_link_under_the_cursor_and_v_offers_its_term() -> None:
    async with shown() as (app, pilot):
        await pilot.press("enter", "v")
        opened, picked = app.told
        assert isinstance(opened, LinkOpened)
        assert opened.link.ref == Ref("events", "one")
        assert isinstance(picked, TermPicked)
        assert picked.term == Field("id", "one")


async def test_j_scrolls_by_a_line_until_the_next_link_is_in_reach() -> None:
    async with shown() as (app, pilot):
        await pilot.press("j")
        assert app.view.scroll_offset.y == 1
        await pilot.press(*["j"] * 40)
        assert app.view.link is not None
        assert app.view.link.ref.id == "two"
        assert app.view.scroll_offset.y == len(app.view.lines) - 10
        await pilot.press("g")
        assert app.view.scroll_offset.y == 0
        assert app.view.link.ref.id == "one"


async def test_a_click_opens_only_where_the_link_stands() -> None:
    async with shown() as (app, pilot):
        await pilot.click(offset=(12, 0))
        assert app.told == []
        await pilot.click(offset=(3, 0))
        assert [type(message) for message in app.told] == [LinkOpened]


async def test_a_page_shown_at_an_anchor_starts_there_also_before_it_has_a_size() -> None:
    view = PageView()
    view.show(PAGE, anchor="end")
    app = Pages(view)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert view.link is not None
        assert view.link.ref.id == "two"
        assert view.scroll_offset.y == len(view.lines) - 10


async def test_a_page_can_be_drawn_in_any_size() -> None:
    async with shown() as (app, pilot):
        async for _ in each_size(pilot, [(1, 1), (2, 3), (20, 5), (200, 60), (30, 8)]):
            await pilot.press("j", "k", "G", "ctrl+u", "n", "N")
            assert app.view.scroll_offset.y <= len(app.view.lines)


async def test_j_goes_from_citation_to_citation_and_enter_or_a_second_click_asks_for_the_passage(store: Store) -> None:
    view = Sources()
    app = Pages(view)
    async with app.run_test(size=(40, 40)) as pilot:
        view.show(excerpts(store, Ref("events", "cut-off"), 0))
        view.focus()
        await pilot.press("j", "j", "enter", "k", "v")
        moved = [message.citation for message in app.told if isinstance(message, CitationHighlighted)]
        assert moved == [1, 2, 1]
        opened = [message.key for message in app.told if isinstance(message, PassageOpened)]
        assert opened == ["gazette/p3"]
        assert [message.term for message in app.told if isinstance(message, TermPicked)] == [Field("source", "gazette")]
        app.told.clear()
        await pilot.press("k")
        second = next(at for at, line in enumerate(view.lines) if any("2 of 4" in span.text for span in line))
        for _ in range(2):
            await pilot.click(offset=(5, second + 3))
        assert [type(message) for message in app.told] == [CitationHighlighted, CitationHighlighted, PassageOpened]
        assert view.citation == 1


async def test_the_current_citation_is_marked_at_its_source_alone_with_a_blank_before_every_text(store: Store) -> None:
    view = Sources()
    app = Pages(view)
    async with app.run_test(size=(40, 60)) as pilot:
        view.show(excerpts(store, Ref("events", "cut-off"), 1))
        view.focus()
        await pilot.pause()
        drawn = [view.render_line(at).text for at in range(60)]
        assert [at for at, line in enumerate(drawn) if line.startswith("▌")] == [view.citations.extent(1)[0]]
        assert all(line[1:2].isspace() for line in drawn), "no bar touches another one, or a text"
        view.show(Page((Block((Span("No source"),)),)))
        assert view.citations.key is None


async def test_the_reader_stands_at_the_passage_in_any_width_and_n_goes_on_from_it(store: Store) -> None:
    async with reader_at("gazette/p9", store, size=(90, 12)) as (reader, pilot, _):
        assert reader.key == "gazette/p9"
        assert reader.scroll_offset.y > 0
        await pilot.press("n")
        assert reader.key == "gazette/p10"
        await pilot.press("N", "N")
        assert reader.key == "gazette/p8"
        await pilot.resize_terminal(12, 12)
        await pilot.pause()
        assert reader.key == "gazette/p8"
        line, _ = reader.extent
        top = reader.scroll_offset.y
        assert top <= line < top + reader.size.height
        assert reader.render_line(line - top).text.startswith("▌")


async def test_the_reader_comes_back_with_the_record_opened_or_with_none_or_with_a_term(store: Store) -> None:
    async with reader_at("gazette/p1", store, size=(60, 20)) as (_, pilot, back):
        for keys in (("j", "enter"), ("escape",), ("v",)):
            told = len(back)
            await pilot.press(*keys)
            await until(pilot, lambda told=told: len(back) > told)  # type: ignore[misc]
            await pilot.app.push_screen(ReaderScreen(store, "gazette", "gazette/p1"), back.append)
        assert back == [Ref("events", "cut-off"), None, Field("source", "gazette")]


async def test_n_goes_to_the_next_match_and_the_cursor_with_it() -> None:
    matching = Span("hit", link=Link(Ref("events", "hit"), Field("id", "hit")), match=True)
    page = Page((*PAGE.blocks, *(Block((Span(f"more {n}"),)) for n in range(30)), Block((matching,))))
    async with shown(page) as (app, pilot):
        await pilot.press("n")
        assert app.view.link is not None
        assert app.view.link.ref.id == "hit"
        assert app.view.scroll_offset.y > 0


async def test_the_same_card_marked_anew_keeps_the_cursor_and_the_place() -> None:
    async with shown() as (app, pilot):
        await pilot.press("G")
        app.view.show(PAGE, reset=False)
        await pilot.pause()
        assert app.view.link is not None
        assert app.view.link.ref.id == "two"
        assert app.view.scroll_offset.y == len(app.view.lines) - 10


async def test_text_is_selected_with_the_mouse_and_a_drag_opens_nothing() -> None:
    async with shown() as (app, pilot):
        await pilot.mouse_down(offset=(1, 0))
        await pilot.hover(offset=(6, 1))
        await pilot.mouse_up(offset=(6, 1))
        await pilot.pause()
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert selected.startswith("first and plain text\nline")
        assert app.told == []


async def test_an_overview_is_opened_from_the_explorer_and_leads_to_a_record() -> None:
    async with explorer() as (pilot, screen):
        for name in ("disputed", "coverage"):
            screen.action_run_command(name)
            await pilot.pause()
            page = pilot.app.screen
            assert isinstance(page, PageScreen)
            await press_keys(pilot, "j", "enter", "enter")  # down the index, into the page, to the record
            assert pilot.app.screen is not page
            await press_keys(pilot, "escape", "escape")
            assert pilot.app.screen is screen


async def test_n_passes_on_from_excerpts_that_overlap() -> None:
    quotes = {"outer": "one two three four", "inner": "two", "next": "six seven"}
    passages = {key: Passage(quote=quote) for key, quote in quotes.items()}
    source = Source(id="s", title="Overlap", passages=passages)
    text = Document(source="s", path=Path("s.txt"), text="one two three four five\n\nsix seven\n", same=True)
    nested = MemoryStore(Dataset(root=Path(), sources={"s": source}))
    async with reader_at("s/outer", nested, text, size=(60, 20)) as (reader, pilot, _):
        went = [reader.key]
        for _ in range(3):
            await pilot.press("n")
            went.append(reader.key)
        assert went == ["s/outer", "s/inner", "s/next", "s/outer"]


async def test_n_goes_from_part_to_part_where_nothing_is_looked_for() -> None:
    async with shown() as (app, pilot):
        await pilot.press("n")
        assert app.view.link is not None
        assert app.view.link.ref.id == "two"


async def test_back_to_a_card_leads_to_where_one_was_on_it_and_a_card_opened_anew_begins_at_its_top() -> None:
    async with explorer(size=(160, 16)) as (pilot, screen):
        screen.navigation.show_record(Ref("organisations", "hpark"))
        page = screen.panes.details
        await pilot.press("2", "pagedown", "pagedown", "j", "j")
        at, link = page.place, page.link
        assert at.top
        assert link is not None
        screen.navigation.show_record(Ref("organisations", "gullwing"))
        await pilot.pause()
        assert page.place == (0, 0)
        screen.navigation.show_record(Ref("people", "quill"))
        await pilot.press("[", "[")
        assert (page.place, page.link) == (at, link)
        await pilot.press("]")
        assert page.place == (0, 0)


async def test_esc_from_an_opened_record_leads_to_where_one_was_on_the_card_of_the_list() -> None:
    async with explorer(size=(160, 16), at="network-cut") as (pilot, screen):
        page = screen.panes.details
        await pilot.press("2", "pagedown", "j")
        at = page.place
        assert at.top
        await pilot.press("enter")
        assert screen.session.view.subject != Ref("events", "network-cut")
        await pilot.press("escape")
        assert screen.session.view.subject == Ref("events", "network-cut")
        assert page.place == at


async def test_the_outline_beside_a_zoomed_card_is_entered_and_left_by_keys() -> None:
    async with explorer(size=(160, 40), at="network-cut") as (pilot, screen):
        await pilot.press("2")
        assert "outline_beside" not in {command.id for command in screen.footer.commands}
        await pilot.press("z")
        await until(pilot, lambda: "outline_beside" in {command.id for command in screen.footer.commands})
        await pilot.press("left")
        assert screen.panes.card.index.has_focus
        await pilot.press("G")
        assert screen.panes.details.place.top or screen.panes.details.place.link
        await pilot.press("right")
        assert screen.panes.details.has_focus


async def test_of_two_links_on_a_line_the_second_has_the_sign_before_it() -> None:
    async with explorer(size=(160, 40)) as (pilot, screen):
        screen.navigation.show_record(Ref("organisations", "brightkeel"))
        await pilot.press("2")
        page = screen.panes.details
        links = page.cursor.links
        second = next(at for at, (_, line, _) in enumerate(links) if at and links[at - 1][1] == line)
        drawn = []
        for number in (second - 1, second):
            while page.cursor.at != number:
                await pilot.press("j")
            drawn.append("".join(segment.text for segment in page.draw_line(links[number][1])))
        sign = signs().stop
        assert [line.count(sign) for line in drawn] == [1, 1]
        name = screen.session.store.name(links[second][0].ref)
        assert f"{sign}{name}" in drawn[1]
        assert drawn[1].replace(sign, " ") == drawn[0].replace(sign, " ")


async def test_a_sign_stands_within_a_line_only_before_a_link_under_the_cursor() -> None:
    async with explorer(size=(160, 40), at="network-cut") as (pilot, screen):
        await pilot.press("3")
        linked = Link(Ref("events", "one"))
        lines = (Block((Span("one ", link=linked), Span("two"))),) * 3
        screen.panes.sources.layout_of_page = lay_out(Page(lines), 30)
        for at in range(2):
            drawn = "".join(segment.text for segment in screen.panes.sources.draw_line(at))
            assert drawn[2:].rstrip() == "one two"
