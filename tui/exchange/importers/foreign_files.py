"""Files that no importer reads: what each is, told by its first bytes or words, and what to do instead."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

_SAVE = "save the sheet as CSV, and import that"
_READER = "a document is no table of events: put it into documents/ of a dataset, and quote it as a source"


class _Magic(NamedTuple):
    """The bytes that a kind of file begins with."""

    start: bytes
    sentence: str


_MAGIC = (
    _Magic(b"%PDF", f"it is a PDF: {_READER}"),
    _Magic(b"\xd0\xcf\x11\xe0", f"it is a file of an old Excel or Word: {_SAVE}"),
    _Magic(b"\x89PNG", "it is an image: no words can be read in it"),
    _Magic(b"\xff\xd8\xff", "it is an image: no words can be read in it"),
    _Magic(b"GIF8", "it is an image: no words can be read in it"),
    _Magic(b"II*\0", "it is an image: no words can be read in it"),
    _Magic(b"MM\0*", "it is an image: no words can be read in it"),
    _Magic(b"RIFF", "it is an image, a sound or a film: no words can be read in it"),
    _Magic(b"SQLite format 3", "it is an SQLite database: export its table as CSV, and import that"),
    _Magic(b"PAR1", "it is a Parquet file: export it as CSV, and import that"),
    _Magic(b"\x1f\x8b", "it is packed with gzip: unpack it first"),
    _Magic(b"BZh", "it is packed with bzip2: unpack it first"),
    _Magic(b"\xfd7zXZ", "it is packed with xz: unpack it first"),
    _Magic(b"7z\xbc\xaf", "it is packed with 7-Zip: unpack it first"),
    _Magic(b"Rar!", "it is packed with RAR: unpack it first"),
    _Magic(b"{\\rtf", f"it is RTF: {_READER}"),
)
_INSIDE = (
    ("xl/", f"it is an Excel file: {_SAVE}"),
    ("word/", f"it is a Word document: {_READER}"),
    ("ppt/", "it is a PowerPoint file: no table of events can be read in it"),
)
"""First part of the names within a zip file, by which the formats of office programs are told apart."""
_ODF = {
    b"spreadsheet": f"it is a LibreOffice spreadsheet: {_SAVE}",
    b"text": f"it is a LibreOffice document: {_READER}",
    b"epub": f"it is an EPUB: {_READER}",
}

_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(r"(?:\ufeff|\s)*(?:#{1,6} +\S|[-*+] +\S|(?:={3,}|-{3,})\s*$)", re.MULTILINE)
_IS_YAML = "it is YAML: a dataset is opened by its folder, letapis DIR"
_SURELY_YAML = re.compile(r"(?:\s*#[^\n]*\n|\s*\n|---[^\n]*\n)*[\w-]+:[ \t]*\r?\n[ \t]+[^\n,;\t]*:")
_YAML = re.compile(
    r"(?:\s*#[^\n]*\n|\s*\n|---[^\n]*\n)*(?:letapis|dataset|events|people|sources|places|[a-z_]+):(?:\s|$)"
)


def sentence_for_bytes(data: bytes) -> str:
    """Return what is to be said of a file that is no text; empty where it may be one."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return "it is empty"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    for magic in _MAGIC:
        if data.startswith(magic.start):
            return magic.sentence
    return ""


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return "it is a damaged zip file"
    found = (said for word, said in _ODF.items() if word in kind)
    found_inside = (said for start, said in _INSIDE if any(name.startswith(start) for name in names))
    return next(found, "") or next(found_inside, "") or "it is a zip file: unpack it, and import one of its files"


def sentence_for_text(text: str) -> str:
    """Return what is to be said of a text that is surely none that an importer reads; empty where it may be one."""
    if text.count("\0") > 0:
        return "it is no text, and nothing that can be read"
    if _HTML.match(text):
        return f"it is HTML: save its table as CSV; {_READER}"
    if text.lstrip().startswith(("<?xml", "<")):
        return "it is XML: export it as CSV or JSON, and import that"
    if _SURELY_YAML.match(text):
        return _IS_YAML
    return ""


def sentence_for_unread(text: str) -> str:
    """Return what is to be said of a text that no importer could read; empty where nothing tells what it is."""
    if _MARKDOWN.match(text):
        table = "a table, also in Markdown, with headings for titles and dates"
        return f"it is Markdown: what can be read is {table}; {_READER}"
    if _YAML.match(text):
        return _IS_YAML
    return ""
