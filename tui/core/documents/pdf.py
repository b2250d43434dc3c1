"""The text of a PDF, its lines joined to paragraphs again, and a cache of it: reading a PDF takes seconds."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from tui.core.atomic_file import read_file, write_file
from tui.core.documents.pdf_pages import pages_of
from tui.core.errors import DocumentError

MISSING = 'to read documents, install Letapis with its extra: pip install "letapis[documents]"'
"""The message if a library that only reads documents is not installed."""
_FORMAT = 1
"""Goes up when lines are joined in another way: texts cached before are not used."""
_FULL = 0.95
"""Part of the usual length of a line that a line and the next word may fill before it counts as full."""
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_CUT = re.compile(r"([^\W\d_]+)([-‐‑\u00ad])$")
_ITEM = re.compile(r"[•▪◦‣*–—-]\s|\(?\d{1,3}[.)]\s")
"""The beginning of a list item."""


def cached_text_of_pdf(raw: bytes, folder: Path | None) -> str:
    """Return the text of a PDF from the cache in `folder`; else read it and keep it there; None caches nothing.

    Raises:
        DocumentError: as `text_of_pdf`.
    """
    path = None if folder is None else _path(raw, folder)
    found = None if path is None else _cached(path)
    if found is not None:
        return found
    text = text_of_pdf(raw)
    if path is not None:
        body = text.encode("utf-8", "replace")
        with suppress(OSError):  # the disk is full or not writable: the PDF is read again next time
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, _checksum(body) + b"\n" + body)
    return text


def _path(raw: bytes, folder: Path) -> Path | None:
    """Return the path of the cached text; None where the library is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        library = version("pypdf")
    except PackageNotFoundError:
        return None
    return folder / f"pdf-{hashlib.sha256(raw).hexdigest()[:40]}-{library}-{_FORMAT}.letapis"


def _cached(path: Path) -> str | None:
    """Return a cached text; None if there is none, or it is damaged."""
    try:
        checksum, _, body = read_file(path).partition(b"\n")
    except OSError:
        return None
    return body.decode("utf-8") if checksum == _checksum(body) else None


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def text_of_pdf(raw: bytes) -> str:
    """Return the text, with blank lines between paragraphs.

    Raises:
        DocumentError: the extra is not installed; the file is locked, broken or pictures only; or it takes too much
            time or memory.
    """
    if find_spec("pypdf") is None:
        raise DocumentError(MISSING)
    pages = [*pages_of(raw)]
    text = paragraphs(_without_margins(pages))
    if not text.strip():
        raise DocumentError("the PDF has no text: its pages are pictures")
    return text


def _without_margins(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all pages without page numbers and running titles at the top and bottom."""
    kept = [[line.strip() for line in lines if line.strip()] for lines in pages]
    seen = Counter(_shape(lines[at]) for lines in kept for at in {0, len(lines) - 1} if lines)
    running = {shape for shape, count in seen.items() if count >= max(3, len(kept) / 3) or shape in ("#", "- # -")}
    lines: list[str] = []
    for each in kept:
        start, end = 0, len(each)
        while start < end and _shape(each[start]) in running:
            start += 1
        while start < end and _shape(each[end - 1]) in running:
            end -= 1
        lines += each[start:end]
    return lines


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def paragraphs(lines: Sequence[str]) -> str:
    """Join lines to paragraphs: a line with room for the next word ends its paragraph.

    A word that is hyphenated at a line end is joined as it occurs elsewhere in the text; if it does not occur
    elsewhere, it stays divided, as the hyphen may belong to it.
    """
    widths = sorted(len(line) for line in lines)
    usual = widths[len(widths) * 9 // 10] if widths else 0
    known = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "\n".join(lines).casefold()))
    return "\n\n".join(_joined(part, known) for part in _parts(lines, usual))


def _parts(lines: Sequence[str], usual: int) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if part and (_is_over(part[-1], line, usual) or _ITEM.match(line)):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _is_over(last: str, following: str, usual: int) -> bool:
    room = _FULL * usual - len(last) - 1
    if len(following.partition(" ")[0]) > room or _CUT.search(last):
        return False  # there was no room for the next word
    return bool(_ENDS.search(last)) or not following[:1].islower()


def _joined(lines: Sequence[str], known: set[str]) -> str:
    found = [lines[0]]
    for line in lines[1:]:
        last = found[-1]
        cut = _CUT.search(last)
        first = re.match(r"[^\W\d_]+", line)
        if not cut or not first:
            found += [" ", line]
            continue
        left, right = cut[1].casefold(), first[0].casefold()
        if f"{left}-{right}" in known:
            found.append(line)
        elif left + right in known or cut[2] == "\u00ad":
            found[-1:] = [last[: cut.start(2)], line]
        else:
            found += ["\n", line]
    return "".join(found)
