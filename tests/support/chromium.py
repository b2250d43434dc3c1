"""Drive Chromium as a user would, over its remote debugging port."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run")


class Tab:
    """A tab: commands of the DevTools protocol, and what tests ask for most."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._number = socket, 0
        self.events: list[dict[str, Any]] = []

    async def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = json.loads((await self._socket.receive(timeout=30)).data)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self.events.append(answer)

    async def js(self, expression: str) -> Any:
        """The value of an expression; a promise is awaited."""
        how = {"returnByValue": True, "awaitPromise": True, "userGesture": True}
        found = await self.send("Runtime.evaluate", expression=expression, **how)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    async def processor(self) -> float:
        """Seconds of the processor that the page has taken since it was opened, whatever else the machine does."""
        found = {each["name"]: each["value"] for each in (await self.send("Performance.getMetrics"))["metrics"]}
        return float(found["ThreadTime"])

    async def until(self, expression: str, seconds: float = 20) -> Any:
        """Wait until an expression is true."""
        for _ in range(int(seconds / 0.02)):
            if found := await self.js(expression):
                return found
            await asyncio.sleep(0.02)
        raise AssertionError(f"never true: {expression}")

    async def show(self, address: str, width: int = 1280, height: int = 800, *, scripts: bool = True) -> None:
        await self.send("Page.enable")
        await self.send("Runtime.enable")
        await self.send("Performance.enable")
        await self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        how = {"deviceScaleFactor": 1, "mobile": width < 600}
        await self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, **how)
        await self.send("Page.navigate", url=address)
        if scripts:
            await self.until("document.readyState === 'complete'")

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        for sign in text:
            await self.send("Input.dispatchKeyEvent", type="keyDown", text=sign, key=sign)
            await self.send("Input.dispatchKeyEvent", type="keyUp", key=sign)

    async def key(self, name: str, code: int) -> None:
        for kind in ("rawKeyDown", "keyUp"):
            await self.send("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code)

    async def drag(self, x: float, y: float, to: float) -> None:
        """Press at a place, move along, and release."""
        for kind, at in (("mousePressed", x), ("mouseMoved", (x + to) / 2), ("mouseMoved", to), ("mouseReleased", to)):
            await self.send("Input.dispatchMouseEvent", type=kind, x=at, y=y, button="left", buttons=1, clickCount=1)

    async def picture(self, path: Path) -> None:
        path.write_bytes(b64decode((await self.send("Page.captureScreenshot", format="png"))["data"]))

    async def printed(self) -> bytes:
        """The page as a PDF."""
        return b64decode((await self.send("Page.printToPDF"))["data"])


@asynccontextmanager
async def chromium() -> AsyncIterator[Tab]:
    """Start Chromium with one empty tab; end it and leave nothing behind."""
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        process = await asyncio.create_subprocess_exec(
            PROGRAM, *FLAGS, f"--user-data-dir={home}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            file = Path(home) / "DevToolsActivePort"
            for _ in range(1000):
                if file.exists() and file.read_text().count("\n"):
                    break
                await asyncio.sleep(0.02)
            port = file.read_text().split("\n")[0]
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                    [page, *_] = [one for one in await answer.json() if one["type"] == "page"]
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    yield Tab(socket)
        finally:
            process.terminate()
            await process.wait()
