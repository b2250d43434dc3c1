"""`letapis serve`: a session a tab, for pages of its own alone, with nothing from another host."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pyte
import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")

from chromium import chromium, needs_chromium  # noqa: E402
from samples import HARBOUR, ROOT  # noqa: E402


@asynccontextmanager
async def served(home: Path) -> AsyncIterator[str]:
    """Serve harbour; give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = {**os.environ, "LETAPIS_HOME": str(home), "EDITOR": "true"}
    command = (sys.executable, "-m", "tui", "serve", str(HARBOUR), "--port", str(port))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=place, stderr=asyncio.subprocess.PIPE)
    try:
        assert process.stderr
        assert str(port) in (await process.stderr.readline()).decode()
        for _ in range(500):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            except OSError:
                await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.slow
async def test_a_tab_shows_rows_filters_opens_an_excerpt_says_what_it_cannot_do_and_quits(tmp_path: Path) -> None:
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    async with (
        served(tmp_path) as address,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{address}/ws?width=120&height=40") as tab,
    ):

        async def until(holds: Callable[[str], bool]) -> None:
            while not holds("\n".join(screen.display)):
                message = await tab.receive(timeout=20)
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), "it has ended"
                if message.type == aiohttp.WSMsgType.BINARY:
                    stream.feed(message.data)

        async def press(keys: str) -> None:
            await tab.send_json(["stdin", keys])

        await until(lambda text: "Harbour Park founded" in text and "16 events" in text)
        await press("/kind:election\r")
        await until(lambda text: "2 of 16 events" in text and "Network down" not in text)
        await press("3")
        await until(lambda text: "had won" in text or "council" in text)
        await press("y")
        await until(lambda text: "a browser gives no clipboard" in text)
        await press("\x1b")
        await until(lambda text: "no clipboard" not in text)
        await press("e")
        await until(lambda text: "An editor needs a terminal" in text)
        await press("1q")
        while (await tab.receive(timeout=20)).type == aiohttp.WSMsgType.BINARY:
            pass


@pytest.mark.slow
@needs_chromium
async def test_a_browser_gets_everything_from_this_host_and_types_at_once(tmp_path: Path) -> None:
    async with served(tmp_path) as address, chromium() as tab:
        await tab.send("Network.enable")
        await tab.show(address)
        await tab.until("document.body.classList.contains('-first-byte')")
        await tab.until("document.activeElement.tagName === 'TEXTAREA'")
        asked = [
            event["params"]["request"]["url"] for event in tab.events if event["method"] == "Network.requestWillBeSent"
        ]
        assert len(asked) > 4
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        await tab.type("q")
        await tab.until("document.body.classList.contains('-closed')")
