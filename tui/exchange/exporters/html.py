"""HTML: one page for a browser that loads and runs nothing, and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tui.core.dates import edtf
from tui.core.model.records import Ref
from tui.core.model.sections import ENTITY_SECTIONS, SECTION, SECTIONS
from tui.exchange.dates.crossing import exact_words
from tui.exchange.exporters.escape import html_text as _safe
from tui.exchange.exporters.holding import PROSE, Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import Plain, dates_in_words, name_of, related, to_dict, value_in_words

_STYLE = """
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
h1, h2, h3, nav, .facts { font-family: system-ui, sans-serif; } h3 { margin: 2rem 0 0; }
.facts, footer { color: #555; font-size: .9rem; margin: 0; } nav a { margin-right: 1em; }
blockquote { margin: .7rem 0; padding-left: .8rem; border-left: 3px solid #bbb; } blockquote p { margin: 0; }
.differs::before { content: "≠ "; } :target { background: #8882; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; } .facts, footer { color: #aaa; } a { color: #8bf; }
}
@media print { nav { display: none; } article { break-inside: avoid; } }
"""

HOLDING = Holding("a page", PROSE)
CITED = 0.2
"""Approximate share of the work for finding the sources."""


def write(selection: Selection) -> Iterator[str]:
    """Yield one page: the records by section, then the sources that they rest on, all linked with each other."""
    store = selection.store
    sources = tuple(Ref("sources", source.id) for source in selection.cited(0.0, CITED))
    refs = tuple(dict.fromkeys([*selection.refs, *sources]))
    selection.tell(HOLDING, (), sources)
    page = _Page(refs)
    yield _head(selection)
    sections = [section for section in SECTIONS if any(ref.section == section for ref in refs)]
    links = [f'<a href="#{section}">{SECTION[section].heading}</a>' for section in sections]
    yield f"<nav>{' '.join(links)}</nav>\n"
    headed = ""
    for ref in selection.tracked([ref for section in sections for ref in refs if ref.section == section], CITED):
        if ref.section != headed:
            headed = ref.section
            yield f'<h2 id="{headed}">{SECTION[headed].heading}</h2>\n'
        yield page.article(to_dict(store, ref), store.name(ref), ref)
    licence = f"Licence of the data: {_safe(store.about.licence)}. " if store.about.licence else ""
    yield f"<footer><p>{licence}Quotations remain their authors'.</p></footer>\n</body>\n</html>\n"


def _head(selection: Selection) -> str:
    about = selection.store.about
    title = _safe(about.title)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    language = _safe(about.languages[0]) if about.languages else "en"
    asked = f'<p class="facts">Filter: <code>{_safe(selection.query)}</code></p>\n' if selection.query else ""
    summary = f"<p>{_safe(about.summary)}</p>\n" if about.summary else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8" />\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
        f'<meta name="viewport" content="width=device-width" />\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{summary}{asked}"
    )


class _Page:
    """Turns records into articles, with links to the records on the page and no others."""

    def __init__(self, refs: Iterable[Ref]) -> None:
        self.refs = frozenset(refs)

    def article(self, record: Plain, name: str, ref: Ref) -> str:
        """Return one record."""
        parts = [f'<article id="{_safe(f"{ref.section}/{ref.id}")}">\n<h3>{_safe(name)}</h3>\n']
        facts = " · ".join(self.facts(record))
        parts.append(f'<p class="facts">{facts}</p>\n' if facts else "")
        parts += [f"<p>{_safe(record[key])}</p>\n" for key in ("summary", "note") if key in record]
        parts += [self.list_of(others, section) for section, others in related(record)]
        if "contradiction" in record:
            parts.append(f'<p class="differs">{_safe(record["contradiction"])}</p>')
        for value in record.get("values", ()):
            parts += [self.value(value), *(self.quotation(proof) for proof in value.get("evidence", ()))]
        parts += [self.quotation(proof) for key in ("evidence", "passages") for proof in record.get(key, ())]
        return "".join([*parts, "</article>\n"])

    def facts(self, record: Plain) -> Iterator[str]:
        """Yield the facts below the name."""
        for key, words in dates_in_words(record, exact_words):
            yield _safe(words) + (f" ({_safe(record[f'{key}_from'])})" if f"{key}_from" in record else "")
        yield from (f"after {_safe(other['name'])}" for other in record.get("after", ()))
        if "kind" in record:
            yield self.linked(record["kind"], "")
        for key in ("role", "place", "within", "about", "publisher", "measure", "scope"):
            if key in record:
                yield self.linked(record[key])
        if "origin" in record or "destination" in record:
            ends = [self.linked(record[end]) if end in record else "?" for end in ("origin", "destination")]
            yield " → ".join(ends)
            yield from (_safe(value_in_words(amount)) for amount in record.get("moved", ()))
        if "names" in record:
            yield "also " + _safe(", ".join(name["value"] for name in record["names"]))
        for part in record.get("involves", ()):
            role = f" ({_safe(part['role'])})" if "role" in part else ""
            yield self.linked(part["entity"]) + role
        yield from (_safe(author) for author in record.get("authors", ()))
        if "passages" in record or "url" in record:
            yield from _address(record.get("url", ""))

    def value(self, value: Plain) -> str:
        """Return one answer to a claim's question."""
        aside = [_safe(value["basis"])] if "basis" in value else []
        aside += [_safe(exact_words(value["as_of"]))] if "as_of" in value else []
        aside += [f"said by {self.linked(value['said_by'])}"] if "said_by" in value else []
        aside += [f"computed: {_safe(value['derived'])}"] if "derived" in value else []
        aside += [f"preferred {_safe(value['preferred'])}"] if "preferred" in value else []
        return f"<p><strong>{_safe(value_in_words(value))}</strong> {' · '.join(aside)}</p>\n"

    def list_of(self, others: Iterable[Plain], section: str) -> str:
        """Return records that belong to this one, each a link where it is on the page."""
        rows = [
            f"<li>{_safe(edtf.parse(other['date']).display) + ' ' if 'date' in other else ''}"
            f"{self.linked(other, section)}</li>"
            for other in others
        ]
        return f"<ul>{''.join(rows)}</ul>\n"

    def quotation(self, proof: Plain) -> str:
        """Return an excerpt and its place in the source."""
        words = f"<p>“{_safe(proof['quote'])}”</p>" if "quote" in proof else ""
        place = [_safe(proof[key]) for key in ("publisher", "section") if key in proof]
        if "source" in proof:
            place.insert(1 if "publisher" in proof else 0, self.linked(proof["source"], "sources"))
        place += [f"¶ {proof['paragraph']}"] if "paragraph" in proof else []
        gist = f"<p>{_safe(proof['gist'])}</p>" if "gist" in proof else ""
        differs = f'<p class="differs">{_safe(proof["differs"])}</p>' if "differs" in proof else ""
        tells = f"<p>{_safe(proof['tells'])}</p>" if "tells" in proof else ""
        return f'<blockquote>{words}{gist}{differs}{tells}<p class="facts">{", ".join(place)}</p></blockquote>\n'

    def linked(self, value: Any, *sections: str) -> str:
        """Return a name, linked to its article in one of `sections` (entities, events) where there is one."""
        name = _safe(name_of(value))
        for section in (sections or (*ENTITY_SECTIONS, "events")) if isinstance(value, dict) else ():
            if Ref(section, value["id"]) in self.refs:
                return f'<a href="#{_safe(section + "/" + value["id"])}">{name}</a>'
        return name


def _address(url: str) -> Iterator[str]:
    """Yield a link to where a source is published; anything but a web address becomes text."""
    if url.startswith(("https://", "http://")):
        yield f'<a href="{_safe(url)}" rel="noreferrer">{_safe(url)}</a>'
    elif url:
        yield _safe(url)
