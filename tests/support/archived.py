"""Small Word files and e-books."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://mc.example"'
"""Declarations of the namespaces of a Word file."""


def archive(files: Mapping[str, str]) -> bytes:
    """Return a zip archive of these files."""
    raw = io.BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as made:
        for name, contents in files.items():
            made.writestr(name, contents)
    return raw.getvalue()


def word(body: str, **others: str) -> bytes:
    """Return a Word file with this body (its paragraphs as XML), and other files by their names."""
    return archive({"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>", **others})


def epub(chapters: Mapping[str, str], others: Mapping[str, str] | None = None) -> bytes:
    """Return an e-book with these chapters, and other files."""
    items = "".join(f'<item id="c{at}" href="{name}"/>' for at, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    start = '<container><rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>'
    files = {"META-INF/container.xml": start, "book/package.opf": package}
    return archive({**files, **{f"book/{name}": text for name, text in chapters.items()}, **(others or {})})
