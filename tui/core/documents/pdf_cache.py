"""The text of a PDF, kept beside the compiled datasets: to read it out of the file takes seconds."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tui.core.atomic_file import write_file
from tui.core.documents.pdf import text_of_pdf

_FORM = 1
"""Counts the ways in which lines were put together: a text kept by another one is not taken."""


def kept_text_of_pdf(raw: bytes) -> str:
    """Return the text of a PDF, from where it was kept before; else read it and keep it.

    Raises:
        DocumentError: it has no text to read.
    """
    path = _path(raw)
    found = _whole(path) if path is not None else None
    if found is not None:
        return found
    text = text_of_pdf(raw)
    if path is not None:
        _keep(path, text)
    return text


def _path(raw: bytes) -> Path | None:
    """Return where the text is kept; None where nothing is, or where the library is not there."""
    from tui.core.compiled.cache import folder

    kept = folder()
    try:
        library = version("pypdf")
    except PackageNotFoundError:
        return None
    return kept and kept / f"pdf-{hashlib.sha256(raw).hexdigest()[:40]}-{library}-{_FORM}.letapis"


def _whole(path: Path) -> str | None:
    """Return a text as it was kept; None where it is not there, or is not what was written."""
    try:
        told, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body.decode("utf-8") if told == _seal(body) else None


def _keep(path: Path, text: str) -> None:
    body = text.encode("utf-8", "replace")
    with suppress(OSError):  # no room, or no right to write: it is read out of the file the next time too
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, _seal(body) + b"\n" + body)


def _seal(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
