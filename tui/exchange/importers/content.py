"""What an importer is given: the text of a file, whatever its encoding, and its value where it is JSON."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from tui.core.documents.decoding import BOMS
from tui.exchange.dates.written import DateOrder

_OLD = ("cp1251", "cp1252", "cp1250", "koi8_r", "cp866", "mac_cyrillic")
"""Encodings that tables were saved in before UTF-8."""
_SAMPLE = 100_000
"""Bytes from which an encoding is guessed."""
_HIGH_RUN = re.compile(rb"[\xc0-\xff\xa8\xb8\xa1\xa2\xb2\xb3]{3}")
"""Letters beyond ASCII in a row: words in Cyrillic, where Latin ones have a single accent."""


@dataclass(frozen=True)
class Options:
    """What the user says about a file."""

    order: DateOrder | None = None
    """Which comes first in `03/04/2011`."""
    encoding: str = ""
    """Its encoding; empty where it is to be found out."""
    columns: dict[str, str] = field(default_factory=dict)
    """Heading of a table → the name of what it becomes (`headings.ROLES`)."""


@dataclass
class Content:
    """The text of a file."""

    text: str
    encoding: str = "utf-8"
    guessed: bool = False
    """Whether the encoding was guessed."""

    @property
    def encoding_name(self) -> str:
        """What its encoding is called, for people."""
        return self.encoding.upper().replace("CP125", "Windows-125")

    @cached_property
    def is_json(self) -> bool:
        """Whether the text begins as JSON does."""
        return self.text.lstrip()[:1] in ("{", "[") and bool(self.text.strip())

    @cached_property
    def value(self) -> Any:
        """The value of a JSON text, or the list of the values of its lines.

        Raises:
            ValueError: it is neither.
        """
        if not self.is_json:
            raise ValueError("it is not JSON")
        try:
            return json.loads(self.text)
        except json.JSONDecodeError as error:
            if not error.msg.startswith("Extra data"):
                raise ValueError(_broken(error, error.lineno)) from None
        except (RecursionError, ValueError) as error:
            raise ValueError(_unread(error)) from None
        return [_line(line, number) for number, line in enumerate(self.text.split("\n"), 1) if line.strip()]


def _line(text: str, number: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(_broken(error, number)) from None
    except (RecursionError, ValueError) as error:
        raise ValueError(_unread(error)) from None


def _unread(error: RecursionError | ValueError) -> str:
    if isinstance(error, RecursionError):
        return "its JSON is nested too deeply"
    return f"a number in it has more than {sys.get_int_max_str_digits():,} digits"


def _broken(error: json.JSONDecodeError, line: int) -> str:
    what = error.msg[:1].lower() + error.msg[1:]
    return f"it begins as JSON does, and is broken in line {line}, column {error.colno} ({what})"


def decoded(data: bytes, told: str = "") -> Content:
    """Return the text of a file, in the encoding that was told; what that has no letters for becomes `\ufffd`.

    Raises:
        ValueError: there is no such encoding.
    """
    if told:
        try:
            return Content(data.decode(told, "replace"), told)
        except LookupError:
            raise ValueError(f"there is no encoding {told}") from None
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return Content(data.decode(encoding, "replace"), encoding.removesuffix("-sig"))
    if encoding := _wide(data):
        return Content(data.decode(encoding, "replace"), encoding)
    text = data.decode("utf-8", "replace")
    strange = text.count("\ufffd")
    if not strange or strange * 10 < sum(not letter.isascii() for letter in text):
        return Content(text)  # a few broken letters do not make it another encoding
    encoding = _guess(data)
    return Content(data.decode(encoding, "replace"), encoding, guessed=True)


def _wide(data: bytes) -> str:
    """Return the name of UTF-16 where a text without a mark is written in it: every other byte is zero."""
    sample = data[:_SAMPLE]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if max(zeros) * 4 < len(sample) or min(zeros) * 10 > max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _guess(data: bytes) -> str:
    """Return the encoding of a text that is not UTF-8."""
    lines = b"\n".join(line for line in data.splitlines()[:5000] if not line.isascii())[:_SAMPLE]
    if len(lines) > 200 and find_spec("charset_normalizer"):
        from charset_normalizer import from_bytes

        if best := from_bytes(lines, cp_isolation=[*_OLD]).best():
            return str(best.encoding)
    return "cp1251" if _HIGH_RUN.search(lines) else "cp1252"
