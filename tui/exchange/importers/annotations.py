"""Import W3C Web Annotations: each target becomes a source, each quotation a passage of it, to be curated.

Reads single annotations, lists, pages, collections, and the output of the Hypothesis API
(https://www.w3.org/TR/annotation-model/, https://h.readthedocs.io/en/latest/api/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from tui.core.checks.rules import LONGEST_CONTEXT, word_count
from tui.core.loading.validate import id_fault, is_address
from tui.exchange.dates.parts import is_date
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.excerpts import TOO_LONG, continues, fragment
from tui.exchange.importers.incoming import Fields, IdPool, Incoming, slug
from tui.exchange.losses import Losses

_OURS = "urn:letapis:"
_TAG = re.compile(r"<[^>]*>")
_LONGEST_GIST = 1000
"""Maximum characters; the remarks of annotators may be essays."""
_KEY_WORDS = 5
_DEEPEST = 8
"""Maximum levels of nested collections, and of nested selectors."""


class Highlight(NamedTuple):
    """One quotation of an annotation, with what was written about it."""

    target: str
    title: str
    created: str
    own_id: str
    body: str
    selector: Fields
    at: int
    """Offset in the page; -1 where unknown."""


_NO_TAGS = "tags have no place here"


def read(content: Content, _: Options) -> Incoming:
    """Return the sources and passages that annotations refer to.

    Raises:
        ValueError: there are no annotations.
    """
    items = list(_annotations(content.value, 0))
    if not items:
        raise ValueError("it has no annotations")
    incoming = Incoming()
    pages: dict[str, list[Highlight]] = {}
    for number, item in enumerate(items, 1):
        found = list(_highlights(item, incoming.losses))
        if not found:
            incoming.losses.add("record", "no quotation, or no page", f"annotation {number}")
        for each in found:
            pages.setdefault(each.target, []).append(each)
    for target, highlights in pages.items():
        _source(incoming, target, highlights)
    return incoming


def _annotations(value: Any, depth: int) -> Iterator[Fields]:
    """Yield the annotations of lists, pages and collections, in order."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item, depth + 1)
    elif isinstance(value, dict):
        if "target" in value:
            yield value
            return
        for key in ("items", "first", "rows", "annotations", "@graph"):
            if key in value:
                yield from _annotations(value[key], depth + 1)


def _highlights(item: Fields, losses: Losses) -> Iterator[Highlight]:
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    body = _body(item, losses)
    for target in targets:
        if not isinstance(target, dict):
            continue
        page = target.get("source", item.get("uri"))
        name = _plain(page.get("id") or page.get("@id")) if isinstance(page, dict) else _plain(page)
        selectors = list(_selectors(target.get("selector"), 0))
        quoted = next((each for each in selectors if _plain(each.get("exact"))), None)
        if not name or quoted is None:
            continue
        starts = [each["start"] for each in selectors if isinstance(each.get("start"), int)]
        yield Highlight(
            target=_page(name),
            title=_title(page, target, item),
            created=_plain(item.get("created"))[:10],
            own_id=_plain(item.get("id")),
            body=body,
            selector=quoted,
            at=starts[0] if starts else -1,
        )


def _page(name: str) -> str:
    """Return the address of a page without its fragment, unless that is a hash-bang route."""
    base, _, place = name.partition("#")
    return name if place.startswith("!") else base or name


def _selectors(value: Any, depth: int) -> Iterator[Fields]:
    """Yield the selectors of a target, each after those that refine it."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and depth < _DEEPEST:
            yield from _selectors(each.get("refinedBy"), depth + 1)
            yield each


def _title(*places: Any) -> str:
    """Return the title of the page, from any of the keys in use: the W3C model defines none."""
    for place in places:
        if not isinstance(place, dict):
            continue
        for key in ("title", "dcterms:title", "dc:title", "name", "label"):
            if found := " ".join(_plain(place.get(key)).split()):
                return found
        document = place.get("document")
        titles = document.get("title") if isinstance(document, dict) else None
        if found := " ".join(_plain(titles[0] if isinstance(titles, list) and titles else titles).split()):
            return found
    return ""


def _body(item: Fields, losses: Losses) -> str:
    """Return the comment on the quotation; report tags and links, which have no place."""
    own = _plain(item.get("id"))
    comments = [_plain(item.get("bodyValue")), _plain(item.get("text"))]
    tags = item.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        losses.add("text", _NO_TAGS, own, _plain(tag))
    bodies = item.get("body")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if not isinstance(body, dict):
            continue
        purpose = body.get("purpose")
        if purpose in ("tagging", "classifying", "identifying"):
            losses.add("text", _NO_TAGS, own, _plain(body.get("value")))
        elif purpose == "linking":
            losses.add("link", "a passage is cited by `evidence:` of the record", own, _plain(body.get("source")))
        else:
            text = _plain(body.get("value"))
            comments.append(unescape(_TAG.sub(" ", text)) if body.get("format") == "text/html" else text)
    text = " ".join(" ".join(comments).split())
    if len(text) <= _LONGEST_GIST:
        return text
    losses.add("text", f"remarks are cut after {_LONGEST_GIST} characters", own, text)
    return text[:_LONGEST_GIST].rsplit(" ", 1)[0] + " …"


def _source(incoming: Incoming, target: str, highlights: list[Highlight]) -> None:
    address = target if is_address(target) else ""
    own = next((each.own_id for each in highlights if _own(each.own_id)), "")
    name = _own(target) or (own.removeprefix(_OURS).partition("/")[0] if own else "")
    title = next((each.title for each in highlights if each.title), "") or _readable(target)
    if all(each.at >= 0 for each in highlights):
        highlights = sorted(highlights, key=lambda each: each.at)
    passages = _passages(highlights, incoming.losses)
    seen = [each.created for each in highlights if is_date(each.created)]
    kind = "webpage" if address else "document"
    fields: Fields = {"type": kind, "title": title, "url": address, "passages": passages}
    incoming.add("sources", name or slug(title), {**fields, "accessed": max(seen, default="")})


def _passages(highlights: list[Highlight], losses: Losses) -> dict[str, Fields]:
    """Return the passages of one source by id; a quotation highlighted twice becomes one passage."""
    passages: dict[str, Fields] = {}
    known: dict[tuple[str, ...], Fields] = {}
    ids = IdPool()
    for each in highlights:
        found = _passage(each, losses)
        same = tuple(found.get(key, "") for key in ("quote", "prefix", "suffix"))
        if other := known.get(same):
            gists = dict.fromkeys(filter(None, (other.get("gist", ""), each.body)))
            other |= {"gist": " / ".join(gists)} if gists else {}
            continue
        wanted = _own(each.own_id).partition("/")[2] or slug(" ".join((each.body or same[0]).split()[:_KEY_WORDS]))
        known[same] = passages[ids.free(wanted if wanted and not id_fault(wanted) else "passage")] = found
    return passages


def _passage(each: Highlight, losses: Losses) -> Fields:
    quote, rest = fragment(" ".join(_plain(each.selector.get("exact")).split()))
    found: Fields = {"gist": each.body, "quote": quote}
    found["prefix"] = _context(_plain(each.selector.get("prefix")), before=True)
    if rest:
        losses.add("text", TOO_LONG, each.own_id or each.target, rest)
        found["note"] = continues(rest)
    else:
        found["suffix"] = _context(_plain(each.selector.get("suffix")), before=False)
    return {key: value for key, value in found.items() if value}


def _context(text: str, *, before: bool) -> str:
    """Return the whole words next to the quotation; tools cut the context at a number of characters, inside a word."""
    words = text.split()
    cut = words and not (text[:1] if before else text[-1:]).isspace() and len(words) > 1
    if cut:
        words = words[1:] if before else words[:-1]
    while words and word_count(" ".join(words)) > LONGEST_CONTEXT:
        words = words[1:] if before else words[:-1]
    return " ".join(words)


def _own(name: str) -> str:
    """Return the part after the prefix of our own export; empty for any other name."""
    rest = name.removeprefix(_OURS) if name.startswith(_OURS) else ""
    return rest if all(not id_fault(part) for part in rest.split("/")) else ""


def _readable(target: str) -> str:
    """Return a title made from a page's address: its host and the last part of its path."""
    host, _, path = target.partition("://")[2].partition("/")
    last = unquote(re.split(r"[?]", path.rstrip("/"))[0].rpartition("/")[2])
    return ": ".join(filter(None, (host, last))) or target


def _plain(value: Any) -> str:
    return value.strip("\0") if isinstance(value, str) else ""
