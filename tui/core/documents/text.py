"""The readable text of a file: of a page, a PDF or Markdown without what lays it out, in the encoding that fits."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What a file may begin with to say its encoding; the longer ones first where one begins like another."""
_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section select",
    "summary table tbody td tfoot th thead title tr ul",
)
_BLOCKS = [name for line in _BLOCK_NAMES for name in line.split()]
"""Elements that begin on a line of their own."""
_BREAK = "\x1e"
"""Stands for the end of a line while white space is evened out."""
_OLD = ("cp1251", "cp1252", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1250", "utf_16_le", "utf_16_be")
"""Encodings that texts of our languages were kept in before UTF-8."""


def text_of(raw: bytes, suffix: str) -> str:
    """Return the readable text of a file of this kind, `.html` for instance.

    Raises:
        DocumentError: it is a PDF that has no text to read, or that cannot be read here.
    """
    if suffix.lower() == ".pdf":
        from tui.core.documents.pdf_cache import kept_text_of_pdf

        return kept_text_of_pdf(raw)
    if suffix.lower() in (".html", ".htm"):
        return _from_html(raw)
    text = _decoded(raw)
    if suffix.lower() in (".md", ".markdown"):
        from tui.core.documents.markdown import html_of

        return _from_html(html_of(text))
    return text


def _decoded(raw: bytes) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw)
    return _guessed(raw) if "\0" in text else text


def _from_html(page_text: bytes | str) -> str:
    """Return the text as a browser breaks it into lines: at blocks, and never inside a sentence."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(page_text, "html.parser")
    for hidden in page(["script", "style", "template", "noscript"]):
        hidden.decompose()
    for kept in page(["pre", "textarea"]):
        for text in kept.find_all(string=True):
            text.replace_with(text.replace("\n", _BREAK))
    for block in page(_BLOCKS):
        block.insert(0, _BREAK)
        block.append(_BREAK)
    lines = re.sub(rf"[^\S{_BREAK}]+", " ", page.get_text()).split(_BREAK)
    return "\n".join(line.strip() for line in lines if line.strip())


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=list(_OLD)).best() or from_bytes(raw).best()
    return str(best) if best is not None else raw.decode("utf-8", "replace")
