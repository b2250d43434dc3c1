"""Kinds of document: each is read, and without the extra one sentence says how to get what reads it."""

from __future__ import annotations

import io
import random
import re
import sys
import time
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pytest
from archived import SPACES, archive, epub, word
from pdf import pdf

from tui.core.documents import archives, html
from tui.core.documents import text as kinds
from tui.core.documents.decoding import is_text
from tui.core.documents.html import text_of_html
from tui.core.documents.pdf import MISSING
from tui.core.documents.text import ENDINGS, KINDS, text_of
from tui.core.errors import DocumentError

OPTIONAL = ("lxml.etree", "charset_normalizer", "markdown_it", "pypdf")
SAMPLES = {
    "plain text": "Мора".encode(),
    "Markdown": b"---\ntitle: X\n---\n# Sea\n\nA *calm* ~~old~~ day.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "HTML": b"<title>Sea</title><script>x</script><p>A <b>calm</b>\nday.<p>Over.<pre>1\n2</pre>",
    "PDF": pdf(["A calm day."]),
    "Word": word("<w:p><w:r><w:t>A calm</w:t></w:r><w:r><w:t xml:space='preserve'> day.</w:t></w:r></w:p>"),
    "EPUB": epub({"one.xhtml": "<html><body><p>A calm</p></body></html>", "two.xhtml": "<p>day.</p>"}),
}
READ = {
    "plain text": "Мора",
    "Markdown": "Sea\nA calm old day.\na\nb\n1\n2",
    "HTML": "Sea\nA calm day.\nOver.\n1\n2",
    "PDF": "A calm day.",
    "Word": "A calm day.",
    "EPUB": "A calm\nday.",
}


def test_every_kind_is_read_by_each_of_its_endings() -> None:
    assert list(ENDINGS) == [
        *(".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"),
        *(".pdf", ".docx", ".epub"),
    ]
    assert {kind.name for kind in KINDS} == SAMPLES.keys()
    for ending, kind in ENDINGS.items():
        assert text_of(SAMPLES[kind.name], ending.upper()) == READ[kind.name]
    assert [kind.name for kind in KINDS if not kind.is_running] == ["PDF"]


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OPTIONAL:
        monkeypatch.setitem(sys.modules, name, None)
    assert text_of(SAMPLES["plain text"], ".txt") == READ["plain text"]
    for raw, ending in (
        *((SAMPLES[kind.name], kind.endings[0]) for kind in KINDS[1:] if kind.name != "Word"),
        (b"\xcf\xee\xf0\xf2", ".txt"),
    ):
        with pytest.raises(DocumentError, match="letapis\\[documents\\]") as caught:
            text_of(raw, ending)
        assert caught.value.message == MISSING


def test_a_file_is_what_it_holds_whatever_its_name_says() -> None:
    for name in ("PDF", "Word", "EPUB"):
        for ending in ("", ".txt", ".html", ".rtf"):
            assert text_of(SAMPLES[name], ending) == READ[name]
    table = archive({"xl/workbook.xml": "<x/>"})
    for raw, ending in (
        (table, ".txt"),
        (table, ""),
        (b"\x89PNG\r\n", ".txt"),
        (b"\xd0\xcf\x11\xe0", ".docx"),
        (b"x", ".xyz"),
    ):
        with pytest.raises(DocumentError, match=r"what is read ends in \.txt, \.md"):
            text_of(raw, ending)


def test_a_word_file_is_read_as_it_stands_on_the_page() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/>"
        "<w:t>three</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:t>semi</w:t><w:noBreakHyphen/><w:t>dry &amp; æ</w:t></w:r>"
        "<w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p><w:p/>"
    )
    notes = f"<w:footnotes {SPACES}><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnotes>"
    assert text_of(word(body, **{"word/footnotes.xml": notes}), ".docx").splitlines() == [
        "box",
        "one two",
        "threesemi-dry & æ",
        "a note",
    ]


@pytest.mark.parametrize("packed", [ZIP_BZIP2, ZIP_LZMA])
def test_an_archive_that_is_packed_as_no_word_file_is_and_damaged_is_said_to_be(packed: int) -> None:
    made = io.BytesIO()
    with ZipFile(made, "w", packed) as file:
        file.writestr("word/document.xml", f"<w:document {SPACES}>{'x' * 999}</w:document>")
    at = made.getvalue().index(b"document.xml") + len("document.xml") + 12
    raw = made.getvalue()[:at] + b"damage" + made.getvalue()[at + 6 :]
    with pytest.raises(DocumentError, match=r"^the Word file is damaged$"):
        text_of(raw, ".docx")


def test_archives_that_are_damaged_locked_or_too_large_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = {"META-INF/encryption.xml": '<x><CipherReference URI="book/one.xhtml"/></x>'}
    entity = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document {SPACES}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>'
    wrong = {
        "the e-book is locked": epub({"one.xhtml": "<p>x</p>"}, lock),
        "the e-book is damaged": archive({"META-INF/container.xml": "<container/>"}),
        "the Word file is damaged": archive({"word/document.xml": "<w:p"}),
        "the Word file has no text": word("<w:p/>"),
    }
    for said, raw in wrong.items():
        with pytest.raises(DocumentError, match=said):
            text_of(raw, "")
    for raw, ending in (
        (b"PK\x03\x04", ".epub"),
        (SAMPLES["Word"][:200], ".docx"),
        (archive({"word/document.xml": entity}), ".docx"),
    ):
        with pytest.raises(DocumentError, match="is damaged"):
            text_of(raw, ending)
    bomb = word(f"<w:p><w:r><w:t>{'a' * 200_000}</w:t></w:r></w:p>")
    assert len(bomb) < 2_000
    monkeypatch.setattr(archives, "UNPACKED", 100_000)
    for raw in (bomb, epub({f"{n}.xhtml": "a" * 40_000 for n in range(3)})):
        with pytest.raises(DocumentError, match="unpacks to more than"):
            text_of(raw, "")


def test_the_number_of_a_note_stands_in_brackets_and_powers_stay() -> None:
    page = (
        "H<sub>2</sub>O, x<sup>2</sup>, 10<sup>6</sup>, km<sup>2</sup>, 5<sup>th</sup>; "
        "lamp<sup>1</sup>, day.<sup>2</sup>, "
        'x<sup><a href="#3">3</a></sup>, <a href="#4"><sup>4</sup></a>, sea<sup>[5]</sup>'
    )
    assert text_of(page.encode(), ".html") == "H2O, x2, 106, km2, 5th; lamp[1], day.[2], x[3], [4], sea[5]"


def test_lines_of_html_break_at_blocks_and_hidden_elements_are_left_out() -> None:
    for name in ("address", "article", "footer", "form", "summary", "table", "ul", "p", "br"):
        inner = "" if name == "br" else "two"
        assert text_of(f"one<{name}>{inner}</{name}>three".encode(), ".html").splitlines() == (
            ["one", "three"] if name == "br" else ["one", "two", "three"]
        )
    assert text_of(b"<div><p>one</p>two</div>three<p>four", ".html") == "one\ntwo\nthree\nfour"
    assert text_of(b"<pre><textarea>a\nb</textarea>c\nd</pre>e\nf", ".html") == "a\nbc\nd\ne f"
    assert text_of(b"<p><a href=x>See</a> x<sup>2</sup>", ".html") == "See x2"
    for name in ("b", "span", "a", "em"):
        assert text_of(f"one<{name}>two</{name}>three".encode(), ".html") == "onetwothree"
    for name in ("script", "style", "template", "noscript"):
        assert text_of(f"one <{name}>two</{name}>three".encode(), ".html") == "one three"
    for name, text in (("pre", "one\ntwo"), ("textarea", "one\ntwo"), ("p", "one two")):
        assert text_of(f"<{name}>one\n two</{name}>".encode(), ".html") == text


def test_front_matter_of_markdown_is_at_its_beginning_only() -> None:
    for raw, text in (
        ("---\na: 1\n---\nText", "Text"),
        ("---  \r\na: 1\r\n...\r\nText", "Text"),
        ("---\na: 1\n\nText", "a: 1\nText"),
        ("One\n\n---\n\nTwo", "One\nTwo"),
    ):
        assert text_of(raw.encode(), ".md") == text, raw


@pytest.mark.parametrize(
    ("raw", "ending", "length"),
    [
        (b"<div>" * 20_000, ".html", 0),
        (b"<p>x" * 100_000, ".html", 199_999),
        (b"<b><a>" * 60_000, ".html", 0),
        (b"&<!--" * 500_000, ".html", 1),
        (b"[" * 1_000_000, ".md", 1_000_000),
        (b"|a" * 100_000 + b"\n" + b"|-" * 100_000, ".md", 400_001),
        (epub({"one.xhtml": "<div>" * 20_000 + "end"}), ".epub", 3),
        (word("<w:p>" * 20_000 + "<w:r><w:t>end</w:t></w:r>" + "</w:p>" * 20_000), ".docx", 3),
    ],
)
def test_what_is_nested_or_never_closed_takes_no_more_time_than_its_size(raw: bytes, ending: str, length: int) -> None:
    before = time.process_time()
    assert len(text_of(raw, ending)) == length
    assert time.process_time() - before < 3


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LONGEST", 0.1)
    with pytest.raises(DocumentError, match="takes too long"):
        text_of(b"<div>" * 20_000 + b"</p>" * 1_000_000, ".html")


def test_what_is_no_text_is_said_at_once() -> None:
    noise = random.Random(1).randbytes(1_000_000)
    for raw in (noise, bytes(1_000_000), b"a" * 10_000 + noise, b"\0\1\2"):
        with pytest.raises(DocumentError, match="it is no text"):
            text_of(raw, ".txt")
    with pytest.raises(DocumentError, match=r"^it has 17 MB, and plain text of up to 16 MB"):
        text_of(b"a" * (17 << 20), ".txt")
    for text in ("Мора і неба\n", "a sea", "ü"):
        for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-8", "utf-8-sig"):
            if text != "ü" or ("le" not in encoding and "be" not in encoding):
                assert text_of((text * 3).encode(encoding), ".txt") == text * 3


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<meta charset="{}"><p>Мора'
    assert text_of(page.format("windows-1251").encode("cp1251"), ".html") == "Мора"
    assert text_of(page.format("windows-1251").encode(), ".html") != ""
    assert text_of(page.format("no-such").encode(), ".html") == "Мора"
    assert text_of(page.format("utf-16").encode(), ".html") == "Мора"


def test_files_that_hold_no_text_are_known_by_their_first_bytes() -> None:
    for sign, what in {
        b"{\\rtf": "an RTF file",
        b"\xd0\xcf\x11\xe0": r"an old Office file \(\.doc\)",
        **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "a picture"),
        **dict.fromkeys((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"), "a compressed file"),
    }.items():
        for ending in ("", ".txt", ".pdf"):
            with pytest.raises(DocumentError, match=rf"^it is {what}; what is read ends in \.txt, \.md, "):
                text_of(sign + b" x", ending)
    for raw, ending, said in (
        (archive({"x": ""}), "", "it is a zip archive; what"),
        (b"x", ".xyz", r"it ends in \.xyz; what"),
        (b"\0\1\2", "", "it has no ending and is no text; what"),
        (archive({"x": ""}), ".docx", "^the Word file is damaged$"),
        (archive({"word/document.bin": "", "my/word/document.xml": ""}), ".docx", "^the Word file is damaged$"),
    ):
        with pytest.raises(DocumentError, match=said):
            text_of(raw, ending)


def test_a_page_without_an_ending_is_known_by_its_first_element() -> None:
    for start in (
        "<html>",
        "\ufeff <?xml version='1.0'?>\n<!-- a --> <!-- b -->\n<!DOCTYPE  HTML>",
        "<HTML lang='en'>",
    ):
        assert text_of(f"{start}<p>A page".encode(), "") == "A page"
    for text in ("<p>A page", "x <html>", "<htmlx>"):
        assert text_of(text.encode(), "") == text


def test_signs_of_a_word_file_are_read_and_what_was_deleted_or_moved_is_not() -> None:
    signs = "".join(f"<w:{name}/><w:t>{name[0]}</w:t>" for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen"))
    gone = "".join(f"<w:{name}><w:p><w:t>no</w:t></w:p></w:{name}>" for name in ("del", "moveFrom", "Fallback"))
    notes = {f"word/{name}.xml": f"<x {SPACES}><w:p><w:t>{name}</w:t></w:p></x>" for name in ("endnotes", "footnotes")}
    raw = word(f"<w:p>{gone}<w:t>a</w:t>{signs}{gone}<w:t>z</w:t></w:p><w:t>x</w:t>", **notes)
    assert text_of(raw, "") == "a t\nb\nc-n\u00adsz\nfootnotes\nendnotes"
    body = f"<x {SPACES}><w:p><w:t>two</w:t></w:p></x>"
    assert text_of(archive({"word/document2.xml": body}), "") == "two"


def test_what_an_archive_unpacks_to_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match=r"^it unpacks to more than 32 MB$"):
        text_of(word("a" * (32 << 20)), "")
    book = {"one.xhtml": "<p>one", "two.xhtml": "<p>two"}
    with ZipFile(io.BytesIO(epub(book))) as files:
        size = sum(file.file_size for file in files.infolist())
    monkeypatch.setattr(archives, "UNPACKED", size)
    assert text_of(epub(book), "") == "one\ntwo"
    monkeypatch.setattr(archives, "UNPACKED", size - 1)
    with pytest.raises(DocumentError, match="unpacks to more than"):
        text_of(epub(book), "")


def test_chapters_are_found_by_their_addresses_in_the_order_of_the_book() -> None:
    package = (
        '<package><manifest><item id="b" href="../b%20c.xhtml"/><item id="a" href="./in/a.xhtml"/>'
        '<item href="none"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    start = '<x><rootfile full-path="in/book/p.opf"/><rootfile full-path="other"/></x>'
    files = {"META-INF/container.xml": start, "in/book/p.opf": package, "in/b c.xhtml": "B", "in/book/in/a.xhtml": "A"}
    font = {"META-INF/encryption.xml": '<x><CipherReference URI="in/book/in/a.otf"/> in/b c.xhtml</x>'}
    assert text_of(archive({**files, **font}), "") == "A\nB"
    with pytest.raises(DocumentError, match=r"^the e-book is damaged$"):
        text_of(archive({**files, "in/book/p.opf": package.replace('id="a"', 'id="c"')}), "")


def test_an_archive_with_a_password_says_so() -> None:
    for raw, what in ((SAMPLES["Word"], "Word file"), (SAMPLES["EPUB"], "e-book")):
        locked = bytearray(raw)
        for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            for match in re.finditer(re.escape(sign), raw):
                locked[match.start() + flags] |= 1
        with pytest.raises(DocumentError, match=f"^the {what} is locked with a password$"):
            text_of(bytes(locked), "")


def test_long_markdown_is_read_as_plain_text() -> None:
    front, line = "---\na: 1\n---\n", "*sea*\n"
    most = front + line + "x" * (256_000 - len(front) - len(line))
    assert text_of(most.encode(), ".md").startswith("sea x")
    assert text_of(f"{most}x".encode(), ".md").startswith("*sea*\nx")


def test_which_control_signs_a_text_may_have_and_how_many() -> None:
    for code in range(34):
        raw = b"plain text" * 5 + bytes([code]) * 2
        assert is_text(raw) is (code in b"\t\n\x0b\x0c\r\x1b" or code >= 32), code
    assert is_text(b"x" * 98 + b"\1\1")
    assert not is_text(b"x" * 97 + b"\1\1\1")
    for size in (8_190, 8_194, 20_000):  # looked at in its middle too
        noise = b"a" * (size // 2) + b"\1" * 500 + b"a" * (size // 2 - 500)
        assert is_text(noise) is (size < 8_192), size


def test_utf_16_is_known_without_its_mark_whatever_its_length() -> None:
    for length in (*range(1, 6), *range(4_094, 4_104), 9_001, 9_003):
        text = ("Мора, " * length)[:length] + " "
        for encoding in ("utf-16-le", "utf-16-be"):
            assert text_of(text.encode(encoding), ".txt") == text, (length, encoding)
    assert not is_text("a\1b".encode("utf-16-le"))


def test_the_links_to_other_pages_are_no_text_of_a_page() -> None:
    page = "<header>Post<nav><a>Home</a> <ul><li>Sports</ul></nav></header><h1>The lamp</h1><p>It was lit.</p>"
    assert text_of_html(page).split("\n") == ["Post", "The lamp", "It was lit."]
    assert text_of_html("<div><nav>Home</div><p>It was lit.</p>") == "It was lit."  # though it is never closed


@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_a_text_of_too_many_lines_is_not_read(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MOST_LINES", 4)
    assert text_of(b"<p>a\n<p>b", ending)
    with pytest.raises(DocumentError, match="lines, and up to 4 are read"):
        text_of(b"<p>a\n" * 5, ending)
