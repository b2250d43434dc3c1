"""HTML: one file for a browser that loads nothing, and is the explorer for a colleague without a terminal.

All records stand in a `noscript`, each an `article` on a line of its own: without scripts they are the page, and where
scripts run the browser does not lay them out, and `page.js` reads them from there and shows what is asked for.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from tui.core.dates import edtf
from tui.core.dates.axis import labels
from tui.core.index.searchable_text import named_entities
from tui.core.model.records import Claim, Event, Ref, Relation
from tui.core.model.sections import ENTITY_SECTIONS, SECTION, SECTIONS
from tui.core.text import folding, spelling
from tui.exchange.drawing.lanes_chart import scale_of
from tui.exchange.exporters.escape import html_text as _safe
from tui.exchange.exporters.escape import json_line, page_language, web_link
from tui.exchange.exporters.holding import PROSE, Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.exporters.to_dict import (
    Plain,
    dates_in_words,
    long_words,
    name_of,
    otherwise,
    standing,
    support,
    teller,
    to_read,
    value_in_words,
)
from tui.exchange.html_parts import head, script, scrolled, stylesheet

_HELD = {"sources": f"{PROSE['sources']} archived language", "claims": f"{PROSE['claims']} values.note"}
HOLDING = Holding("a page", PROSE | _HELD)
CITED = 0.2
"""Approximate share of the work for finding the sources."""
MOST_WHOLE = 4_000_000
"""Characters of records up to which they stand in the page as they are."""
_LOOK = {True: ' class="differs"', False: ""}
CELLS = 96
"""Width of the overview, as in a wide terminal."""


def write(selection: Selection) -> Iterator[str]:
    """Yield one page: the records by section, then the sources that they rest on, all linked with each other."""
    about = selection.store.about
    tied = replace(selection, refs=tuple(dict.fromkeys([*selection.refs, *_tied(selection)])))
    refs = tuple(dict.fromkeys([*tied.refs, *(Ref("sources", source.id) for source in tied.cited(0.0, CITED))]))
    selection.tell(HOLDING, (), refs)
    program = script("page/page.js")
    yield head(about.title, about.languages[0] if about.languages else "en", stylesheet("voices", "page"), program)
    yield '<body>\n<a class="skip" href="#records">Skip to the records</a>\n'
    yield f"<header>\n<h1>{_safe(about.title)}</h1>\n"
    yield f'<p class="about">{_safe(about.summary)}</p>\n' if about.summary else ""
    yield f'<p class="facts">Filter: <code>{_safe(selection.query)}</code></p>\n' if selection.query else ""
    yield '</header>\n<div id="explorer"></div>\n'
    yield from _records(selection, refs)
    licence = f"Licence of the data: {_safe(about.licence)}. " if about.licence else ""
    yield f"<footer><p>{licence}Quotations remain their authors'. Made with Letapis.</p></footer>\n"
    data = json_line(_data(selection)).replace("<", "\\u003c").replace("&", "\\u0026")
    yield f'<script type="application/json" id="data">{data}</script>\n<script>{program}</script>\n</body>\n</html>\n'


def _tied(selection: Selection) -> Iterator[Ref]:
    """Yield who and what the chosen records name, and the claims about them."""
    store = selection.store
    for ref in selection.refs:
        record = store.record(ref)
        if record is not None:
            yield from (store.entity_ref(each) for each in named_entities(record) if store.entity(each))
        if ref.section == "events":
            yield from (Ref("claims", claim) for claim in store.claims_about(ref.id))


def _records(selection: Selection, refs: Sequence[Ref]) -> Iterator[str]:
    """Yield the records, whole in a `noscript`; of more than `MOST_WHOLE`, packed, and in short in the `noscript`."""
    page, store = _Page(selection, refs), selection.store
    sections = [section for section in SECTIONS if any(ref.section == section for ref in refs)]
    links = [f'<a href="#{section}">{SECTION[section].heading}</a>' for section in sections]
    whole: list[str] = []
    packed: list[bytes] = []
    size, headed, packer = 0, "", zlib.compressobj(9)
    for ref in selection.tracked([ref for section in sections for ref in refs if ref.section == section], CITED):
        heading = f'<h2 id="{ref.section}">{SECTION[ref.section].heading}</h2>\n' if ref.section != headed else ""
        headed = ref.section
        text = f"{heading}{page.article(ref)}\n"
        size += len(text)
        if size <= MOST_WHOLE:
            whole.append(text)
        packed.append(packer.compress(text.encode()))
    packed.append(packer.flush())
    yield f'<noscript>\n<nav aria-label="Sections">{" ".join(links)}</nav>\n<main id="records">\n'
    if size <= MOST_WHOLE:
        yield from whole
    else:
        count = sum(ref.section == "events" for ref in refs)
        yield f"<p>{count:,} events: without scripts, their dates, titles and sources. All else needs JavaScript.</p>\n"
        yield "<ul>\n"
        for ref in refs:
            event = store.record(ref) if ref.section == "events" else None
            if isinstance(event, Event):
                names = dict.fromkeys(one.source for one in event.evidence)
                told = ", ".join(_safe(teller(store, source)) for source in names)
                yield f"<li>{_safe(edtf.parse(event.date).display)} {_safe(event.title)} <small>{told}</small></li>\n"
        yield "</ul>\n"
    yield "</main>\n</noscript>\n"
    if size > MOST_WHOLE:
        yield f'<script type="application/octet-stream" id="packed">{b64encode(b"".join(packed)).decode()}</script>\n'


def _data(selection: Selection) -> dict[str, Any]:
    """Return what the script needs beside the records: the scale of the overview, and how words are compared."""
    events = (selection.store.event(ref.id) for ref in selection.refs if ref.section == "events")
    known = scale_of((edtf.parse(event.date) for event in events), CELLS)
    return {
        "slots": [[slot.x, slot.width, slot.bin.first, slot.bin.last] for slot in known.slots],
        "breaks": known.breaks,
        "width": known.width,
        "labels": labels(known, CELLS),
        "headings": {section: SECTION[section].heading for section in SECTIONS},
        "letters": folding.letters(),
        "spelling": spelling.rules(),
    }


class _Page:
    """Turns records into articles, with links to the records on the page and no others."""

    def __init__(self, selection: Selection, refs: Iterable[Ref]) -> None:
        self._selection, self._store = selection, selection.store
        self._refs = frozenset(refs)

    def article(self, ref: Ref) -> str:
        """Return one record on one line."""
        plain = to_read(self._store, ref)
        record = self._store.record(ref)
        days = ""
        if isinstance(record, Event):
            first, last = edtf.bounds(record.date)
            days = f' data-d="{"" if first is None else first} {"" if last is None else last}"'
        parts = [f'<article id="{_anchor(ref)}"{days}><h3>{_safe(self._store.name(ref))}</h3>']
        told = [_safe(support(self._store, record.evidence))] if isinstance(record, Event | Relation | Claim) else []
        facts = " · ".join([*self._facts(plain, record), *told])
        parts.append(f'<p class="facts">{facts}</p>' if facts else "")
        parts.append(self._involved(plain))
        parts += [f'<p class="curator">{_safe(plain[key])}</p>' for key in ("summary", "note") if key in plain]
        if "contradiction" in plain:
            parts.append(f'<p class="curator differs">≠ cannot all be true: {_safe(plain["contradiction"])}</p>')
        parts.append(self._answers(plain["values"]) if "values" in plain else "")
        parts.append(self._says(plain.get("evidence", ())))
        claims = [self._linked(claim, "claims") for claim in plain.get("claims", ())]
        parts.append(f'<p class="asked">Questions: {"; ".join(claims)}</p>' if claims else "")
        parts += [self._passage(passage, plain) for passage in plain.get("passages", ())]
        return "".join([*parts, "</article>"])

    def _facts(self, plain: Plain, record: Any) -> Iterator[str]:
        """Yield the facts below the name."""
        for key, words in dates_in_words(plain, long_words):
            inferred = f" (inferred: {_safe(plain[f'{key}_from'])})" if f"{key}_from" in plain else ""
            shown_words = f'<span class="date">{_safe(words)}</span>' if key in ("date", "issued") else _safe(words)
            yield shown_words + inferred
        yield from (f"after {self._linked(other, 'events')}" for other in plain.get("after", ()))
        if "kind" in plain:
            kind = self._store.kinds.get(record.kind) if isinstance(record, Event) else None
            sign = f"{_safe(kind.sign)} " if kind else ""
            yield f'<span class="kind">{sign}{_safe(name_of(plain["kind"]))}</span>'
        for key in ("role", "place", "within", "about"):
            if key in plain:
                yield self._linked(plain[key])
        if "publisher" in plain:
            yield f'<span class="publisher">{_safe(plain["publisher"])}</span>'
        yield from (_safe(plain[key]) for key in ("measure", "scope") if key in plain)
        if plain["type"] == "claim" and (said := standing(plain)):
            yield f'<span class="differs">{_safe(said)}</span>' if plain["disputed"] else _safe(said)
        if "derives_from" in plain:
            yield f"repeats {'; '.join(self._linked(other, 'sources') for other in plain['derives_from'])}"
        if plain["type"] == "relation":
            yield from (self._linked(plain[end]) for end in ("from", "to") if end in plain)
        if "origin" in plain or "destination" in plain:
            yield " → ".join(self._linked(plain[end]) if end in plain else "?" for end in ("origin", "destination"))
        yield from (_safe(value_in_words(amount)) for amount in plain.get("moved", ()))
        if "names" in plain:
            yield f'also <span class="also">{_safe(", ".join(name["value"] for name in plain["names"]))}</span>'
        yield from (_safe(author) for author in plain.get("authors", ()))
        yield from (web_link(plain[key]) for key in ("url", "archived") if key in plain and plain["type"] == "source")

    def _involved(self, plain: Plain) -> str:
        parts = [
            f"<li>{self._linked(part['entity'])}{' (' + _safe(part['role']) + ')' if 'role' in part else ''}</li>"
            for part in plain.get("involves", ())
        ]
        return f"<ul>{''.join(parts)}</ul>" if parts else ""

    def _answers(self, values: Sequence[Plain]) -> str:
        """Return the answers to a claim's question as a table without empty columns."""
        rows = [self._answer(value) for value in values]
        names = [name for name in rows[0] if any(row[name] for row in rows)]
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        body = "".join(f"<tr>{''.join(f'<td>{row[name]}</td>' for name in names)}</tr>" for row in rows)
        return scrolled("Answers", f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")

    def _answer(self, value: Plain) -> dict[str, str]:
        """Return the cells of an answer by the headings of their columns."""
        leads = {"preferred": "preferred ", "derived": "computed: ", "note": ""}
        aside = [lead + _safe(value[key]) for key, lead in leads.items() if key in value]
        said_by = f"{self._linked(value['said_by'])}, told by " if "said_by" in value else ""
        return {
            "answer": "<br />".join([f"<strong>{_safe(value_in_words(value))}</strong>", *aside]),
            "as of": _safe(long_words(value["as_of"])) if "as_of" in value else "",
            "basis": _safe(value.get("basis", "")),
            "who says so": said_by + self._tellers(value.get("evidence", ())),
        }

    def _says(self, proofs: Sequence[Plain]) -> str:
        """Return who says so, with a link to each passage."""
        if not proofs:
            return ""
        return f'<p class="says">{self._tellers(proofs, "<br />")}</p>'

    def _tellers(self, proofs: Sequence[Plain], between: str = "; ") -> str:
        """Return the sources of some evidence, each with its passages and what it tells differently."""
        by_source: dict[str, list[Plain]] = {}
        for proof in proofs:
            by_source.setdefault(proof["source"]["id"], []).append(proof)
        found = []
        for source, own in by_source.items():
            name = teller(self._store, source)
            to_source = f'<a href="#{_anchor(Ref("sources", source))}">{_safe(name)}</a>'
            passages = " ".join(
                f'<a class="q" href="#{_anchor(Ref("passages", proof["passage"]))}">{_place(proof)}</a>'
                + "".join(f" <span{_LOOK[differs]}>{_safe(said)}</span>" for said, differs in otherwise(proof))
                for proof in own
            )
            found.append(f"{to_source} {passages}")
        return between.join(found)

    def _passage(self, passage: Plain, source: Plain) -> str:
        """Return a passage of a source: its words, and apart from them what the curator says of it."""
        language = f' lang="{page_language(source["language"])}"' if "language" in source else ""
        words = (
            f'<figure class="source"><blockquote{language}>“{_safe(passage.get("quote", ""))}”</blockquote></figure>'
        )
        gist = f'<p class="curator">{_safe(passage["gist"])}</p>' if "gist" in passage else ""
        place = " ".join(filter(None, (_safe(passage.get("section", "")), _place(passage))))
        key = _anchor(Ref("passages", passage["id"]))
        return f'<div id="{key}">{words if "quote" in passage else ""}{gist}<p class="facts">{place}</p></div>'

    def _linked(self, value: Any, *sections: str) -> str:
        """Return a name, linked to its article in one of `sections` (entities, events) where there is one."""
        name = _safe(name_of(value))
        for section in (sections or (*ENTITY_SECTIONS, "events")) if isinstance(value, dict) else ():
            if Ref(section, value["id"]) in self._refs:
                return f'<a href="#{_anchor(Ref(section, value["id"]))}">{name}</a>'
        return name


def _anchor(ref: Ref) -> str:
    return _safe(f"{ref.section}/{ref.id}")


def _place(passage: Plain) -> str:
    return f"¶&#160;{passage['paragraph']}" if "paragraph" in passage else "¶"
