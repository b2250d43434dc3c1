"""One record as Markdown, as `letapis show` prints it and a dossier has it.

Text of the data is never markup: what Markdown would interpret is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tui.core.dates import edtf
from tui.core.model.records import Ref
from tui.core.store.base import Store
from tui.core.text.display import shown
from tui.exchange.exporters.to_dict import (
    Plain,
    dates_in_words,
    long_words,
    name_of,
    otherwise,
    related,
    to_read,
    value_in_words,
)

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
_AT_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def entry(store: Store, ref: Ref, *, heading: str = "#", words: Callable[[str], str] = long_words) -> list[str]:
    """Return the lines of one record, without line ends; `words` puts an EDTF date into words."""
    record = to_read(store, ref)
    name = record["passage"] if record["type"] == "passage" else store.name(ref)
    found = [f"{heading} {escaped(name)}", ""]
    about = _facts(record, words)
    if about:
        found += [" · ".join(about), ""]
    for key in ("summary", "note"):
        if key in record:
            found += [escaped(record[key]), ""]
    found += [*_parts(record), *_values(record), *_passages(record)]
    if record["type"] == "passage":
        found += _quotation(record)
    for proof in record.get("evidence", ()):
        found += _quotation(proof)
    found.append(f"`{shown(ref.id)}` {shown(record.get('where', ''))}".rstrip())
    return found


@lru_cache(maxsize=1 << 17)
def escaped(text: str) -> str:
    """Return `text` on one line, with what Markdown or HTML would interpret escaped."""
    safe = _SIGNS.sub(r"\\\1", shown(text)).replace("&", "&amp;")
    return _AT_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)


def _facts(record: Plain, words: Callable[[str], str]) -> list[str]:
    """Return the parts of the line below the name: dates, kind, places, publisher."""
    found = []
    for key, date in dates_in_words(record, words):
        inferred = f" ({escaped(record[f'{key}_from'])})" if f"{key}_from" in record else ""
        found.append(f"{escaped(date)}{inferred}")
    found += [f"after {escaped(other['name'])}" for other in record.get("after", ())]
    for key in ("kind", "role", "place", "within", "publisher", "measure", "scope", "about"):
        found += [escaped(name_of(record[key]))] if key in record else []
    if "origin" in record or "destination" in record:
        ends = [escaped(name_of(record[end])) if end in record else "?" for end in ("origin", "destination")]
        found.append(" → ".join(ends))
        found += [escaped(value_in_words(amount)) for amount in record.get("moved", ())]
    if "names" in record:
        found.append("also " + ", ".join(escaped(name["value"]) for name in record["names"]))
    if record["type"] == "source":
        found += [escaped(author) for author in record.get("authors", ())]
        found += [f"<{shown(record['url'])}>"] if "url" in record else []
    return found


def _parts(record: Plain) -> list[str]:
    """Return who was in an event, or what an entity took part in."""
    found = [
        f"- {escaped(part['entity']['name'])}{': ' + escaped(part['role']) if 'role' in part else ''}"
        for part in record.get("involves", ())
    ]
    for _, others in related(record):
        for other in others:
            date = f"{edtf.parse(other['date']).display}: " if "date" in other else ""
            found.append(f"- {date}{escaped(other['name'])}")
    return [*found, ""] if found else []


def _values(record: Plain) -> list[str]:
    found = [f"≠ {escaped(record['contradiction'])}", ""] if "contradiction" in record else []
    for value in record.get("values", ()):
        aside = [value["basis"]] if "basis" in value else []
        aside += [f"as of {value['as_of']}"] if "as_of" in value else []
        aside += [f"said by {value['said_by']['name']}"] if "said_by" in value else []
        aside += [f"derived: {value['derived']}"] if "derived" in value else []
        aside += [f"preferred {value['preferred']}"] if "preferred" in value else []
        found += [f"**{escaped(value_in_words(value))}**" + (f" ({escaped('; '.join(aside))})" if aside else ""), ""]
        for proof in value.get("evidence", ()):
            found += _quotation(proof)
    return found


def _passages(record: Plain) -> list[str]:
    found: list[str] = []
    for passage in record.get("passages", ()):
        place = [passage["section"]] if "section" in passage else []
        place += [f"¶ {passage['paragraph']}"] if "paragraph" in passage else []
        if "quote" in passage:
            found += [f"> “{escaped(passage['quote'])}”", ">"]
        found += [f"> {escaped(' '.join([*place, passage.get('gist', '')]))}".rstrip(), ""]
    return found


def _quotation(proof: Plain) -> list[str]:
    """Return the lines of an excerpt and of its place in the source."""
    found = [f"> “{escaped(proof['quote'])}”", ">"] if "quote" in proof else []
    place = [proof.get("publisher", ""), proof["source"]["title"]]
    place += [f"§ {proof['section']}"] if "section" in proof else []
    place += [f"¶ {proof['paragraph']}"] if "paragraph" in proof else []
    found.append(f"> — {escaped(', '.join(filter(None, place)))}")
    if "gist" in proof:
        found += [">", f"> {escaped(proof['gist'])}"]
    for said, _ in otherwise(proof):
        found += [">", f"> {escaped(said)}"]
    return [*found, ""]
