"""Stand-ins for documents that a dataset may not ship: invented words around each of its excerpts, in their order."""

from __future__ import annotations

import random
from pathlib import Path

from tui.core.store.base import Store

_SYLLABLES = ("ba", "do", "fi", "gul", "har", "ko", "lan", "mo", "net", "qua", "ri", "sto", "tir", "vel")


def write(store: Store, folder: Path) -> None:
    """Write into `folder`, which is made, a text for every source that has passages."""
    folder.mkdir(parents=True)
    for source in store.sources.values():
        if not source.passages:
            continue
        rng = random.Random(source.id)
        lines, section = [source.title], ""
        for passage in source.passages.values():
            if passage.section_title != section:
                section = passage.section_title
                lines.append(section)
            said = f"{passage.prefix} {passage.quote} {passage.suffix}".strip()
            lines += [_words(rng, 30), f"{_words(rng, 12)} {said} {_words(rng, 12)}"]
        (folder / f"{source.id}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _words(rng: random.Random, count: int) -> str:
    return " ".join("".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(count))
