"""The page in Chromium, as a colleague without a terminal uses it."""

from __future__ import annotations

import asyncio
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiohttp", reason="the extra serve is not installed")

import hostile
from chromium import Tab, chromium, needs_chromium
from msgspec.structs import replace
from pypdf import PdfReader
from samples import BELARUS, HARBOUR

from tui.core.index.index import Index
from tui.core.loading.loader import load_all
from tui.core.model.sections import SECTIONS
from tui.core.opening import open_dataset
from tui.core.query import parser
from tui.core.query.tree import Everything
from tui.core.store.memory import MemoryStore
from tui.core.text import folding, spelling
from tui.exchange.exporters.selection import Selection, Sender, select
from tui.exchange.formats import FORMATS, as_utf8
from tui.exchange.losses import Losses
from tui.session.ties import Question, drawn

pytestmark = needs_chromium
READY = "document.documentElement.dataset.ready"
ROWS = "[...document.querySelectorAll('#list .title')].map(row => row.textContent)"
LEGENDS = "[...document.querySelectorAll('.legend')].map(legend => legend.textContent.includes('┊'))"
SIZES = ((1280, 800), (390, 844))
AXE = os.environ.get("LETAPIS_AXE", "")
"""The file axe.min.js of the npm package axe-core."""


def page_of(folder: Path, where: Path, name: str = "html") -> str:
    """Write the page of a dataset; return its address."""
    index: Index = open_dataset(folder).index
    file = where / f"{name}.{FORMATS[name].ending}"
    file.write_bytes(b"".join(FORMATS[name].encoded(select(index, index.run(parser.parse(""))))))
    return file.as_uri()


async def opened(tab: Tab, address: str, width: int, height: int) -> None:
    await tab.show(address, width, height)
    await tab.until(READY)


async def test_a_colleague_filters_brushes_opens_reads_and_goes_back(tmp_path: Path) -> None:
    address = page_of(HARBOUR, tmp_path)
    async with chromium() as tab:
        for width, height in SIZES:
            await opened(tab, address, width, height)
            assert await tab.js("document.documentElement.scrollWidth <= innerWidth")
            assert len(await tab.js(ROWS)) == 16
            await tab.js("document.querySelector('#typed').focus()")
            await tab.type("Линд")
            found = await tab.until(f"{ROWS}.length < 16 && {ROWS}")
            assert found[:2] == ["Mira Lind is in Southport", "Vote for the harbour council"]
            assert await tab.js("document.querySelector('#count').textContent") == "3 of 16 events"
            await tab.js("document.querySelector('#clear').click()")
            await tab.js("document.querySelector('.facets details').open = true")
            law = "[...document.querySelectorAll('#facets label')].find(label => label.textContent.includes('Law'))"
            await tab.until(f"Boolean({law})")
            await tab.js(f"{law}.click()")
            assert await tab.until(f"{ROWS}.length === 2 && {ROWS}") == [
                "Harbour Park founded", "Decree widens the park's rules"]  # fmt: skip
            await tab.js("document.querySelector('#clear').click()")
            box = await tab.js("(({x, y, width, height}) => [x, y, width, height])"
                               "(document.querySelector('#bars').getBoundingClientRect())")  # fmt: skip
            await tab.drag(box[0] + 1, box[1] + box[3] / 2, box[0] + box[2] * 0.08)
            assert await tab.until(f"{ROWS}.length < 16 && {ROWS}") == [
                "Harbour Park founded", "Eleven firms have gone to Southport"]  # fmt: skip
            await tab.js("document.querySelector('#clear').click()")
            await tab.js("document.querySelector('#list a[href$=council-vote]').click()")
            title = "document.querySelector('#card h2')?.textContent"
            assert (
                await tab.until(f"!document.querySelector('#card').hidden && {title}") == "Vote for the harbour council"
            )
            assert (await tab.js("getComputedStyle(document.querySelector('#list')).visibility")) == "visible"
            await tab.js("document.querySelector('#card a.q').click()")
            quoted = await tab.js("document.querySelector('#card .words').textContent")
            assert quoted.startswith("“")
            await tab.js("document.querySelector('#card a[href=\"#sources/gazette\"]').click()")
            await tab.until(f"{title} === 'The week the cables went quiet'")
            await tab.js("document.querySelector('#back').click()")
            await tab.until(f"{title} === 'Vote for the harbour council'")
            await tab.js("document.querySelector('#back').click()")
            await tab.until("document.querySelector('#card').hidden")
            await tab.js("document.querySelector('#lanes').open = true")
            assert await tab.until("document.querySelectorAll('#rows circle').length") > 8
            assert len(await tab.js(ROWS)) == 16
            assert await tab.js(LEGENDS) == [await tab.js("Boolean(document.querySelector('#rows .cut'))")] * 2
        assert [event for event in tab.events if event["method"] == "Runtime.exceptionThrown"] == []


async def test_one_steps_from_event_to_event_and_sends_what_one_sees_as_a_link(tmp_path: Path) -> None:
    address = page_of(HARBOUR, tmp_path)
    title, signs = "document.querySelector('#card h2')?.textContent", "document.querySelector('#signs').textContent"
    picked = "[...document.querySelectorAll('#facets input:checked')].map(box => box.parentElement.textContent)"
    async with chromium() as tab:
        for width, height in SIZES:
            await opened(tab, f"{address}#?text=park&from=2017-01-01&kind=%C2%A7+Law&kind=nothing", width, height)
            assert await tab.js(ROWS) == ["Decree widens the park's rules"]
            assert await tab.until(f"{picked}.length && {picked}") == ["§ Law 1"]
            said = await tab.js(signs)
            assert "the filter leaves out" in said
            assert "the days chosen" in said
            assert "open" not in said
            view = await tab.js("document.querySelector('#view').hash")
            await tab.js("document.querySelector('#clear').click()")
            assert await tab.js(f"[{ROWS}.length, document.querySelector('#view').hidden]") == [16, True]
            await tab.js(f"location.hash = {json.dumps(view)}")
            assert await tab.until(f"{ROWS}.length === 1 && {ROWS}") == ["Decree widens the park's rules"]
            await tab.js("document.querySelector('#clear').click()")
            await tab.js("document.querySelector('#list a[href$=council-vote]').click()")
            await tab.until(f"{title} === 'Vote for the harbour council'")
            assert "the event that is open" in await tab.js(signs)
            assert await tab.js("document.querySelector('#card .bar .number').textContent") == "5 of 16"
            await tab.js("document.querySelector('[data-step=\"1\"]').click()")
            await tab.until(f"{title} === {ROWS}[5]")
            for _ in range(6):
                await tab.key("ArrowLeft", 37)
            await tab.until(f"{title} === {ROWS}[0]")
            assert await tab.js("document.querySelector('[data-step=\"-1\"]').disabled")
            await tab.js("document.querySelector('#back').click()")
            await tab.until("document.querySelector('#card').hidden")
        assert [event for event in tab.events if event["method"] == "Runtime.exceptionThrown"] == []


async def test_it_prints_and_is_whole_without_scripts(tmp_path: Path) -> None:
    address = page_of(HARBOUR, tmp_path)
    async with chromium() as tab:
        await opened(tab, address, 1280, 800)
        pages = PdfReader(io.BytesIO(await tab.printed())).pages
        printed = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert "Vote for the harbour council" in printed
        assert "the network in Harbourtown slowed to a crawl" in printed
        assert await tab.js("document.querySelectorAll('.excerpt, #print *').length") == 0
        await tab.show(address, scripts=False)
        await asyncio.sleep(0.3)
        assert len(await tab.printed()) > 100_000
        found = await tab.send("DOM.getDocument", depth=0)
        articles = await tab.send("DOM.querySelectorAll", nodeId=found["root"]["nodeId"], selector="main article h3")
        assert len(articles["nodeIds"]) > 40


WIDEST = """[document.scrollingElement, ...document.querySelectorAll('body *')].filter(each =>
    each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.skip, .unseen')).map(each =>
    each.outerHTML.slice(0, 200))"""


async def test_nothing_is_wider_than_a_telephone(tmp_path: Path) -> None:
    """Pages and dossiers with each kind of card and all drawings; the window would grow with what does not fit."""
    width, height = SIZES[1]
    hashes = ("", "#events/{event}", "#claims/{claim}", "#sources/{source}")
    async with chromium() as tab:
        for folder, event, claim, source in (
            (HARBOUR, "network-cut", "crowd", "rev21"),
            (BELARUS, "internet-shutdown", "gdp-share-2020", "techrights-x"),
        ):
            page, dossier = page_of(folder, tmp_path), page_of(folder, tmp_path, "dossier")
            places = [page + each.format(event=event, claim=claim, source=source) for each in hashes]
            for mode in ("light", "dark"):
                feature = {"name": "prefers-color-scheme", "value": mode}
                await tab.send("Emulation.setEmulatedMedia", features=[feature])
                for place in (*places, dossier):
                    await tab.show("about:blank")
                    await tab.show(place, width, height)
                    if place != dossier:
                        await tab.until(READY)
                        await tab.js("document.querySelector('#lanes').open = true")
                        shown = "#rows circle" if place == page else "#card:not([hidden])"
                        await tab.until(f"Boolean(document.querySelector('{shown}'))")
                    assert await tab.js("[document.scrollingElement.scrollWidth, innerWidth]") == [width, width], place
                    assert await tab.js(WIDEST) == [], place
            await tab.show(page, width, height, scripts=False)
            for _ in range(100):  # until the page is read: before, it is as wide as on a desk
                drawn = (await tab.send("Page.getLayoutMetrics"))["cssContentSize"]["width"]
                if drawn == width:
                    break
                await asyncio.sleep(0.1)
            assert drawn == width


async def test_hostile_words_run_nothing_and_break_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    hostile.write(folder)
    text = (folder / "events.yaml").read_text(encoding="utf-8")
    tricks = (
        '</noscript></script><script>window.run=1</script><img src=x onerror=window.run=1>&lt;b&gt;\\" onclick=\\"x'
    )
    text = text.replace("    kind: law", "    kind: law\n    accept: []\n    place: p", 1)
    (folder / "events.yaml").write_text(text, encoding="utf-8")
    (folder / "places.yaml").write_text(
        f'places:\n  p: {{name: "{tricks}", summary: "{tricks}", names: [{{value: "{tricks}"}}]}}\n', encoding="utf-8"
    )
    address = page_of(folder, tmp_path)
    async with chromium() as tab:
        await opened(tab, address, 1280, 800)
        await tab.js("document.querySelector('#lanes').open = true; document.querySelector('#by').value = 'places'")
        await tab.js("document.querySelector('#by').dispatchEvent(new Event('change'))")
        assert await tab.js(LEGENDS) == [await tab.js("Boolean(document.querySelector('#rows .cut'))")] * 2
        for ref in ("events/e0", "places/p", "organisations/o5", "sources/s"):
            await tab.js(f"location.hash = '{ref}'")
            await tab.until(f"document.querySelector('#card a.self')?.getAttribute('href') === '#{ref}'")
        evil = "<img src=x onerror=window.run=1>"
        await tab.js(f"location.hash = '?' + new URLSearchParams({{text: '{evil}', kind: '{evil}', places: '{evil}'}})")
        await tab.until("document.querySelector('#typed').value.includes('onerror')")
        await tab.js("document.querySelector('#typed').value = '<img src=x onerror=window.run=1> script'")
        await tab.js("document.querySelector('#typed').dispatchEvent(new Event('input'))")
        assert await tab.until("document.querySelector('#list').textContent")
        assert await tab.js("[window.run ?? null, document.images.length, document.scripts.length]") == [None, 0, 2]
        assert [event for event in tab.events if event["method"] == "Runtime.exceptionThrown"] == []


async def test_no_field_runs_anything_in_a_page_or_a_dossier(tmp_path: Path) -> None:
    """With the policy that lets nothing else run switched off: what is tested is that all words are escaped."""
    dataset = load_all(HARBOUR).dataset
    own = {name: hostile.tricked(getattr(dataset, name)) for name in ("about", "kinds", "relation_types", *SECTIONS)}
    index = Index(MemoryStore(replace(dataset, **own)))
    refs = index.postings.refs
    sender = Sender(hostile.TRICK, hostile.TRICK, dict.fromkeys(refs, hostile.TRICK))
    chosen = Selection(index.store, tuple(refs), query=hostile.TRICK, sender=sender)
    counted = "[window.run ?? null, document.querySelectorAll('img, b, [onclick], [onload]').length]"
    async with chromium() as tab:
        await tab.send("Page.enable")
        await tab.send("Page.setBypassCSP", enabled=True)
        for name in ("html", "dossier"):
            file = tmp_path / f"{name}.html"
            file.write_bytes(b"".join(FORMATS[name].encoded(chosen)))
            await tab.show(file.as_uri())
            cards = {ref.section: f"{ref.section}/{ref.id}" for ref in refs} if name == "html" else {}
            for card in ("", *cards.values()):
                await tab.js(f"location.hash = {json.dumps(card)}")
                await tab.until(f"!{json.dumps(card)} || !document.querySelector('#card').hidden")
                await tab.js("document.querySelectorAll('#card a.q').forEach(link => link.click())")
                assert await tab.js(counted) == [None, 0], card
            assert await tab.js("document.scripts.length") == (2 if name == "html" else 0)
            assert "onerror" in await tab.js("document.body.textContent")
            assert len(await tab.printed()) > 50_000
            assert await tab.js(counted) == [None, 0]
        assert [event for event in tab.events if event["method"] == "Runtime.exceptionThrown"] == []


async def test_words_are_compared_as_in_the_terminal(tmp_path: Path) -> None:
    said = ["Łukašenka", "Лукашэнка", "Siarhiej", "Сергей", "Цихановская", "Bartlett", "Alexander", "Мікіта", "Čech",
            "Uładzimir", "o'Brien", "ck", "Straße", "naïve", "Ēriks", "квітко", "Шчучын", "Xavier", "Ўлад"]  # fmt: skip
    address = page_of(HARBOUR, tmp_path)
    async with chromium() as tab:
        await opened(tab, address, 1280, 800)
        theirs: dict[str, Any] = await tab.js(
            f"Object.fromEntries({json.dumps(said)}.map(one => [one, [letapis.keys(one).sort(), letapis.fold(one)]]))"
        )
    assert theirs == {word: [sorted(spelling.keys(word)), folding.fold(word)] for word in said}


@pytest.mark.slow
async def test_ten_thousand_events_are_small_open_in_a_second_and_filter_within_fifty_milliseconds(
    tmp_path: Path,
) -> None:
    """On a processor of its own: what is measured is the time that the page takes of it."""
    from bench.generate import write

    write(tmp_path / "big", 10_000)
    address = page_of(tmp_path / "big", tmp_path)
    assert (tmp_path / "html.html").stat().st_size < 6_000_000
    key = ("(text => { const box = document.querySelector('#typed'); box.value = text;"
           "box.dispatchEvent(new Event('input')); return new Promise(requestAnimationFrame) })")  # fmt: skip
    async with chromium() as tab:
        openings, keys = [], []
        for _ in range(3):
            await tab.show("about:blank")
            await opened(tab, address, 1280, 800)
            openings.append(await tab.processor())
        await asyncio.sleep(3)
        for text in ("z", "za", "zak", "zaku", "zakuu", "zakuu v", ""):
            before = await tab.processor()
            await tab.js(f"{key}({json.dumps(text)})")
            keys.append(await tab.processor() - before)
        assert sorted(openings)[1] < 0.6
        assert sorted(keys)[len(keys) // 2] < 0.05


@pytest.mark.skipif(not AXE, reason="LETAPIS_AXE does not name the file axe.min.js")
async def test_axe_finds_no_violation(tmp_path: Path) -> None:
    asked = "axe.run(document).then(found => found.violations.map(each => each.id))"
    address = page_of(HARBOUR, tmp_path)
    index, whole, charts, ties = (
        open_dataset(BELARUS).index, tmp_path / "whole.html", tmp_path / "charts.html", tmp_path / "ties.svg"
    )  # fmt: skip
    some = select(index, index.run(parser.parse("park companies")), ("claims",))
    charts.write_bytes(b"".join(FORMATS["dossier"].encoded(some)))
    whole.write_bytes(b"".join(FORMATS["html"].encoded(select(index, index.run(parser.parse(""))))))
    drawings = [page_of(HARBOUR, tmp_path, name) for name in ("dossier", "svg", "figures")]
    ties.write_bytes(b"".join(as_utf8(drawn(Question("pandadoc", "tsepkalo"), index, Everything(), Losses()))))
    async with chromium() as tab:
        await tab.send("Page.enable")
        await tab.send("Page.setBypassCSP", enabled=True)
        for width, height in SIZES:
            for mode in ("light", "dark"):
                feature = {"name": "prefers-color-scheme", "value": mode}
                await tab.send("Emulation.setEmulatedMedia", features=[feature])
                cards = (f"{address}#{ref}" for ref in ("events/network-cut", "claims/crowd", "sources/rev21"))
                for place in (address, *cards, whole.as_uri(), f"{whole.as_uri()}#sources/techrights-x"):
                    await tab.show("about:blank")
                    await opened(tab, place, width, height)
                    await tab.js("document.querySelector('#lanes').open = true")
                    await tab.js(Path(AXE).read_text(encoding="utf-8") + ";0")
                    assert await tab.js(asked) == []
                for other in (*drawings, charts.as_uri(), ties.as_uri()):
                    await tab.show(other, width, height)
                    await tab.js(Path(AXE).read_text(encoding="utf-8") + ";0")
                    assert await tab.js(asked) == []
