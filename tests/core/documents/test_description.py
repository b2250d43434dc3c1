"""What a document says of itself is read where it stands: in a page's metadata, or in the lines above the text."""

from __future__ import annotations

import pytest

from tui.core.documents.description import Description, describe
from tui.core.errors import DocumentError

PAGE = """\
<!DOCTYPE html>
<!-- saved from url=(0041)https://observer.example/2021/ferry-strike -->
<html lang="en"><head><title>Still | Observer</title>
<meta property="og:title" content="The ferries stand still"><meta property="og:site_name" content="Observer">
<meta name="author" content="Nora Wick and Ivo Marsh">
<meta property="article:published_time" content="2021-06-14T08:30:00+02:00"></head>
<body><p>On Thursday the crews left their ships.</p></body></html>
"""
BODY = "On the morning of 9 August, while people queued to vote for a new harbour council, the network went down.\n"
WANTED = {
    (PAGE, ".html"): Description(
        "The ferries stand still", ("Wick, Nora", "Marsh, Ivo"), "2021-06-14", "Observer",
        "https://observer.example/2021/ferry-strike", "en",
    ),
    (f"<h1>A page</h1><p>By Ann Roe</p><p>{BODY}</p>", ".html"): Description("A page", ("Roe, Ann",)),
    (f"The Gazette\n\nThe week the cables went quiet\n\n2 September 2020\n\n{BODY}", ".txt"): Description(
        "The week the cables went quiet", (), "2020-09-02", "The Gazette"
    ),
    (f"Ціхі тыдзень\n\nАўтар: Ганна Роў\n\nверасень 2020\n\n{BODY}", ".txt"): Description(
        "Ціхі тыдзень", ("Роў, Ганна",), "2020-09"
    ),
    (f"---\ntitle: Quiet\nauthor: Tidewatch\ndate: 2020-09\nlang: en\n---\n\n# Other\n\n{BODY}", ".md"): Description(
        "Quiet", ("Tidewatch",), "2020-09", language="en"
    ),
    (BODY, ".txt"): Description(),
}  # fmt: skip


def test_a_document_is_described_as_far_as_it_says() -> None:
    for (text, ending), wanted in WANTED.items():
        assert describe(text.encode(), ending) == wanted


def test_what_is_no_document_is_said() -> None:
    with pytest.raises(DocumentError, match="picture"):
        describe(b"\x89PNG....", ".png")
