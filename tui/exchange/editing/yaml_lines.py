"""Write records as lines of YAML in block style, which read back as the same values whatever the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tui.exchange.editing.draft_fields import Sort
from tui.exchange.importers.incoming import scalar


def block(fields: Mapping[str, Any], indent: str, sorts: Mapping[str, Sort]) -> Iterator[str]:
    """Yield the lines of a map, each after `indent`; `sorts` has the sort of text by key (see draft_fields.Sort)."""
    for key, value in fields.items():
        if not isinstance(value, list):
            yield f"{indent}{key}: {written_scalar(str(value), sorts.get(key, 'text'))}"
            continue
        yield f"{indent}{key}:"
        for item in value:
            if key == "values":
                first, *others = block(item, "", sorts)
                yield f"{indent}  - {first}"
                yield from (f"{indent}    {line}" for line in others)
            elif isinstance(item, dict):
                yield f"{indent}  - {{{', '.join(f'{name}: {_in_flow(part)}' for name, part in item.items())}}}"
            else:
                yield f"{indent}  - {written_scalar(item, 'word')}"


_WORD = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_./~%+-]*\??(?:/[A-Za-z0-9][A-Za-z0-9_.~%+-]*\??)?|https?://[A-Za-z0-9_./~%?=&+-]+"
)
_TEXT = re.compile(r"[^\W\d_](?:[\w ,.;()'/%’“”„«»–—+-]*[\w.;)%’“”»])?")
_RESERVED = frozenset(("yes", "no", "true", "false", "null", "on", "off", "y", "n"))
"""Words that other YAML parsers read as booleans or null."""


def written_scalar(text: str, sort: Sort = "text") -> str:
    """Return text as a YAML scalar: plain where no parser can misread it, else quoted; excerpts are always quoted."""
    plain = _WORD if sort == "word" else _TEXT
    if sort != "quote" and plain.fullmatch(text) and text.isprintable() and text.casefold() not in _RESERVED:
        return text
    return "no" if sort == "word" and text == "no" else scalar(text)


def _in_flow(text: str) -> str:
    """Return text as a scalar for a flow map, where commas and brackets must be quoted."""
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9_/-]*", text) and text not in _RESERVED else scalar(text)
