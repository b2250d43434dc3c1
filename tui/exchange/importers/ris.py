"""Import RIS: each reference becomes a source, by way of CSL."""

from __future__ import annotations

from collections.abc import Iterator

from tui.exchange.dates.written import written
from tui.exchange.importers import csl
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.incoming import Fields, Incoming
from tui.exchange.importers.optional import library

_TYPES = {
    "ABST": "article",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "GOVDOC": "report",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "periodical",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""Types of references and what CSL calls them; all others are documents."""
_TAGS = {
    "TI": "title",
    "T1": "title",
    "T2": "container-title",
    "JF": "container-title",
    "JO": "container-title",
    "BT": "container-title",
    "JA": "container-title-short",
    "J1": "container-title-short",
    "J2": "container-title-short",
    "T3": "collection-title",
    "ST": "title-short",
    "PB": "publisher",
    "CY": "publisher-place",
    "PP": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "CP": "issue",
    "ET": "edition",
    "NV": "number-of-volumes",
    "SE": "section",
    "DO": "DOI",
    "UR": "URL",
    "LA": "language",
    "AB": "abstract",
    "N2": "abstract",
    "N1": "note",
    "KW": "keyword",
    "DB": "source",
    "DP": "source",
    "CN": "call-number",
    "AN": "number",
    "M3": "genre",
    "OP": "original-title",
    "RN": "annote",
    "ID": "citation-key",
}
_NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor", "A4": "translator"}
_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed"}
_ISSN = frozenset(("article-journal", "article-magazine", "article-newspaper", "periodical"))
_LISTS = frozenset(("keyword", "note", "abstract", "annote"))


def read(content: Content, _: Options) -> Incoming:
    """Return the sources of a list of references.

    Raises:
        ValueError: there are none, or the library that reads them is not installed.
    """
    rispy = library("rispy", "RIS")
    tags = {tag: tag for tag in rispy.TAG_KEY_MAPPING} | {"UK": "UK"}
    lists = [tag for tag in tags if tag not in ("TY", "UK")]
    text = "\n".join(line.rstrip() if line[:6].rstrip() != "ER  -" else "ER  - " for line in content.text.splitlines())
    try:
        found = rispy.loads(text, mapping=tags, list_tags=lists, delimiter_tags_mapping={}, enforce_list_tags=True)
    except (rispy.parser.ParseError, OSError) as error:
        raise ValueError(f"it is no RIS: {error}") from None
    if not found:
        raise ValueError("it has no references of RIS")
    incoming = Incoming()
    for number, reference in enumerate(found, 1):
        place = f"reference {number}"
        csl.add_item(incoming, _item(incoming, reference, place), place)
    return incoming


def _item(incoming: Incoming, reference: Fields, place: str) -> Fields:
    item: Fields = {"type": _TYPES.get(str(reference.get("TY", "")).strip(), "document")}
    dates: dict[str, list[str]] = {}
    for tag, value in _values(reference):
        if tag in _NAMES:
            item.setdefault(_NAMES[tag], []).append(_name(value))
        elif tag in _DATES:
            dates.setdefault(_DATES[tag], []).append(value)
        elif tag == "SN":
            item["ISSN" if item["type"] in _ISSN else "ISBN"] = value
        elif tag in ("SP", "EP"):
            item["page"] = "–".join(filter(None, (item.get("page", ""), value)))
        elif tag in _TAGS:
            _put(incoming, item, _TAGS[tag], value, (tag, place))
        elif tag not in ("TY", "ER"):
            incoming.losses.add("field", f"a source has no place for {tag} of RIS", place, value)
    for name, texts in dates.items():
        if read := _date(incoming, texts, f"{place}, {name}"):
            item[name] = {"edtf": read}
    if "title" not in item and item["type"] == "book" and "container-title" in item:
        item["title"] = item.pop("container-title")
    return item


def _values(reference: Fields) -> Iterator[tuple[str, str]]:
    for tag, value in reference.items():
        if isinstance(value, dict):  # tags that the library does not know
            for unknown, texts in value.items():
                yield from ((unknown, text) for text in map(csl.text_of, texts) if text)
        else:
            yield from ((tag, text) for text in map(csl.text_of, value if isinstance(value, list) else [value]) if text)


def _put(incoming: Incoming, item: Fields, name: str, value: str, where: tuple[str, str]) -> None:
    known = item.get(name, "")
    if not known:
        item[name] = value
    elif name in _LISTS:
        item[name] = f"{known}{', ' if name == 'keyword' else chr(10)}{value}"
    elif value != known:
        tag, place = where
        incoming.losses.add("field", f"a source has one of what {tag} of RIS says", place, value)


def _name(text: str) -> Fields:
    """Return the name "Family, Given, Suffix"; one without a comma is that of an institution."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest or not any(rest):
        return {"literal": family}
    return {"family": family, "given": ", ".join(part for part in rest if part)}


def _date(incoming: Incoming, texts: list[str], place: str) -> str:
    """Return the most precise of several dates; in RIS they are `YYYY/MM/DD/other`, with parts left empty."""
    found: list[tuple[int, str]] = []
    for text in texts:
        *parts, other = text.split("/", 3) if text.count("/") == 3 else (text, "")
        read = written("/".join(parts).strip("/ "))
        if read.lost and text not in ("", "/"):
            incoming.losses.add("date", read.lost, place, text)
        if other.strip():
            incoming.losses.add("date", "other words of a date are left out", place, other)
        if read.date:
            found.append((len(read.date), read.date))
    return max(found, default=(0, ""))[1]
