"""`letapis serve`: the explorer in a browser, each tab a session of its own."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from tui.cli.common import dataset_folder, explorer_options, given, shared_options, talk
from tui.core.errors import UseError
from tui.core.loading.folder import require_dataset
from tui.exchange.exporters.escape import html_text

if TYPE_CHECKING:
    from aiohttp import web

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:"


@click.command("serve")
@click.argument("folder", required=False, metavar="[DATASET]", type=click.Path(path_type=Path))
@click.option(
    "--host",
    default=LOOPBACK[0],
    show_default=True,
    help="Address to listen on; any other than the default may let other machines in.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@explorer_options
@shared_options
@click.pass_context
def serve_command(ctx: click.Context, folder: Path | None, host: str, port: int) -> int:
    """Serve the explorer to a browser, until ctrl+c: each tab is a session of its own.

    Pages come from this machine alone. In a browser there is no clipboard and no editor: texts to copy are shown to
    be selected, and the place of a record is said.
    """
    where = folder or dataset_folder(ctx)
    require_dataset(where)
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        raise UseError("serving needs textual-serve: pip install 'letapis[serve]'") from None
    command = [sys.executable, "-m", "tui", str(where)]
    for name in ("filter", "at", "documents"):
        command += [f"--{name}", str(given(ctx, name))] if given(ctx, name) else []
    command += ["--fresh"] if given(ctx, "fresh") else []
    server = Server(shlex.join(command), host=host, port=port)
    site = f"[{host}]" if ":" in host else host
    if host not in LOOPBACK:
        talk(f"letapis: whoever reaches {site} can read this dataset and write your notes: there is no password")
    talk(f"http://{site}:{port}/ shows {where}; ctrl+c ends it")
    web.run_app(application(server, where.resolve().name, host), host=host, port=port, print=None)
    return 0


def application(server: Any, title: str, host: str) -> web.Application:
    """Return what answers a browser; `server` is a `textual_serve` server, `title` raw text.

    Only pages of its own may open a session: the address that was asked for must be one of this machine where it
    listens at the loopback address, and the page that asks must come from that address.
    """
    from aiohttp import web

    page = Path(__file__).with_name("serve.html").read_text("utf-8").replace("TITLE", html_text(title))

    @web.middleware
    async def own_pages_only(request: web.Request, handler: Any) -> web.StreamResponse:
        asked = urlsplit(f"//{request.host}").hostname
        origin = request.headers.get("Origin")
        if (host in LOOPBACK and asked not in LOOPBACK) or (origin and urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden(text="Only pages of this server may open a session.")
        answer: web.StreamResponse = await handler(request)
        return answer

    async def index(request: web.Request) -> web.Response:
        socket = f"{'wss' if request.secure else 'ws'}://{html_text(request.host)}/ws"
        answer = web.Response(text=page.replace("SOCKET", socket), content_type="text/html")
        answer.headers["Content-Security-Policy"] = _POLICY
        return answer

    app = web.Application(middlewares=[own_pages_only])
    app.add_routes(
        [
            web.get("/", index),
            web.get("/ws", server.handle_websocket),
            web.get("/download/{key}", server.handle_download),
            web.static("/static", server.statics_path),
            web.static("/own", Path(__file__).with_name("served")),
        ]
    )
    return app
