"""Read what a document says of itself: title, authors, date, address and language, where they stand in it.

Of a web page its metadata are read (Open Graph, Highwire, Dublin Core, the day of publishing in JSON-LD), and of all
files the lines above the text: "By Ann Roe, The Gazette, 2 September 2020".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tui.core.dates import edtf
from tui.core.dates.in_text import read_date
from tui.core.documents.decoding import decoded
from tui.core.documents.html import parse
from tui.core.documents.text import kind_of, read_as
from tui.core.errors import DateError

_HEAD = 8
"""Lines above the text that are read."""
_SHORT = 16
"""Words of a line of them at most."""
_BY = re.compile(r"(?:by|author|authors|автор|авторы|аўтар|аўтары|текст|тэкст)\s*:?\s+(.+)", re.IGNORECASE)
_PIECES = re.compile(r"\s*[,|·•]\s*|\s+[-–—]\s+|\s+for\s+(?=The\s)")
"""Stands between who wrote it, where and when, in a line that says more than one of these."""
_PUBLISHER = re.compile(
    r"The (?!Rev|Right|Very|Hon|Most)[A-Z]"
    r"|\w.* (?:Chronicle|Courier|Gazette|Herald|Journal|Magazine|News|Observer|Review|Times|Tribune|Weekly)\b"
)
"""Begins the name of a newspaper, which no person has."""
_PUBLISHED = re.compile(
    r"(?:(?:first\s+)?(?:published|posted)|date|опубликовано|апублікавана)\s*(?:on\b|:)?\s*", re.IGNORECASE
)
_HOUR = re.compile(r"(?:,|\s+at)?\s+\d{1,2}[:.]\d\d\b.*\Z")
_JSON_DATE = re.compile(rb'"datePublished"\s*:\s*"(\d{4}(?:-\d\d){0,2})')
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bи\b|\bі\b)\s*")
_FRONT = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_KEY = re.compile(r"(\w+)\s*:\s*(.+)")
_SAVED_FROM = re.compile(rb"saved from url=\(\d+\)(https?://\S+)")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d{4}")
_META = {
    "title": ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title"),
    "author": ("citation_author", "author", "dc.creator", "dcterms.creator", "article:author", "parsely-author"),
    "issued": (
        *("article:published_time", "citation_publication_date", "citation_date", "datepublished", "date", "dc.date"),
        *("dcterms.date", "dcterms.issued", "pubdate", "parsely-pub-date"),
    ),
    "publisher": ("og:site_name", "citation_journal_title", "citation_publisher", "dc.publisher"),
    "url": ("og:url", "citation_public_url"),
    "language": ("og:locale", "citation_language", "dc.language"),
}
"""Field → names of the metadata that give it, the best first."""


class Description(Struct, frozen=True):
    """What a document says of itself; empty where it does not. Texts are raw."""

    title: str = ""
    authors: tuple[str, ...] = ()
    """As `letapis add source --author` takes them: "Roe, Ann", or a name as it is printed."""
    issued: str = ""
    """EDTF."""
    publisher: str = ""
    url: str = ""
    language: str = ""


def describe(raw: bytes, ending: str) -> Description:
    """Return what a file says of itself.

    Raises:
        DocumentError: it has no text, or cannot be read.
    """
    kind = kind_of(raw, ending)
    text = read_as(kind, raw, None)
    if kind.name == "HTML":
        found = _of_page(raw)
        above = _above(text)
        return Description(
            found.title or above.title,
            found.authors or above.authors,
            found.issued or above.issued,
            found.publisher or _publisher(text),
            found.url,
            found.language,
        )
    front = _FRONT.match(decoded(raw)) if kind.name == "Markdown" else None
    return _of_front(front[1], _above(text)) if front is not None else _above(text)


def _of_page(raw: bytes) -> Description:
    page = _Metadata()
    parse(raw, page)
    given = {field: _first(page.meta, names) for field, names in _META.items()}
    authors = [one for one in given["author"] if not one.startswith("http")]
    title = next(iter(given["title"]), "") or page.text("h1") or page.text("title")
    date = next(iter(given["issued"]), "") or page.time or page.text("time")
    published = _JSON_DATE.search(raw)
    date = date or (published[1].decode("ascii") if published else "")
    saved = _SAVED_FROM.search(raw[:4096])
    url = page.canonical or next(iter(given["url"]), "") or (saved[1].decode("ascii", "ignore") if saved else "")
    language = page.language or next(iter(given["language"]), "")
    return Description(
        title,
        tuple(_name(one) for author in authors for one in _divided(author)),
        _date(date),
        next(iter(given["publisher"]), ""),
        url if url.startswith(("http://", "https://")) else "",
        language.replace("_", "-"),
    )


class _Metadata:
    """Collects what a page says of itself, called by the parser (see `html.parse`)."""

    def __init__(self) -> None:
        self.meta: dict[str, list[str]] = {}
        """Name of a piece of metadata, in small letters → its values."""
        self.language = self.canonical = self.time = ""
        self._texts: dict[str, list[str]] = {}
        """First element of each of some names → its text, in pieces."""
        self._within = ""

    def text(self, tag: str) -> str:
        """Return the text of the first title, h1 or time, in one line."""
        return " ".join("".join(self._texts.get(tag, ())).split())

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name and (content := (given.get("content") or "").strip()):
                self.meta.setdefault(name, []).append(content)
        elif tag == "html":
            self.language = self.language or given.get("lang") or ""
        elif tag == "link" and "canonical" in (given.get("rel") or "").lower().split():
            self.canonical = self.canonical or given.get("href") or ""
        elif tag in ("h1", "title", "time") and tag not in self._texts:
            self._texts[tag], self._within = [], tag
            if tag == "time":
                self.time = given.get("datetime") or ""

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == self._within:
            self._within = ""

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._within:
            self._texts[self._within].append(text)

    def close(self) -> None:
        """The page ends."""


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return next((meta[name] for name in names if name in meta), [])


def _of_front(front: str, above: Description) -> Description:
    """Return what the metadata at the beginning of a Markdown file give, and else the lines above its text."""
    given = {
        match[1].lower(): match[2].strip().strip("\"'[]") for match in map(_KEY.match, front.splitlines()) if match
    }
    authors = tuple(map(_name, _divided(given.get("author") or given.get("authors") or "")))
    issued = _date(given.get("date", ""))
    return Description(
        given.get("title") or above.title,
        authors or above.authors,
        issued or above.issued,
        given.get("publisher", ""),
        given.get("url", ""),
        given.get("lang", given.get("language", "")),
    )


def _above(text: str) -> Description:
    """Read the short lines above a text: its title, perhaps below the name of who published it, authors and date."""
    titles: list[str] = []
    authors: list[str] = []
    issued = publisher = ""
    for line in _head(text):
        line_says = _line_says(line) if titles or _BY.fullmatch(line) else None
        if line_says is not None and (not authors or not line_says.authors):
            authors = authors or list(line_says.authors)
            issued, publisher = issued or line_says.issued, publisher or line_says.publisher
        elif not issued and (date := _date(line)):
            issued = date
        elif not authors and not issued:
            titles.append(line)
    published = len(titles) > 1 and bool(authors or issued) and len(titles[0].split()) <= len(titles[1].split())
    published = published and not publisher
    title = titles[1] if published else titles[0] if titles else ""
    return Description(title, tuple(authors), issued, titles[0] if published else publisher)


def _publisher(text: str) -> str:
    """Return who published a text, where a line above it says so beside the author or the date."""
    said = (_line_says(line) for line in _head(text))
    return next((one.publisher for one in said if one is not None and one.publisher), "")


def _line_says(line: str) -> Description | None:
    """Return what a line says of author, publisher and date; None for one that says something else too."""
    by = _BY.fullmatch(line)
    pieces = [piece for piece in _PIECES.split(by[1] if by else line) if piece]
    issued = ""
    for count in (2, 1):  # "October 9, 2031" is one date
        for at in range(len(pieces) - count + 1):
            if not issued and (date := _date(", ".join(pieces[at : at + count]))):
                issued, pieces[at : at + count] = date, []
    publishers = [piece for at, piece in enumerate(pieces) if _PUBLISHER.match(piece) and (at or not by)]
    others = [piece for piece in pieces if piece not in publishers]
    if len(publishers) > 1 or (not by and (others or not issued)):
        return None
    names = (one for piece in others if not re.search(r"\d", piece) for one in _divided(piece))
    authors = tuple(map(_name, names))
    return Description("", authors, issued, next(iter(publishers), ""))


def _head(text: str) -> Iterator[str]:
    """Yield the short lines at the beginning; all that follow the first paragraph are left out."""
    lines = (" ".join(line.strip("# \t\r").split()) for line in text.splitlines())
    for _, line in zip(range(_HEAD), (line for line in lines if line), strict=False):
        if len(line.split()) > _SHORT:
            return
        yield line


def _divided(names: str) -> list[str]:
    return [name for name in _BETWEEN.split(names.strip(" .")) if name]


def _name(name: str) -> str:
    """Return a name of two or three words as family and given name; any other as it is printed."""
    words = name.split()
    return f"{words[-1]}, {' '.join(words[:-1])}" if len(words) in (2, 3) and words[0] != "The" else name


def _date(text: str) -> str:
    """Return the date that a short text is, or says that it was published; empty for any other, or without a year."""
    text = _HOUR.sub("", _PUBLISHED.sub("", text, count=1)) if not _DAY.match(text) else text
    if (match := _DAY.match(text)) is not None and (match.end() == len(text) or text[match.end()] in "T "):
        text = match[0]
    if len(text.split()) > 6 or not re.search(r"\d{4}", text):
        return ""
    try:
        return edtf.parse(read_date(text, "").date).text
    except DateError:
        return ""
