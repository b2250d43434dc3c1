"""Import W3C Web Annotations: each target becomes a source, each quotation a passage of it, to be curated.

Reads single annotations, lists, pages, collections, sets about a book, and the output of the Hypothesis API
(https://www.w3.org/TR/annotation-model/, https://h.readthedocs.io/en/latest/api/). What is said of a whole page, and
what answers another annotation, keeps its words as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from tui.core.checks.rules import LONGEST_CONTEXT, word_count
from tui.core.loading.validate import id_fault, is_address, is_language
from tui.exchange.dates.parts import is_date
from tui.exchange.importers.cited import readable
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.csl import text_of
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
_READ = frozenset(
    ("@context", "id", "@id", "type", "body", "bodyValue", "text", "target", "created", "uri", "document",
     "references", "tags", "title")
)  # fmt: skip
"""Keys of annotations that are read."""
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&#]*&?")
_CHAPTER = re.compile(r"(.*[/!])([A-Za-z]{0,10}[-_. ]?\d{1,4}(?:\.x?html?)?)")
"""The address of a chapter: its folder, and a number."""
_IN_EPUB = re.compile(r"(.*?\.epub)[/!](.+)", re.IGNORECASE)

_NO_TAGS = "tags have no place here"
_CHAPTERS = "chapters of one book are under the address of the first"


class _Page(NamedTuple):
    """What an annotation is about."""

    key: str
    """What tells it from other pages."""
    address: str
    title: str = ""
    chapter: str = ""
    """Heading of the part of a book."""


class _Remark(NamedTuple):
    """One quotation of an annotation, with what was written about it; or what was written about a whole page."""

    page: _Page
    created: str
    own_id: str
    place: str
    body: str
    selector: Fields
    """The quotation; empty where there is none."""
    by: str = ""
    label: str = ""
    """Number of the page in print."""
    at: int = -1
    """Offset in the page; -1 where unknown."""
    answers: tuple[str, ...] = ()
    """Ids of the annotations that it answers."""

    @property
    def said(self) -> str:
        """What was written, and by whom."""
        return f"{self.by}: {self.body}" if self.by else self.body


def read(content: Content, _: Options) -> Incoming:
    """Return the sources and passages that annotations refer to.

    Raises:
        ValueError: there are no annotations.
    """
    items = list(_annotations(content.value, 0, {}))
    if not items:
        raise ValueError("it has no annotations")
    incoming = Incoming()
    remarks: list[_Remark] = []
    books: dict[str, Fields] = {}
    for number, (item, about) in enumerate(items, 1):
        place = _plain(item.get("id")) or f"annotation {number}"
        found = list(_remarks(item, place, about, incoming.losses))
        if not found:
            incoming.losses.add("record", "no quotation, or no page", place)
        for each in found:
            books.setdefault(each.page.key, about)
        remarks += found
    for key, group in _by_page(remarks, incoming.losses).items():
        _source(incoming, group, books.get(key, {}))
    return incoming


def _annotations(value: Any, depth: int, about: Fields) -> Iterator[tuple[Fields, Fields]]:
    """Yield the annotations of lists, pages and collections, in order, with what is said of the book they are about."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item, depth + 1, about)
    elif isinstance(value, dict):
        if "target" in value:
            yield value, about
            return
        about = value["about"] if isinstance(value.get("about"), dict) else about
        for key in ("items", "first", "rows", "annotations", "@graph"):
            if key in value:
                yield from _annotations(value[key], depth + 1, about)


def _remarks(item: Fields, place: str, about: Fields, losses: Losses) -> Iterator[_Remark]:
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    body = _body(item, place, losses)
    _lose_the_rest(item, place, losses)
    bare: list[str] = []
    found = 0
    for each_target in targets:
        target = each_target if isinstance(each_target, dict) else {"source": each_target}
        page = _page(target, item, about, losses, place)
        selectors = list(_selectors(target.get("selector"), 0))
        quoted = next((each for each in selectors if _plain(each.get("exact")).strip()), {})
        if page is None or not (quoted or body):
            bare.append(text_of(target.get("source")))
            continue
        found += 1
        label = next((text_of(each.get("label")) for each in selectors if each.get("type") == "PageSelector"), "")
        yield _Remark(
            page=page,
            created=_plain(item.get("created"))[:10],
            own_id=_plain(item.get("id")),
            place=place,
            body=body,
            selector=quoted,
            by=_by(item),
            label=label,
            at=next((each["start"] for each in selectors if isinstance(each.get("start"), int)), -1),
            answers=tuple(map(_plain, item["references"])) if isinstance(item.get("references"), list) else (),
        )
    for source in bare if found else ():
        losses.add("link", "a target without words", place, source)


def _by(item: Fields) -> str:
    """Return who wrote an annotation."""
    creator = item.get("creator")
    name = _plain(creator.get("name")) if isinstance(creator, dict) else _plain(creator)
    return name or _plain(item.get("user")).removeprefix("acct:").partition("@")[0]


def _lose_the_rest(item: Fields, place: str, losses: Losses) -> None:
    for key, value in item.items():
        if key not in _READ and text_of(value):
            losses.add("field", "who annotated, and what the tool keeps for itself", place, f"{key}: {text_of(value)}")


# -- pages and books ---------------------------------------------------------------------------------------------------


def _page(target: Fields, item: Fields, about: Fields, losses: Losses, place: str) -> _Page | None:
    """Return what a target is about: a page, or a book of which it is a chapter."""
    source = target.get("source", item.get("uri"))
    source = source if isinstance(source, dict) else {"id": source}
    name = _plain(source.get("id") or source.get("@id"))
    if not name:
        return None
    base, _, rest = name.partition("#")
    name = name if rest.startswith("!") else base or name
    if _TRACKING.search(name):
        losses.add("link", "what only tracks readers is left out of an address", place, name)
        name = _TRACKING.sub("", name).rstrip("?&")
    title = _title(source, target, item)
    chapter = next(
        (
            _plain(each.get("title"))
            for each in _selectors(target.get("selector"), 0)
            if "EPUB" in text_of(each.get("type"))
        ),
        "",
    )
    whole = target.get("scope") or next(
        (source[key] for key in ("partOf", "isPartOf", "dcterms:isPartOf") if source.get(key)), None
    )
    if whole:
        book = whole if isinstance(whole, dict) else {"id": whole}
        key = _plain(book.get("id") or book.get("@id")) or _title(book)
        return _Page(key, key, _title(book), chapter or title or readable(name)) if key else _Page(name, name, title)
    if about and "://" not in name:
        key = next(iter(_texts(about.get("dc:identifier"))), "") or _plain(about.get("dc:title"))
        return _Page(key or name, key, _plain(about.get("dc:title")), _headings(target) or chapter or name)
    if inside := _IN_EPUB.fullmatch(name):
        return _Page(inside[1], inside[1], title, chapter or inside[2])
    return _Page(name, name, title, chapter)


def _headings(target: Fields) -> str:
    """Return the heading above a target, as sets about a book have it."""
    meta = target.get("meta")
    headings = meta.get("headings") if isinstance(meta, dict) else None
    texts = (
        [_plain(each.get("txt")) for each in headings if isinstance(each, dict)] if isinstance(headings, list) else []
    )
    return next(filter(None, reversed(texts)), "")


def _by_page(remarks: list[_Remark], losses: Losses) -> dict[str, list[_Remark]]:
    """Return the remarks of each source; numbered pages of one folder with one title are the chapters of one book."""
    chapters: dict[tuple[str, str], dict[str, str]] = {}
    for each in remarks:
        if each.page.title and (match := _CHAPTER.fullmatch(each.page.key)):
            chapters.setdefault((match[1], each.page.title), {})[each.page.key] = match[2]
    first = {key: next(iter(pages)) for pages in chapters.values() if len(pages) > 1 for key in pages}
    names = {key: name for pages in chapters.values() for key, name in pages.items()}
    found: dict[str, list[_Remark]] = {}
    for each in remarks:
        page, key = each.page, first.get(each.page.key, "")
        if key and key != page.key:
            losses.add("link", _CHAPTERS, each.place, page.address)
        if key:
            page = page._replace(key=key, address=key, chapter=page.chapter or names[page.key])
        found.setdefault(page.key, []).append(each._replace(page=page))
    return found


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


def _texts(value: Any) -> list[str]:
    return [text for each in (value if isinstance(value, list) else [value]) if (text := _plain(each))]


# -- what was written --------------------------------------------------------------------------------------------------


def _body(item: Fields, place: str, losses: Losses) -> str:
    """Return the comment on the quotation; report tags and links, which have no place."""
    comments = [_plain(item.get("bodyValue")), _plain(item.get("text"))]
    tags = item.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        losses.add("text", _NO_TAGS, place, _plain(tag))
    bodies = item.get("body")
    for each in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(each, str) and not is_address(each):
            comments.append(each)
            continue
        body = each if isinstance(each, dict) else {"id": each} if each else {}
        text = _plain(body.get("value"))
        if body.get("purpose") in ("tagging", "classifying", "identifying"):
            losses.add("text", _NO_TAGS, place, text or text_of(body.get("source")))
        elif body.get("purpose") == "linking":
            reason = "a passage is cited by `evidence:` of the record"
            losses.add("link", reason, place, text_of(body.get("source")) or text)
        elif text:
            comments.append(unescape(_TAG.sub(" ", text)) if body.get("format") == "text/html" else text)
        elif other := text_of(body.get("source") or body.get("id") or body.get("items")):
            losses.add("link", "a body that is no text", place, other)
    text = " ".join(" ".join(comments).split())
    if len(text) <= _LONGEST_GIST:
        return text
    losses.add("text", f"remarks are cut after {_LONGEST_GIST} characters", place, text)
    return text[:_LONGEST_GIST].rsplit(" ", 1)[0] + " …"


# -- sources and passages ----------------------------------------------------------------------------------------------


def _source(incoming: Incoming, remarks: list[_Remark], about: Fields) -> None:
    page = remarks[0].page
    address = page.address if is_address(page.address) else ""
    own = next((each.own_id for each in remarks if _own(each.own_id)), "")
    name = _own(page.address) or (own.removeprefix(_OURS).partition("/")[0] if own else "")
    title = next((each.page.title for each in remarks if each.page.title), "") or readable(page.address)
    quoted = [each for each in remarks if each.selector]
    if all(each.at >= 0 for each in quoted) and not any(each.page.chapter for each in quoted):
        quoted = sorted(quoted, key=lambda each: each.at)
    passages, by_id = _passages(quoted, incoming.losses)
    notes = [_other_address(page.address), *(_answer(each, by_id) for each in remarks if not each.selector)]
    seen = [each.created for each in remarks if is_date(each.created)]
    book = bool(about) or any(each.page.chapter for each in remarks)
    language = next(iter(_texts(about.get("dc:language"))), "")
    issued = next(iter(_texts(about.get("dc:date"))), "")
    fields: Fields = {
        "type": "book" if book else "webpage" if address else "document",
        "title": title,
        "publisher": next(iter(_texts(about.get("dc:publisher"))), ""),
        "authors": [{"literal": each} for each in _texts(about.get("dc:creator"))],
        "issued": issued if is_date(issued) else "",
        "url": address,
        "language": language if is_language(language) else "",
        "passages": passages,
        "note": "\n".join(filter(None, notes)),
    }
    incoming.add("sources", name or slug(title), {**fields, "accessed": max(seen, default="")})


def _other_address(address: str) -> str:
    """Return the line of a note for the name of a document that is no web address."""
    if is_address(address) or ":" not in address or _own(address):
        return ""
    return f"ISBN: {address[9:]}" if address.startswith("urn:isbn:") else f"URL: {address}"


def _answer(remark: _Remark, passages: dict[str, Fields]) -> str:
    """Return what is to be noted at the source; what answers a remark on a passage is noted there instead."""
    passage = next((passages[each] for each in reversed(remark.answers) if each in passages), None)
    if passage is None:
        return remark.said
    passage["note"] = "\n".join(filter(None, (passage.get("note", ""), remark.said)))
    return ""


def _passages(remarks: list[_Remark], losses: Losses) -> tuple[dict[str, Fields], dict[str, Fields]]:
    """Return the passages of one source by id, and by the annotations that quote them.

    A quotation highlighted twice becomes one passage.
    """
    passages: dict[str, Fields] = {}
    by_id: dict[str, Fields] = {}
    known: dict[tuple[str, ...], Fields] = {}
    ids = IdPool()
    for each in remarks:
        found = _passage(each, losses)
        same = tuple(found.get(key, "") for key in ("section", "quote", "prefix", "suffix"))
        if other := known.get(same):
            gists = dict.fromkeys(filter(None, (other.get("gist", ""), each.body)))
            other |= {"gist": " / ".join(gists)} if gists else {}
            by_id.setdefault(each.own_id, other)
            continue
        wanted = _own(each.own_id).partition("/")[2] or slug(" ".join((each.body or same[1]).split()[:_KEY_WORDS]))
        known[same] = passages[ids.free(wanted if wanted and not id_fault(wanted) else "passage")] = found
        by_id.setdefault(each.own_id, found)
    return passages, by_id


def _passage(each: _Remark, losses: Losses) -> Fields:
    quote, rest = fragment(" ".join(_plain(each.selector.get("exact")).split()))
    found: Fields = {"section": each.page.chapter, "gist": each.body, "quote": quote}
    is_ours = bool(_own(each.own_id))
    found["prefix"] = _context(_plain(each.selector.get("prefix")), before=True, is_whole=is_ours)
    found["note"] = f"Page {each.label}" if each.label else ""
    if rest:
        losses.add("text", TOO_LONG, each.place, rest)
        found["note"] = "\n".join(filter(None, (found["note"], continues(rest))))
    else:
        found["suffix"] = _context(_plain(each.selector.get("suffix")), before=False, is_whole=is_ours)
    return {key: value for key, value in found.items() if value}


def _context(text: str, *, before: bool, is_whole: bool) -> str:
    """Return the whole words next to the quotation; tools cut the context at a number of characters, inside a word."""
    words = text.split()
    cut = not is_whole and words and not (text[:1] if before else text[-1:]).isspace() and len(words) > 1
    if cut:
        words = words[1:] if before else words[:-1]
    while words and word_count(" ".join(words)) > LONGEST_CONTEXT:
        words = words[1:] if before else words[:-1]
    return " ".join(words)


def _own(name: str) -> str:
    """Return the part after the prefix of our own export; empty for any other name."""
    rest = name.removeprefix(_OURS) if name.startswith(_OURS) else ""
    return rest if all(not id_fault(part) for part in rest.split("/")) else ""


def _plain(value: Any) -> str:
    return value.strip("\0") if isinstance(value, str) else ""
