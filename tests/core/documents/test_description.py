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
        "The ferries stand still",
        ("Wick, Nora", "Marsh, Ivo"),
        "2021-06-14",
        "Observer",
        "https://observer.example/2021/ferry-strike",
        "en",
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
    (f"<h1>A page</h1><p>By Ann Roe, The Gazette, 9 October 2031</p><p>{BODY}</p>", ".html"): Description(
        "A page", ("Roe, Ann",), "2031-10-09", "The Gazette"
    ),
    (f'<script>{{"datePublished": "2031-10-09T08:00"}}</script><h1>A page</h1><p>{BODY}</p>', ".html"): Description(
        "A page", (), "2031-10-09"
    ),
    (BODY, ".txt"): Description(),
}
BYLINES = {
    "By Ann Roe, The Gazette, 9 October 2031": (("Roe, Ann",), "2031-10-09", "The Gazette"),
    "By Ann Roe and Bea Cid | Bay Courier | October 9, 2031": (("Roe, Ann", "Cid, Bea"), "2031-10-09", "Bay Courier"),
    "By Ann Roe, Bea Cid, 9 October 2031": (("Roe, Ann", "Cid, Bea"), "2031-10-09", ""),
    "By Ann Roe for The Gazette": (("Roe, Ann",), "", "The Gazette"),
    "By Ann Roe – 9 October 2031": (("Roe, Ann",), "2031-10-09", ""),
    "By The Gazette": (("The Gazette",), "", ""),
    "The Gazette, 9 October 2031": ((), "2031-10-09", "The Gazette"),
    "Published on 9 October 2031 at 10:15": ((), "2031-10-09", ""),
    "Posted: 9 October 2031, 10:15 CET": ((), "2031-10-09", ""),
    "Updated 9 October 2031": ((), "", ""),
    "The riots, 9 October 2031, and after": ((), "", ""),
    "By Ann Roe, 9 October": (("Roe, Ann",), "", ""),
}  # fmt: skip


def test_a_document_is_described_as_far_as_it_says() -> None:
    for (text, ending), wanted in WANTED.items():
        assert describe(text.encode(), ending) == wanted


def test_a_line_says_who_wrote_a_text_where_and_when_and_no_more() -> None:
    for line, wanted in BYLINES.items():
        for text, ending in (
            (f"A title\n\n{line}\n\n{BODY}", ".txt"),
            (f"<h1>A title</h1><p>{line}<p>{BODY}", ".html"),
        ):
            found = describe(text.encode(), ending)
            assert (found.title, (found.authors, found.issued, found.publisher)) == ("A title", wanted), line


NAMES = {
    "title": "citation_title og:title dc.title dcterms.title twitter:title",
    "authors": "citation_author author dc.creator dcterms.creator article:author parsely-author",
    "issued": (
        "article:published_time citation_publication_date citation_date datepublished date dc.date "
        "dcterms.date dcterms.issued pubdate parsely-pub-date"
    ),
    "publisher": "og:site_name citation_journal_title citation_publisher dc.publisher",
    "url": "og:url citation_public_url",
    "language": "og:locale citation_language dc.language",
}
VALUES = {"issued": "20{:02}-05", "url": "https://a.example/{}", "language": "l{}"}


def test_each_name_of_metadata_gives_its_field_and_the_best_is_taken() -> None:
    for field, names in NAMES.items():
        page = ""
        for number, name in enumerate(reversed(names.split()), 1):
            value = VALUES.get(field, "Word{}").format(number)
            for attribute in ("name", "property", "itemprop"):
                page += f"<meta {attribute}='{name.title()}' content=' {value} '>"
                given = getattr(describe(page.encode(), ".html"), field)
                assert set([given] if isinstance(given, str) else given) == {value}, name


PAGES = {
    "<title>A | B</title><h1>The <i>first</i>\n one</h1><h1>Other</h1>": Description("The first one"),
    "<title>A | B</title><p>By Ann Roe": Description("A | B", ("Roe, Ann",)),
    "<p>The Gazette</p><p>A quiet week in May</p><p>2 May 2020": Description("A quiet week in May", (), "2020-05-02"),
    "<h1>A</h1><time datetime='2020-05-02T08:00'>May</time><time datetime='2021'>": Description("A", (), "2020-05-02"),
    "<h1>A</h1><p>x <time>2 May 2020</time> 3<h1>b": Description("A", (), "2020-05-02"),
    "<meta name=author content='https://a.example/ann'><meta name=author content='Bea, Cid'>": Description(
        "", ("Bea", "Cid")
    ),
    "<link rel=alternate href='https://a.example/no'><link rel='x Canonical' href='http://a.example/c'>"
    "<link rel=canonical href='http://a.example/d'><meta property=og:url content='https://a.example/e'>": Description(
        url="http://a.example/c"
    ),
    "<meta property=og:url content='ftp://a.example'>": Description(),
    "<html lang=be><meta property=og:locale content=en_GB>": Description(language="be"),
    "<meta property=og:locale content=en_GB><meta content=x><meta name=title content=' '>": Description(
        language="en-GB"
    ),
    "<!-- saved from url=(0020)https://a.example/s --><link rel=stylesheet href='https://a.example/no'>": Description(
        url="https://a.example/s"
    ),
    f"{' ' * 4090}<!-- saved from url=(0020)https://a.example/s -->": Description(),
}


def test_what_metadata_do_not_give_the_elements_of_a_page_do() -> None:
    for page, wanted in PAGES.items():
        assert describe(page.encode(), ".html") == wanted, page


FRONTS = {
    "title: 'Quiet'\nauthors: [Ann Roe; Bea]\ndate: 2020-09-01\npublisher: P\nurl: u\nlanguage: be": Description(
        "Quiet", ("Roe, Ann", "Bea"), "2020-09-01", "P", "u", "be"
    ),
    "Title : Quiet\nauthor: Ann Roe\nlang: en\nlanguage: be\nno key": Description(
        "Quiet", ("Roe, Ann",), "2021", "", "", "en"
    ),
    "x: y": Description("Above", ("Marsh, Ivo",), "2021"),
}


def test_the_front_of_markdown_goes_before_the_lines_above_the_text() -> None:
    for front, wanted in FRONTS.items():
        for end in ("---", "..."):
            text = f"---\n{front}\n{end}\n# Above\n\nBy Ivo Marsh\n\n2021\n\n{BODY}"
            assert describe(text.encode(), ".md") == wanted, front
    assert describe(f"---\ntitle: Мора і неба\n---\n{BODY}".encode("cp1251"), ".md").title == "Мора і неба"
    assert describe(f"---\ntitle: Q\n---\n\n{BODY}".encode(), ".txt").title == "---"


HEADS = {
    "A title": Description("A title"),
    "One two|One": Description("One two"),
    "One|One two|May 2020": Description("One two", (), "2020-05", "One"),
    "One two|Three four|By Ann Roe": Description("Three four", ("Roe, Ann",), "", "One two"),
    "One two three|Four|By Ann Roe": Description("One two three", ("Roe, Ann",)),
    "A|author: Ann Roe and Bea Cid Dun; Eve & Fay, Gus Hay Ivo Jay.|By Nobody": Description(
        "A", ("Roe, Ann", "Dun, Bea Cid", "Eve", "Fay", "Gus Hay Ivo Jay")
    ),
    "A|Текст: Ганна Роў і Яна Моў": Description("A", ("Роў, Ганна", "Моў, Яна")),
    "A|2020|2021": Description("A", (), "2020"),
    "A|2020-05-02 08:00": Description("A", (), "2020-05-02"),
    "A|2020-05x": Description("A"),
    "A|on the day of 2 May 2020 then|By Ann Roe": Description("on the day of 2 May 2020 then", ("Roe, Ann",), "", "A"),
    "A|2 May|By Ann Roe": Description("2 May", ("Roe, Ann",), "", "A"),
    "2020|A": Description("", (), "2020"),
    f"{'w ' * 16}|By Ann Roe": Description(("w " * 16).strip(), ("Roe, Ann",)),
    f"{'w ' * 17}|By Ann Roe": Description(),
    "A|b|c|d|e|f|g|By Ann Roe": Description("b", ("Roe, Ann",), "", "A"),
    "A|b|c|d|e|f|g|h|By Ann Roe": Description("A"),
}


def test_the_short_lines_above_a_text_are_title_publisher_authors_and_date() -> None:
    for lines, wanted in HEADS.items():
        assert describe("\r\n\n".join(f"# {line}" for line in lines.split("|")).encode(), ".txt") == wanted, lines


def test_what_is_no_document_is_said() -> None:
    with pytest.raises(DocumentError, match="picture"):
        describe(b"\x89PNG....", ".png")
