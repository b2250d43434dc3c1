"""The citations of a dossier: in a plain style of our own, or in one that is written in CSL.

For CSL see https://docs.citationstyles.org. It needs the extra `citations`.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import cache
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tui.core.dates import edtf
from tui.core.errors import UseError
from tui.core.model.records import Source
from tui.exchange.dates.crossing import exact_words
from tui.exchange.dossier.values import Styled
from tui.exchange.exporters import csl
from tui.exchange.losses import Losses
from tui.exchange.source_details import NAMES

PLAIN = "plain"
SHIPPED = ("author-date", "note", "numeric")
"""Styles in CSL that are beside this module."""

_LEFT_OUT = frozenset(("id", "URL", "DOI", "archive_location", "abstract", "note", "keyword", "accessed"))
"""Variables that are no part of a citation here: the addresses stand behind it, as links."""
_CSL = "{http://purl.org/net/xbiblio/csl}"
_TAG = re.compile(r"(<[^<>]*>)")
_MASKS = {ord(sign): chr(0xE000 + at) for at, sign in enumerate("<>&")}
"""Sign of markup → a sign that no text has, and that no style changes."""
_UNMASKED = {ord(mask): chr(sign) for sign, mask in _MASKS.items()}


@cache
def styles() -> tuple[str, ...]:
    """Return the names of the styles that can be used here."""
    return (PLAIN, *(SHIPPED if find_spec("citeproc") else ()))


def cited(sources: Sequence[Source], style: str = PLAIN) -> list[Styled]:
    """Return the citations of sources, in their order.

    Args:
        sources: what is cited.
        style: name of one of ours, or path of a file in CSL.

    Raises:
        UseError: there is no such style, or it cannot be used.
    """
    if style == PLAIN:
        return [((_plain(source), False),) for source in sources]
    try:
        citeproc, reading = import_module("citeproc"), import_module("citeproc.source.json")
    except ImportError:
        raise UseError("Other styles of citations need citeproc-py: pip install 'letapis[citations]'") from None
    path = Path(__file__).with_name(f"{style}.csl") if style in SHIPPED else Path(style)
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the schema, and of variables that it does not know
            found = citeproc.CitationStylesStyle(file, validate=False)
            for numbered in [*found.root.iterfind(f".//{_CSL}text[@variable='citation-number']")]:
                numbered.getparent().remove(numbered)  # the list has numbers already
            items = [_item(source, number, found.root) for number, source in enumerate(sources)]
            made = citeproc.CitationStylesBibliography(found, reading.CiteProcJSON(items), citeproc.formatter.html)
            for item in items:
                made.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
            return [
                _pieces(_nested(_once(str(entry), item)))
                for entry, item in zip(made.bibliography(), items, strict=True)
            ]
    except OSError as error:
        raise UseError(f"Cannot read the style {style}: {error.strerror}") from None
    except SyntaxError as error:
        raise UseError(f"{style} is no style in CSL: {error}") from None
    except Exception as error:  # the library meets much in styles with an accident
        raise UseError(f"The style {style} cannot be used ({error.__class__.__name__})") from error


def _plain(source: Source) -> str:
    """Return authors, title, publisher and date."""
    said = [", ".join(_authors(source)), source.bare_title, source.publisher]
    issued = f", {exact_words(source.issued)}" if source.issued else ""
    return f"{'. '.join(filter(None, said))}{issued}."


def _authors(source: Source) -> list[str]:
    """Return the names of the authors; none where the publisher is the only one, who would be named twice."""
    names = [author.full for author in source.authors]
    return [] if names == [source.publisher] else names


def _item(source: Source, number: int, style: Any) -> dict[str, Any]:
    """Return a source as the library takes it.

    It renders no time but a day, a month or a year: others are text. It suppresses a title in the place of an author
    only where the style substitutes the variable itself, not a macro: for a style that has such a macro, what has no
    author is one whose author is the title.
    """
    item = {key: value for key, value in csl.item(source, Losses()).items() if key not in _LEFT_OUT}
    item |= {"id": str(number), "title": source.bare_title}
    date = item.get("issued", {})
    if date and (len(date.get("date-parts", ())) != 1 or "season" in date):
        item["issued"] = {"literal": edtf.parse(source.issued).display_long}
    if not _authors(source):
        item.pop("author", None)
    named = any(item.get(key) for key in (*NAMES, "author"))
    if not named and style.find(f".//{_CSL}substitute/{_CSL}text[@macro]") is not None:
        item["author"] = [{"literal": item.pop("title")}]
    return {key: _masked(value) for key, value in item.items()}


def _masked(value: Any) -> Any:
    """Return a value of an item without the signs of markup, which the library would read in its texts."""
    if isinstance(value, str):
        return value.translate(_MASKS)
    if isinstance(value, dict):
        return {key: _masked(part) for key, part in value.items()}
    return [_masked(part) for part in value] if isinstance(value, list) else value


def _once(markup: str, item: dict[str, Any]) -> str:
    """Return a citation in which a date that is text, which the library gives for each of its parts, stands once."""
    said = item.get("issued", {}).get("literal", "")
    return markup.replace(f"{said}, {said}", said) if said else markup


def _nested(markup: str) -> str:
    """Return a citation with single quotation marks within double ones."""
    if markup.count("“") != markup.count("”"):
        return markup
    depth, found = 0, []
    for sign in markup:
        depth += sign == "“"
        found.append({"“": "‘", "”": "’"}.get(sign, sign) if depth % 2 == 0 else sign)
        depth -= sign == "”"
    return "".join(found)


def _pieces(markup: str) -> Styled:
    """Return the text of a citation that the library gives as HTML; the only look that is kept is italics."""
    pieces: list[tuple[str, bool]] = []
    italic = 0
    for at, part in enumerate(_TAG.split(markup.strip())):
        if at % 2:
            italic += {"<i>": 1, "</i>": -1}.get(part, 0)
        elif part:
            pieces.append((unescape(part).translate(_UNMASKED), italic > 0))
    return tuple(pieces)
