"""What a compiled file holds, to be compared with another one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from pyroaring import BitMap

from tui.core.compiled.blocks import Entry
from tui.core.compiled.rows import CompiledRows, problems_of, unpacked
from tui.core.loading.fingerprints import Fingerprint


def held(target: Path) -> dict[str, Any]:
    """Return what a compiled file holds, in a form that does not depend on when it was written."""
    with closing(CompiledRows(target)) as rows:
        decode, found = msgspec.msgpack.decode, dict[str, Any]()
        for table in ("term", "facet", "prefix"):
            *key, items = zip(*rows.all(f"SELECT * FROM {table}"), strict=True)
            sets = [unpacked(one, "") for one in items] if table == "prefix" else items
            found[table] = dict(zip(zip(*key, strict=True), map(BitMap.deserialize, sets), strict=True))
        found["attached"] = {(kind, key): decode(value) for kind, key, value in rows.all("SELECT * FROM attached")}
        blocks = [
            decode(unpacked(body, ""), type=list[Entry]) for _, body in rows.all("SELECT * FROM block ORDER BY 1")
        ]
        found["record"] = [
            (bytes(one.body), one.file, one.line, one.column, one.parts) for part in blocks for one in part
        ]
        found["problem"] = tuple(problems_of(rows))
        stamps = rows.meta("fingerprints", list[Fingerprint])
        found["fingerprints"] = [(one.path, one.size, one.sha256, one.plain) for one in stamps]
        rows.all("CREATE VIRTUAL TABLE temp.runs USING fts5vocab('main', 'phrase', 'instance')")
        found["phrase"] = rows.all("SELECT * FROM runs ORDER BY doc, offset")
        for table in ("called", "ids", "file", "passage"):
            found[table] = rows.all(f"SELECT * FROM {table} ORDER BY 1, 2")
        kept = {key: unpacked(value, key) for key, value in rows.all("SELECT * FROM meta")}
        return found | {key: value for key, value in kept.items() if key not in ("fingerprints",)}
