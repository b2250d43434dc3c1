"""Markdown as a page: what its signs mean is no part of the text."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)


def html_of(text: str) -> str:
    """Return a Markdown text as HTML, without what tools keep at its beginning about the file."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable("table").enable("strikethrough").render(_FRONT_MATTER.sub("", text)))
