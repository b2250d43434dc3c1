"""Import CSL-JSON: the sources of a reference manager, as one item, as a list, or as the API of Zotero gives them."""

from __future__ import annotations

import json
import re
from typing import Any

from tui.core.loading.validate import is_address, is_language
from tui.exchange import source_details
from tui.exchange.dates.crossing import from_csl
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming

_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span|p|jats:\w+)(?:\s[^<>]*)?/?>")
_CONTAINED = re.compile(r"article|post|review|webpage")
"""Types whose publisher, for a reader, is what they stand in: a newspaper, a site."""
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\S+)", re.IGNORECASE)
_OWN = frozenset(("id", "type", "title", "author", "issued", "accessed", "abstract", "note", "URL", "language"))
_UNTITLED = "[Untitled]"


def read(content: Content, _: Options) -> Incoming:
    """Return the sources of CSL items.

    Raises:
        ValueError: there are no items.
    """
    items = _items(content.value)
    if not items:
        raise ValueError("CSL-JSON is an item, or a list of items")
    incoming = Incoming()
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            add_item(incoming, item, f"item {number}")
        else:
            incoming.losses.add("record", "it is no item", f"item {number}", text_of(item))
    return incoming


def _items(value: Any) -> list[Any]:
    """Return the items of one of the forms that CSL-JSON has."""
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return []
    return [_csl(item) for item in value]


def _csl(item: Any) -> Any:
    """Return an item of Zotero's API, which may carry its CSL form, as CSL."""
    if not isinstance(item, dict):
        return item
    if isinstance(item.get("csljson"), dict):
        return item["csljson"]
    if isinstance(data := item.get("data"), dict):
        from_zotero = _zotero(data)
        return from_zotero if from_zotero.get("id") else {**from_zotero, "id": item.get("key", "")}
    return _zotero(item) if "itemType" in item else item


def text_of(value: Any) -> str:
    """Return a text or a number as text; of anything else its JSON, of nothing an empty text."""
    if value is None or isinstance(value, bool) or value in ("", [], {}):
        return ""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> str:
    """Return the text of a value without the markup that CSL allows in it."""
    return " ".join(_MARKUP.sub("", text_of(value)).split())


def add_item(incoming: Incoming, item: Fields, place: str) -> None:
    """Add the source that a CSL item describes: what has no field stands in its note, and the rest is told."""
    details = _details(incoming, item, place)
    authors = _names(item.get("author"))
    title = plain(item.get("title")) or details.pop("title-short", "") or details.pop("shortTitle", "")
    if not title and not authors and not details:
        incoming.losses.add("record", "no title", place, text_of(item.get("id")))
        return
    if not title:
        title = _UNTITLED
        incoming.losses.add("field", f"no title: it is called {_UNTITLED}", place)
    kind = text_of(item.get("type")) or "document"
    note = text_of(item.get("note"))
    fields: Fields = {
        "type": kind,
        "title": title,
        "publisher": _publisher(kind, details),
        "authors": authors,
        "issued": _date(incoming, item.get("issued"), f"{place}, issued"),
        "accessed": _date(incoming, item.get("accessed"), f"{place}, accessed"),
        "url": _address(text_of(item.get("URL")), details),
        "archived": _archived(details),
        "language": _language(text_of(item.get("language")), details),
        "summary": plain(item.get("abstract")),
        "note": "\n".join(filter(None, [note, *source_details.lines(details)])),
    }
    incoming.add("sources", text_of(item.get("id")) or title, fields)


def _details(incoming: Incoming, item: Fields, place: str) -> source_details.Details:
    found: source_details.Details = {}
    for key, value in item.items():
        if key in _OWN or not text_of(value):
            continue
        if key in source_details.NAMES:
            found[key] = _names(value)
        elif key in source_details.DATES:
            found[key] = _date(incoming, value, f"{place}, {key}")
        elif key in source_details.TEXTS:
            found[key] = plain(", ".join(map(text_of, value)) if isinstance(value, list) else value)
        else:
            incoming.losses.add("field", f"a source has no place for {key}", place, text_of(value))
    return {key: value for key, value in found.items() if value}


def _publisher(kind: str, details: source_details.Details) -> str:
    """Take who published a source out of its details: for an article the paper that it stands in."""
    if _CONTAINED.match(kind) and (container := details.pop("container-title", "")):
        if details.get("publisher") == container:
            details.pop("publisher")
        return str(container)
    return str(details.pop("publisher", ""))


def _address(url: str, details: source_details.Details) -> str:
    """Return the address of a source: its own, else that of its DOI."""
    doi = _DOI.fullmatch(details.get("DOI", ""))
    of_doi = f"https://doi.org/{doi[1]}" if doi else ""
    if url and not is_address(url):
        details["URL"], url = url, ""
    if is_address(of_doi) and url in ("", of_doi):
        details.pop("DOI")
        return of_doi
    return url


def _archived(details: source_details.Details) -> str:
    return str(details.pop("archive_location")) if is_address(details.get("archive_location", "")) else ""


def _language(text: str, details: source_details.Details) -> str:
    if not text or is_language(text):
        return text
    details["language"] = text
    return ""


def _date(incoming: Incoming, value: Any, place: str) -> str:
    return incoming.date(from_csl(value), place, text_of(value))


def _names(value: Any) -> list[Fields]:
    """Return the names of a variable; those without any part are none."""
    return [name for one in (value if isinstance(value, list) else [value]) if (name := _name(one))]


def _name(value: Any) -> Fields:
    if not isinstance(value, dict):
        return {"literal": plain(value)} if isinstance(value, str) and value.strip() else {}
    parts = {key: plain(part) for key, part in value.items()}
    if literal := parts.get("literal") or parts.get("name", ""):
        return {"literal": literal}
    family = " ".join(filter(None, (parts.get("non-dropping-particle"), parts.get("family"))))
    given = " ".join(filter(None, (parts.get("given"), parts.get("dropping-particle"))))
    if suffix := parts.get("suffix"):
        given = f"{given}, {suffix}".lstrip(", ")
    return {key: text for key, text in (("family", family), ("given", given)) if text}


# -- Zotero's own form -------------------------------------------------------------------------------------------------

_TYPES = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "encyclopediaArticle": "entry-encyclopedia",
    "dictionaryEntry": "entry-dictionary",
    "blogPost": "post-weblog",
    "forumPost": "post",
    "film": "motion_picture",
    "videoRecording": "motion_picture",
    "audioRecording": "song",
    "radioBroadcast": "broadcast",
    "tvBroadcast": "broadcast",
    "podcast": "broadcast",
    "computerProgram": "software",
    "preprint": "article",
    "email": "personal_communication",
    "letter": "personal_communication",
    "instantMessage": "personal_communication",
    "statute": "legislation",
    "case": "legal_case",
    "artwork": "graphic",
    "presentation": "speech",
}
_FIELDS = {
    "publicationTitle": "container-title",
    "bookTitle": "container-title",
    "proceedingsTitle": "container-title",
    "encyclopediaTitle": "container-title",
    "dictionaryTitle": "container-title",
    "websiteTitle": "container-title",
    "blogTitle": "container-title",
    "forumTitle": "container-title",
    "programTitle": "container-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "abstractNote": "abstract",
    "date": "issued",
    "accessDate": "accessed",
    "url": "URL",
    "pages": "page",
    "numPages": "number-of-pages",
    "numberOfVolumes": "number-of-volumes",
    "place": "publisher-place",
    "university": "publisher",
    "institution": "publisher",
    "label": "publisher",
    "studio": "publisher",
    "company": "publisher",
    "distributor": "publisher",
    "network": "publisher",
    "series": "collection-title",
    "seriesTitle": "collection-title",
    "seriesNumber": "collection-number",
    "conferenceName": "event-title",
    "meetingName": "event-title",
    "callNumber": "call-number",
    "archiveLocation": "archive_location",
    "archive": "archive",
    "libraryCatalog": "source",
    "rights": "license",
    "extra": "note",
    "reportNumber": "number",
    "thesisType": "genre",
    "reportType": "genre",
    "websiteType": "genre",
    "versionNumber": "version",
    "nameOfAct": "title",
    "caseName": "title",
    "subject": "title",
    "key": "id",
    "citationKey": "citation-key",
    "itemType": "type",
}
_CREATORS = {
    "bookAuthor": "container-author",
    "seriesEditor": "collection-editor",
    "translator": "translator",
    "editor": "editor",
    "contributor": "contributor",
    "interviewer": "interviewer",
    "recipient": "recipient",
    "reviewedAuthor": "reviewed-author",
    "director": "director",
    "composer": "composer",
    "performer": "performer",
    "producer": "producer",
    "podcaster": "host",
}
_HOUSEKEEPING = frozenset(
    ("version", "collections", "relations", "dateAdded", "dateModified", "parentItem", "inPublications")
)


def _zotero(data: Fields) -> Fields:
    """Return an item in Zotero's own words as CSL."""
    found: Fields = {}
    for key, value in data.items():
        if key == "tags" and isinstance(value, list):
            found["keyword"] = [text_of(tag.get("tag") if isinstance(tag, dict) else tag) for tag in value]
        elif key == "creators":
            for creator in value if isinstance(value, list) else ():
                if isinstance(creator, dict):
                    role = _CREATORS.get(text_of(creator.get("creatorType")), "author")
                    name = {"literal": creator.get("name")} if creator.get("name") else {
                        "family": creator.get("lastName"),
                        "given": creator.get("firstName"),
                    }  # fmt: skip
                    found.setdefault(role, []).append(name)
        elif key not in _HOUSEKEEPING and text_of(value):
            found[_FIELDS.get(key, key)] = value
    kind = text_of(found.get("type"))
    return found | {"type": _TYPES.get(kind, kind)} if kind else found
