"""The sources that rows of a table name: each becomes one source, however many rows cite it, with its passages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from tui.core.loading.validate import is_address
from tui.core.text import folding
from tui.exchange.importers.excerpts import TOO_LONG, continues, fragment
from tui.exchange.importers.incoming import Fields, IdPool, Incoming, slug

_KEY_WORDS = 5
"""Words of an excerpt or gist that the id of a passage is made of."""
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}]+", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|tiff?|svg)$", re.IGNORECASE)
_AFTER = ".,;:!?)]'»”"


class CitedSource(NamedTuple):
    """A source as a table names it."""

    title: str
    url: str = ""


@lru_cache(maxsize=8192)
def named(text: str) -> tuple[CitedSource, ...]:
    """Return the sources that a text names: each address in it, and the words around them as a title."""
    text = re.sub(r";(?=\s*https?://)", " ", text)
    urls = [url for match in _ADDRESS.findall(text) if is_address(url := _trimmed(match))]
    rest = " ".join(_ADDRESS.sub(" ", text).split()).strip(" ,;:-–—()[]<>") if urls else " ".join(text.split())
    if not urls:
        return (CitedSource(rest),) if folding.words_once(rest) else ()
    return (CitedSource(rest, urls[0]), *(CitedSource("", url) for url in urls[1:]))


def _trimmed(url: str) -> str:
    url = url[0].lower() + url[1:] if url[:1].isupper() else url
    while url and url[-1] in _AFTER and not (url[-1] == ")" and "(" in url):
        url = url[:-1]
    scheme, _, rest = url.partition("://")
    return f"{scheme.lower()}://{rest}"


def paired(titles: list[CitedSource], links: list[CitedSource]) -> list[CitedSource]:
    """Return the sources of a row: titles and addresses in order where there are as many, or one title for all."""
    bare = [one for one in titles if not one.url]
    unnamed = [one for one in links if one.url and not one.title]
    if len(bare) == len(unnamed) or (len(bare) == 1 and unnamed):
        pairs = [CitedSource(one.title, other.url) for one, other in zip(bare, unnamed, strict=False)]
        bare, unnamed = [], unnamed[len(pairs) :]
    else:
        pairs = []
    found = [*pairs, *(one for one in titles if one.url), *bare, *unnamed]
    return [*found, *(one for one in links if one.title)]


def readable(url: str) -> str:
    """Return a title made from a page's address: its host and the last part of its path."""
    host, _, path = url.partition("://")[2].partition("/")
    last = unquote(re.split(r"[?#]", path.rstrip("/"))[0].rpartition("/")[2])
    return ": ".join(filter(None, (host, last))) or url


class CitedSources:
    """Gives each source and each passage its id, once."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self._sources: dict[str, str] = {}
        """Address, folded title, or own id with a slash before it, of a source → its id."""
        self._passages: dict[tuple[str, str, str], str] = {}
        """Source, excerpt and gist → `source/passage`."""
        self._keys: dict[str, IdPool] = {}

    def source(self, one: CitedSource, fields: Fields, own_id: str = "") -> str:
        """Return the id of a source, `own_id` if it can be; add it on first use."""
        same = one.url or slug(one.title) or one.title
        key = f"/{own_id}" if own_id else same
        if key not in self._sources:
            title = one.title or readable(one.url)
            kind = "graphic" if _PICTURE.search(one.url) else "webpage" if one.url else "document"
            whole = {"type": kind, "title": title, "url": one.url, **fields}
            self._sources[key] = self.incoming.add("sources", own_id or title, whole, exact=bool(own_id))
            self._sources.setdefault(same, self._sources[key])
        return self._sources[key]

    def by_name(self, name: str, gist: str, quote: str, place: str) -> str:
        """Return `source/passage` of a passage that is named so; add it, and a source without a title, on first use."""
        source_name, _, key = name.partition("/")
        if f"/{source_name}" not in self._sources:
            self.source(CitedSource(source_name), {}, source_name)
        source = self._sources[f"/{source_name}"]
        same = (source, "/", key)
        passages = self.incoming.sections["sources"][source].get("passages", {})
        if same not in self._passages:
            self._passages[same] = f"{source}/{self._keys.setdefault(source, IdPool()).free(key)}"
        free = self._passages[same].partition("/")[2]
        known = passages.get(free, {})
        excerpt, rest = fragment(" ".join(quote.split()))
        if rest:
            self.incoming.losses.add("text", TOO_LONG, place, rest)
        if not known or (excerpt and "quote" not in known):
            note = continues(rest) if rest else ""
            self.incoming.add_passage(source, free, {"gist": known.get("gist", gist), "quote": excerpt, "note": note})
        elif excerpt and excerpt != known["quote"]:
            self.incoming.losses.add("text", "the passage has another excerpt in a row above", place, excerpt)
        return self._passages[same]

    def passage(self, source: str, gist: str, quote: str, place: str) -> str:
        """Return `source/passage` of an excerpt, or of a source that is cited without one; add it on first use."""
        excerpt, rest = fragment(" ".join(quote.split()))
        same = (source, quote, "" if quote else gist)
        if same not in self._passages:
            if rest:
                self.incoming.losses.add("text", TOO_LONG, place, rest)
            wanted = slug(" ".join((excerpt or gist).split()[:_KEY_WORDS])) or "passage"
            key = self._keys.setdefault(source, IdPool()).free(wanted)
            fields = {"gist": gist, "quote": excerpt, "note": continues(rest) if rest else ""}
            self.incoming.add_passage(source, key, fields)
            self._passages[same] = f"{source}/{key}"
        return self._passages[same]
