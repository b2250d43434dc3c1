"""Citations of sources and of single passages, as plain text and as Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from tui.core.dates import edtf
from tui.core.model.records import Passage, PassageKey, Ref, Source
from tui.core.store.base import Store

LONGEST_FRAGMENT, ENDS = 24, 6
"""Words: for a longer excerpt, an address gives the words at either end, and the browser marks all between."""

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def plain(store: Store, source_id: str, passage: str = "") -> str:
    """Return a citation in one line: "Ann Roe, “How a small sector grew”, The Example Review, 12 March 2021, § …".

    The address comes last, if the source has one. Raises KeyError where there is no such source.
    """
    source = store.sources[source_id]
    parts = [_authors(source), f"“{source.title}”", source.publisher, issued(source), _place(source, passage)]
    parts += [source.url, f"archived at {source.archived}" if source.archived else ""]
    return ", ".join(part for part in parts if part)


def markdown(store: Store, source_id: str, passage: str = "") -> str:
    """Return the same citation as Markdown, the title a link where the source has an address."""
    source = store.sources[source_id]
    title = escaped(source.title)
    address = _address(source.url)
    named = f"[{title}](<{address}>)" if address else f"“{title}”"
    archive = _address(source.archived)
    parts = [escaped(_authors(source)), named, f"*{escaped(source.publisher)}*" if source.publisher else ""]
    parts += [issued(source), escaped(_place(source, passage)), f"[archived](<{archive}>)" if archive else ""]
    return ", ".join(part for part in parts if part)


def quoted(store: Store, key: PassageKey) -> str:
    """Return an excerpt in quotation marks with its citation; without an excerpt, the citation alone."""
    source_id, _, passage = key.partition("/")
    words = store.passage(key).quote
    cited = plain(store, source_id, passage)
    return f"“{words}” ({cited})" if words else cited


def text_fragment(url: str, passage: Passage) -> str:
    """Return the address with a text fragment, by which a browser scrolls to the excerpt and marks it."""
    if not url or not passage.quote:
        return url
    base, _, anchor = url.partition("#")
    words = passage.quote.split()
    ends = (words[:ENDS], words[-ENDS:]) if len(words) > LONGEST_FRAGMENT else (words,)
    middle = ",".join(_encoded(" ".join(part)) for part in ends)
    before = f"{_encoded(passage.prefix)}-," if passage.prefix else ""
    after = f",-{_encoded(passage.suffix)}" if passage.suffix else ""
    return f"{base}#{anchor.partition(':~:')[0]}:~:text={before}{middle}{after}"


def is_web(url: str) -> bool:
    """Whether `url` is a plain http or https address, without signs that mean something to a shell or a terminal."""
    if not url.isprintable() or any(sign.isspace() for sign in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def web_address(store: Store, ref: Ref) -> str:
    """Return the address of a source, or of the first that a record rests on, there at the excerpt.

    It is in printable ASCII; empty where none has a plain web address.
    """
    if ref.section == "sources":
        url = store.sources[ref.id].url
        return _address(url) if is_web(url) else ""
    for citation in store.citations(ref):
        source = store.sources.get(citation.source)
        if source is not None and is_web(source.url):
            passage = source.passages.get(citation.passage.partition("/")[2])
            return _address(text_fragment(source.url, passage) if passage else source.url)
    return ""


def issued(source: Source) -> str:
    """Return when a source came out, in words; that it was inferred, or that nothing is known."""
    if not source.issued:
        return "undated"
    words = edtf.parse(source.issued).display_long
    return f"{words} (date inferred)" if source.issued_from else words


def escaped(text: str) -> str:
    """Return `text` with Markdown's special characters escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _authors(source: Source) -> str:
    names = [author.full for author in source.authors if author.full and author.full != source.publisher]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _place(source: Source, key: str) -> str:
    passage = source.passages.get(key)
    if passage is None:
        return ""
    number = f"¶ {passage.paragraph}" if passage.paragraph else ""
    return ", ".join(part for part in (f"§ {passage.section_title}" if passage.section_title else "", number) if part)


def _address(url: str) -> str:
    """Return an address that cannot leave the angle brackets of a Markdown link; empty for no web address."""
    if not url.startswith(("http://", "https://")):
        return ""
    return percent_encoded(url, safe="/:?#[]@!$&'()*+,;=%~-._")


def _encoded(text: str) -> str:
    """Return text as a fragment has it: also `-`, `,` and `&`, which mean something there, are encoded."""
    return percent_encoded(" ".join(text.split()), safe="").replace("-", "%2D")
