"""Markdown: a dossier in which each statement has its excerpts."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core.model.records import Ref
from tui.core.model.sections import SECTION, SECTIONS
from tui.core.text.display import shown
from tui.exchange.dates.crossing import exact_words
from tui.exchange.exporters.holding import PROSE, Holding
from tui.exchange.exporters.markdown_entry import entry, escaped
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import Plain, to_dict

HOLDING = Holding("Markdown", PROSE)
WRITTEN = 0.9
"""Approximate share of the work for the records themselves."""


def write(selection: Selection) -> Iterator[str]:
    """Yield a dossier: the records by section, then the sources that they rest on."""
    store = selection.store
    selection.tell(HOLDING)
    yield f"# {escaped(store.about.title)}\n"
    if selection.query:
        yield f"\nFilter: `{shown(selection.query).replace('`', ' ')}`\n"
    refs = [ref for section in SECTIONS for ref in selection.refs if ref.section == section]
    headed = ""
    for ref in selection.tracked(refs, 0.0, WRITTEN):
        if ref.section != headed:
            headed = ref.section
            yield f"\n## {SECTION[headed].heading}\n"
        yield "\n" + "\n".join(entry(store, ref, heading="###", words=exact_words)) + "\n"
    if all(ref.section == "sources" for ref in selection.refs):
        return
    yield "\n## What it rests on\n\n"
    for source in selection.cited(WRITTEN):
        yield f"- {_reference(to_dict(store, Ref('sources', source.id)))}\n"


def _reference(source: Plain) -> str:
    parts = [*source.get("authors", ()), source["title"], source.get("publisher", "")]
    text = ". ".join(escaped(part) for part in parts if part)
    issued = f", {escaped(exact_words(source['issued']))}" if "issued" in source else ""
    url = f" <{shown(source['url'])}>" if "url" in source else ""
    return f"{text}{issued}.{url}"
