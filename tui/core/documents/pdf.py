"""The text of a PDF, its lines put together to paragraphs again. The library for it is an extra."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tui.core.errors import DocumentError

MISSING = "to read PDFs, install Letapis with its extra, letapis[pdf], or what that brings: pip install pypdf"
_FULL = 0.95
"""Part of the usual length of a line that a line and the next word may fill before it counts as full."""
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_CUT = re.compile(r"([^\W\d_]+)([-‐‑\u00ad])$")
_ITEM = re.compile(r"[•▪◦‣*–—-]\s|\(?\d{1,3}[.)]\s")
"""Begins an item of a list."""


def text_of_pdf(raw: bytes) -> str:
    """Return the text, paragraphs apart by a blank line.

    Raises:
        DocumentError: the extra is not installed, or the file is locked, broken or pictures only.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError:
        raise DocumentError(MISSING) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of the file is no talk for the terminal
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("the PDF is locked with a password")
        pages = [page.extract_text().splitlines() for page in reader.pages]
    except DocumentError:
        raise
    except DependencyError:
        raise DocumentError(
            "the PDF is encrypted in a way that needs one more library: pip install cryptography"
        ) from None
    except Exception as error:  # a broken file breaks the library anywhere
        raise DocumentError(f"the PDF is broken: {type(error).__name__}") from None
    text = paragraphs(_without_margins(pages))
    if not text.strip():
        raise DocumentError("the PDF has no text: its pages are pictures")
    return text


def _without_margins(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all pages without page numbers and the titles that run along on top and below."""
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
    """Put lines together to paragraphs: one in which the next word had room ends its paragraph.

    A word cut at the end of a line is made whole as it stands elsewhere in the text; where it stands nowhere
    else, the cut is left, for nobody knows whether its hyphen belongs to it.
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
        return False  # the next word had no room: the line was broken, not ended
    return bool(_ENDS.search(last)) or not following[:1].islower()


def _joined(lines: Sequence[str], known: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        cut = _CUT.search(text)
        first = re.match(r"[^\W\d_]+", line)
        if not cut or not first:
            text += f" {line}"
            continue
        left, right = cut[1].casefold(), first[0].casefold()
        if f"{left}-{right}" in known:
            text += line
        elif left + right in known or cut[2] == "\u00ad":
            text = text[: cut.start(2)] + line
        else:
            text += f"\n{line}"
    return text
