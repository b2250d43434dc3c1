"""A hundred hostile strings, and a dataset that says each of them everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

_SEQUENCES = [
    "\x1b[31;97;7331m", "\x1b[2J\x1b[7331;1H", "\x1b]0;title7331\x07", "\x1b]2;title7331\x1b\\",
    "\x1b]52;c;NzMzMQ==\x07", "\x1b]52;c;NzMzMQ==\x1b\\", "\x1b]8;;http://7331.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]8;id=7331;http://e.example\x07", "\x1bP$q7331\x1b\\", "\x1b_7331\x1b\\", "\x1b^7331\x1b\\", "\x1bX7331\x1b\\",
    "\x1bc7331", "\x1b[?1049l7331", "\x1b[?1003h7331", "\x1b[6n7331", "\x1b[c7331", "\x1b]4;7331;?\x07",
    "\x1b]50;7331\x07", "\x1b]7;file://7331\x07", "\x1b[7331", "\x1b]7331", "\x1b", "\x1b\x1b[7331m", "\x1b[>7331u",
]  # fmt: skip
_C1 = ["\x9b7331m", "\x9d52;c;NzMzMQ==\x9c", "\x907331\x9c", "\x9f7331\x9c", "\x857331", "\x8d7331", "\x9b?7331h"]
_CONTROLS = [chr(n) for n in (0, 1, 4, 5, 7, 8, 11, 12, 14, 15, 16, 17, 19, 21, 23, 24, 26, 28, 30, 31, 127)]
_BIDI = [chr(n) for n in (0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C)]
_HIDDEN = [chr(n) for n in (0x200B, 0x200C, 0x2060, 0xFEFF, 0xAD, 0x180E, 0x2028, 0x2029, 0xE0041, 0xE007F, 0x2064)]
_MARKUP = [
    "[/]", "[/b]", "[b]bold[/i]", "[sic]", "[@click=app.quit]quit[/]", "[link=http://e.example]x", "[$nope]", "[red",
    "[[x]]", "\\[b]", "a [/ b", "[bold]x[/bold]", "[#ff0000]x", "[a=b]x", "[reverse]", "]", "[", "{0}", "%s", "$accent",
]  # fmt: skip
_WIDE = ["日本語", "👩‍👩‍👧", "🇧🇾", "e\u0301\u0302\u0303\u0304", "ﷺ", "\u0300"]

STRINGS: list[str] = [*_SEQUENCES, *_C1, *_CONTROLS, *_BIDI, *_HIDDEN, *_MARKUP, *_WIDE][:100]
_ALLOWED = "\x1b\r\n\t"
"""What a program may write of its own accord; ESC is looked for with what follows it in the strings."""
FORBIDDEN: list[str] = [
    *"".join(_BIDI + _HIDDEN),
    *(chr(n) for n in (*range(32), 127, *range(0x80, 0xA0)) if chr(n) not in _ALLOWED),
]
"""Characters that must never reach the terminal."""
RAW: list[str] = [text for text in _SEQUENCES if "7331" in text or "NzMz" in text]
"""Sequences that must never stand in the output as they are."""


def words(number: int) -> tuple[str, str]:
    """What stands before and after string `number` wherever it is said."""
    return f"lq{number:03}x", f"rq{number:03}x"


def around(number: int) -> str:
    """String `number` between the two words by which it is found on the screen."""
    left, right = words(number)
    return f"{left}{STRINGS[number]}{right}"


def _yaml(text: str) -> str:
    """A double-quoted YAML scalar; JSON is one, but for what stands outside the first plane."""
    quoted = json.dumps(text)
    for sign in {sign for sign in text if ord(sign) > 0xFFFF}:
        quoted = quoted.replace(json.dumps(sign)[1:-1], f"\\U{ord(sign):08x}")
    return quoted


def write(folder: Path) -> None:
    """Write a dataset of one event, one organisation and one passage for each string."""
    (folder / "dataset.yaml").write_text(
        f"letapis: 1\ndataset: {{title: {_yaml(around(0))}, languages: [en]}}\n"
        f'kinds:\n  law: {{title: {_yaml(around(1))}, sign: "§"}}\n',
        encoding="utf-8",
    )
    passages, organisations, events = [], [], []
    for n in range(len(STRINGS)):
        said = _yaml(around(n))
        passages.append(f"      p{n}: {{section: {said}, paragraph: {n + 1}, gist: {said}, quote: {said}}}\n")
        organisations.append(f"  o{n}: {{kind: company, name: {said}, summary: {said}, evidence: [s/p{n}]}}\n")
        events.append(
            f"  e{n}:\n    title: {said}\n    date: 2020-{1 + n // 28:02}-{1 + n % 28:02}\n    kind: law\n"
            f"    involves: [{{entity: o{n}, role: {said}}}]\n    summary: {said}\n    note: {said}\n"
            f"    evidence: [{{passage: s/p{n}, differs: {said}}}]\n"
        )
    title, publisher = _yaml(around(2)), _yaml(around(3))
    head = f"sources:\n  s:\n    title: {title}\n    publisher: {publisher}\n    issued: 2021\n    passages:\n"
    (folder / "sources.yaml").write_text(head + "".join(passages), encoding="utf-8")
    (folder / "organisations.yaml").write_text("organisations:\n" + "".join(organisations), encoding="utf-8")
    (folder / "events.yaml").write_text("events:\n" + "".join(events), encoding="utf-8")


TRICK = (
    """"'><img src=x onerror="window.run=1"></noscript></script></style></title></span></div></article>"""
    """<script>window.run=1</script><b onclick="window.run=1">x</b><svg onload="window.run=1"/><!--"""
)
"""What would run in a page, wherever in it this was not escaped."""
_FIXED = {
    *("id", "passage", "entity", "source", "target", "about", "said_by", "within", "place", "origin", "destination"),
    *("issued", "accessed", "date", "founded", "dissolved", "start", "end", "as_of", "after", "derives_from"),
    *("kind", "type", "held", "accept", "sha256"),
}
"""Fields that are no words: ids, dates, and what is one of a few values."""


def tricked(value: Any, field: str = "") -> Any:
    """Return a dataset, or a part of one, with `TRICK` at the end of the words of each field, empty ones too."""
    match value:
        case str():
            return value if field in _FIXED else value + TRICK
        case Struct():
            parts = {each.name: tricked(getattr(value, each.name), each.name) for each in fields(value)}
            return replace(value, **parts)
        case tuple():
            return tuple(tricked(each, field) for each in value)
        case Mapping():
            return {key: tricked(each, field) for key, each in value.items()}
    return value
