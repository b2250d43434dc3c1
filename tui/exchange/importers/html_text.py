"""The words of a text that may hold HTML, and the addresses that it links to."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|div|em|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE)


def without_tags(text: str) -> tuple[str, list[str]]:
    """Return a text without the tags of HTML, and the addresses of its links; as it is where it has no tags."""
    if "<" not in text or not _TAG.search(text):
        return text, []
    links = [unescape("".join(match.groups(""))).strip() for match in _LINK.finditer(text)]
    return " ".join(unescape(_TAG.sub(" ", text)).split()), links
