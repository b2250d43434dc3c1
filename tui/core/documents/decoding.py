"""The text of a file's bytes: by its byte order mark, as UTF-8, or in the encoding that its bytes look like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from tui.core.errors import DocumentError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and their encodings; longer ones first if one begins like another."""
_OLD = ("cp1251", "cp1252", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1250")
"""Encodings that were common for these languages before UTF-8."""
_SAMPLE = 4096
"""Bytes at the beginning and in the middle by which it is told whether a file is text."""
_LOOKED_AT = 65_536
"""Bytes by which an old encoding is told: those around the first that are not ASCII."""
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b")
_MOST_CONTROLS = 0.02
"""Part of the bytes of a text that may be control characters."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def decoded(raw: bytes) -> str:
    """Return the text of a file.

    Raises:
        DocumentError: it is no text.
        ImportError: the library that tells old encodings is not installed.
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, "replace")
    if not _is_text(raw):
        wide = _without_mark(raw)
        if not wide:
            raise DocumentError("it is no text")
        return raw.decode(wide, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_guessed(raw), "replace")


def is_text(raw: bytes) -> bool:
    """Whether a file holds text in any encoding."""
    return any(raw.startswith(bom) for bom, _ in BOMS) or _is_text(raw) or bool(_without_mark(raw))


def _samples(raw: bytes) -> Iterator[bytes]:
    """Yield the beginning of a file, and as much in its middle, at even places."""
    yield raw[:_SAMPLE]
    if len(raw) > 2 * _SAMPLE:
        middle = len(raw) // 2 & ~1
        yield raw[middle : middle + _SAMPLE]


def _is_text(raw: bytes) -> bool:
    return all(len(part) - len(part.translate(None, _CONTROLS)) <= _MOST_CONTROLS * len(part) for part in _samples(raw))


def _without_mark(raw: bytes) -> str:
    """Return which UTF-16 it is, without a byte order mark; "" where it is none."""
    found = {encoding: _plain_signs(raw, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(found, key=lambda encoding: found[encoding])
    return best if found[best] else ""


def _plain_signs(raw: bytes, encoding: str) -> int:
    """Return how many signs of ASCII, such as blanks, there are in UTF-16; 0 where it is none, or has control signs."""
    count = 0
    for part in _samples(raw):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(part)
        except UnicodeDecodeError:
            return 0
        if any(sign < " " and sign not in "\t\n\r\f" for sign in text):
            return 0
        count += sum(sign < "\x80" for sign in text)
    return count


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    first = match.start() if (match := _NOT_ASCII.search(raw)) else 0
    start = max(0, first - _LOOKED_AT // 4)
    sample = raw[start : start + _LOOKED_AT]
    best = from_bytes(sample, cp_isolation=list(_OLD)).best() or from_bytes(sample).best()
    return best.encoding if best is not None else "utf-8"
