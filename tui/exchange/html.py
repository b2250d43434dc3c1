"""HTML: one page for a colleague without a terminal; it loads nothing, runs nothing, and prints well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from tui.core import dates
from tui.core.text import shown
from tui.exchange.expand import Plain, expand
from tui.exchange.selection import SECTIONS, Selection

_STYLE = """
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
h1, h2, h3, .facts { font-family: system-ui, sans-serif; } h3 { margin: 2rem 0 0; }
.facts, footer { color: #555; font-size: .9rem; margin: 0; }
blockquote { margin: .7rem 0; padding-left: .8rem; border-left: 3px solid #bbb; } blockquote p { margin: 0; }
.differs::before { content: "≠ "; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; } .facts, footer { color: #aaa; }
}
"""


def write(selection: Selection) -> Iterator[str]:
    """Yield one page: the records by section, each with the words that it rests on."""
    store = selection.store
    title = _safe(store.about.title)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    language = escape(store.about.languages[0]) if store.about.languages else "en"
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    if selection.query:
        yield f'<p class="facts">Filter: <code>{_safe(selection.query)}</code></p>\n'
    for section in SECTIONS:
        refs = [ref for ref in selection.refs if ref.section == section]
        if refs:
            yield f"<h2>{section.capitalize()}</h2>\n"
        for ref in refs:
            record = expand(store, ref)
            yield from _record(record, store.name(ref), f"{section}/{ref.id}")
    licence = f"Licence of the data: {_safe(store.about.licence)}. " if store.about.licence else ""
    yield f"<footer><p>{licence}Quotations remain their authors'.</p></footer>\n</body>\n</html>\n"


def _record(record: Plain, name: str, anchor: str) -> Iterator[str]:
    yield f'<article id="{escape(shown(anchor))}">\n<h3>{_safe(name)}</h3>\n'
    facts = _facts(record)
    if facts:
        yield f'<p class="facts">{" · ".join(facts)}</p>\n'
    for key in ("summary", "note"):
        if key in record:
            yield f"<p>{_safe(record[key])}</p>\n"
    for value in record.get("values", ()):
        words = " ".join(value[key] for key in ("qualifier", "value", "unit") if key in value)
        basis = f" ({_safe(value['basis'])})" if "basis" in value else ""
        yield f"<p><strong>{_safe(words)}</strong>{basis}</p>\n"
        for proof in value.get("evidence", ()):
            yield _quotation(proof)
    for proof in record.get("evidence", ()):
        yield _quotation(proof)
    for passage in record.get("passages", ()):
        yield _quotation(passage)
    yield "</article>\n"


def _facts(record: Plain) -> list[str]:
    """Return what stands under the name, as HTML."""
    found = []
    for key in ("date", "issued", "founded", "start"):
        if key in record:
            value = dates.parse(record[key])
            found.append(f"{_safe(value.display_long)}")
    found += [_safe(_name(record[key])) for key in ("kind", "role", "place", "publisher") if key in record]
    for part in record.get("involves", ()):
        role = f" ({_safe(part['role'])})" if "role" in part else ""
        found.append(_safe(part["entity"]["name"]) + role)
    if record.get("url", "").startswith(("https://", "http://")):
        found.append(f'<a href="{escape(shown(record["url"]))}">{_safe(record["url"])}</a>')
    return found


def _quotation(proof: Plain) -> str:
    """Return an excerpt with where it stands, as HTML."""
    words = f"<p>“{_safe(proof['quote'])}”</p>" if "quote" in proof else ""
    source = proof.get("source", {})
    place = [proof.get("publisher", ""), source.get("title", ""), proof.get("section", "")]
    place += [f"¶ {proof['paragraph']}"] if "paragraph" in proof else []
    where = _safe(", ".join(part for part in place if part))
    gist = f"<p>{_safe(proof['gist'])}</p>" if "gist" in proof else ""
    differs = f'<p class="differs">{_safe(proof["differs"])}</p>' if "differs" in proof else ""
    return f'<blockquote>{words}{gist}{differs}<p class="facts">{where}</p></blockquote>\n'


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or value["id"])
    return str(value)


def _safe(text: str) -> str:
    return escape(shown(text))
