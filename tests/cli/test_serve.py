"""Serving to a browser: what is answered, and whom."""

from __future__ import annotations

import pytest

pytest.importorskip("textual_serve", reason="the extra serve is not installed")

from aiohttp.test_utils import TestClient, TestServer
from textual_serve.server import Server

from tui.cli.serve import application


async def test_only_pages_of_this_server_are_answered_and_name_no_other_host() -> None:
    app = application(Server("true"), '<b>"harbour', "127.0.0.1")
    async with TestClient(TestServer(app)) as client:
        page = await client.get("/")
        text = await page.text()
        assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert "&lt;b&gt;&quot;harbour" in text
        assert f'"ws://127.0.0.1:{client.port}/ws"' in text
        assert "https://" not in text
        for path in (
            "/own/served.css",
            "/own/served.js",
            "/static/js/textual.js",
            "/static/fonts/RobotoMono-VariableFont_wght.ttf",
        ):
            assert (await client.get(path)).status == 200
        own = f"http://127.0.0.1:{client.port}"
        for headers, status in (
            ({"Origin": own}, 200),
            ({"Origin": "https://elsewhere.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Host": "elsewhere.example"}, 403),
            ({"Host": f"localhost:{client.port}", "Origin": f"http://localhost:{client.port}"}, 200),
        ):
            assert (await client.get("/", headers=headers)).status == status, headers
        assert (await client.get("/ws", headers={"Origin": "https://elsewhere.example"})).status == 403


async def test_where_others_may_come_in_the_page_must_still_be_its_own() -> None:
    async with TestClient(TestServer(application(Server("true"), "x", "0.0.0.0"))) as client:
        assert (await client.get("/", headers={"Host": "library.example"})).status == 200
        assert (await client.get("/", headers={"Host": "library.example", "Origin": "http://x.example"})).status == 403
