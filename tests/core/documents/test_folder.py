"""Documents on disk: which file is which source, and what is in it."""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest

from tui.core import atomic_file
from tui.core.documents import folder
from tui.core.documents.text import text_of
from tui.core.model.records import DocumentStamp, Source

TEXT = "The lamp was lit at noon. Nobody saw who did it, and 12 people asked."


LAMP = Source(id="lamp", title="L", document=DocumentStamp(sha256=hashlib.sha256(TEXT.encode()).hexdigest()))


def test_a_file_belongs_to_the_source_whose_hash_it_has(tmp_path: Path) -> None:
    (tmp_path / "anything.txt").write_text(TEXT, encoding="utf-8")
    found = folder.find({"lamp": LAMP}, tmp_path)
    assert (found["lamp"].same, found["lamp"].text) == (True, TEXT)


def test_the_folder_is_the_one_chosen_or_that_of_the_dataset(tmp_path: Path) -> None:
    assert folder.folder_of(tmp_path, None) is None
    (tmp_path / "documents").mkdir()
    assert folder.folder_of(tmp_path, None) == tmp_path / "documents"
    assert folder.folder_of(tmp_path, tmp_path / "chosen") == tmp_path / "chosen"
    assert folder.find({}, None) == {}


def test_what_is_there_and_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LARGEST", 2**20)
    (tmp_path / "lamp.txt").write_bytes(b"five!")
    (tmp_path / "lamp.doc").write_bytes(b"doc")  # a text that can be read is preferred
    (tmp_path / "md.md").mkdir()
    (tmp_path / "big.txt").write_bytes(b"l" * (2**20 + 1))
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    (tmp_path / "mail.eml").write_bytes(b"Subject: x")
    (tmp_path / "rich.txt").write_bytes(b"{\\rtf1 x}")
    (tmp_path / "bin").write_bytes(b"\x00\x01\x02")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no")
    (tmp_path / "closed.txt").write_bytes(b"x")

    def read_file(path: Path, most: int) -> bytes:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied")
        return atomic_file.read_file(path, most)

    monkeypatch.setattr(folder, "read_file", read_file)
    names = ("lamp", "md", "big", "pipe", "gone", "mail", "rich", "bin", "broken", "closed", "absent")
    found = folder.find({key: Source(id=key, title=key) for key in names}, tmp_path)
    assert found["lamp"].text == "five!"
    said = {key: document.unread.partition(";")[0] for key, document in found.items() if document.unread}
    assert said == {
        "big": "it has 1 MB, and files of up to 1 MB are read",
        "pipe": "it is no file but a folder, a pipe or a device",
        "gone": "it is a link to nothing",
        "mail": "it ends in .eml",
        "rich": "it is an RTF file",
        "bin": "it has no ending and is no text",
        "broken": "the Word file is damaged",
        "closed": "it cannot be read: Permission denied",
    }
    assert "absent" not in found
    assert "md" not in found


def test_folders_in_the_folder_and_files_without_ending_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "press" / "2011").mkdir(parents=True)
    (tmp_path / ".trash").mkdir()
    (tmp_path / "press" / "2011" / "deep.txt").write_text("Deep.")
    (tmp_path / ".trash" / "hidden.txt").write_text("Hidden.")
    (tmp_path / "bare").write_text("Bare, and a <b> in it.")
    (tmp_path / "page").write_text("<!DOCTYPE html><title>P</title><p>A page.")
    (tmp_path / "stamped").write_text(TEXT)
    sources = {key: Source(id=key, title=key) for key in ("deep", "hidden", "bare", "page")} | {"lamp": LAMP}
    found = folder.find(sources, tmp_path)
    assert {key: document.text for key, document in found.items()} == {
        "deep": "Deep.",
        "bare": "Bare, and a <b> in it.",
        "page": "P\nA page.",
        "lamp": TEXT,
    }


def test_a_file_named_like_a_source_is_another_text(tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text("Another text", encoding="utf-8")
    (tmp_path / "stranger.txt").write_text("Of no source", encoding="utf-8")
    found = folder.find({"lamp": LAMP}, tmp_path)
    assert list(found) == ["lamp"]
    assert not found["lamp"].same


def test_a_document_is_read_when_it_is_asked_for_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lamp.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Of the other", encoding="utf-8")
    asked: list[bytes] = []
    monkeypatch.setattr(folder, "read_as", lambda kind, raw, _: asked.append(raw) or raw.decode())
    found = folder.find({"lamp": LAMP, "other": Source(id="other", title="O")}, tmp_path)
    assert ("lamp" in found, "none" in found, len(found), list(found)) == (True, False, 2, ["lamp", "other"])
    assert asked == []
    assert found["lamp"] is found["lamp"]
    assert asked == [TEXT.encode()]


def test_a_file_that_goes_away_says_so(tmp_path: Path) -> None:
    (tmp_path / "lamp.txt").write_text(TEXT, encoding="utf-8")
    found = folder.find({"lamp": LAMP}, tmp_path)
    (tmp_path / "lamp.txt").unlink()
    assert (found["lamp"].text, found["lamp"].unread) == ("", "it cannot be read: No such file or directory")


RUSSIAN = "Порт работал как обычно, хотя связи не было уже второй день, и диспетчер писала в тетрадь."
POLISH = "Zażółć gęślą jaźń: port działał jak zwykle, choć łączności nie było już drugi dzień."
BELARUSIAN = "Порт працаваў як звычайна, хоць сувязі не было ўжо другі дзень, і дыспетчарка пісала ў сшытак."


ENCODINGS = {
    RUSSIAN * 4: ("cp866", "mac_cyrillic", "iso8859_5"),
    POLISH * 4: ("cp1250",),
    RUSSIAN: ("cp1251", "koi8_r", "utf_8", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be", "utf_32"),
    BELARUSIAN: ("cp1251", "utf_8", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be", "utf_32"),
    "The port worked as usual, “though” the café was closed.": ("cp1252", "utf_8", "utf_16", "utf_16_le"),
}


@pytest.mark.parametrize("text", ENCODINGS)
def test_the_encoding_of_a_text_is_found(text: str) -> None:
    long = "\n".join([text] * 500)
    for encoding in ENCODINGS[text]:
        assert text_of(text.encode(encoding), ".txt") == text, encoding
        assert text_of(long.encode(encoding), ".txt") == long, encoding
        assert text_of(long.encode(encoding), ".md") == long.replace("\n", " "), encoding  # lines of one paragraph
    assert text_of(b"", ".txt") == ""


def test_the_mark_at_the_beginning_of_a_text_is_no_part_of_it() -> None:
    marks = {"utf_8": codecs.BOM_UTF8, "utf_16_le": codecs.BOM_UTF16_LE, "utf_16_be": codecs.BOM_UTF16_BE}
    marks |= {"utf_32_le": codecs.BOM_UTF32_LE, "utf_32_be": codecs.BOM_UTF32_BE}
    for encoding, mark in marks.items():
        assert text_of(mark + RUSSIAN.encode(encoding), ".txt") == RUSSIAN


def test_markup_inside_a_sentence_breaks_no_line() -> None:
    page = "<h1>Lamp</h1><p>By <b>12</b> men, “<i>all</i> <i>of</i> them”<br>No<pre>a\nb</pre><!-- c --><ul><li>d</ul>"
    assert text_of(page.encode(), ".html").splitlines() == ["Lamp", "By 12 men, “all of them”", "No", "a", "b", "d"]


MARKDOWN = """---
title: nothing of this
---
# The *week*

On 10 August the clerk
read out: **71** per cent of the [votes](https://x.example/not), his `rival` had 19\\*.

- snake_case_word
- 2 * 3 = 6

> “quoted” text <b>with</b> <script>not()</script> a page in it
"""


def test_signs_of_markdown_are_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text(MARKDOWN, encoding="utf-8")
    found = folder.find({"lamp": LAMP}, tmp_path)["lamp"].text
    assert found.splitlines() == [
        "The week",
        "On 10 August the clerk read out: 71 per cent of the votes, his rival had 19*.",
        "snake_case_word",
        "2 * 3 = 6",
        "“quoted” text with a page in it",
    ]


def test_no_link_out_of_the_folder_is_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mine")
    data = tmp_path / "data"
    (data / "documents" / "in").mkdir(parents=True)
    (data / "documents" / "lamp.txt").symlink_to(secret)
    (data / "documents" / "in" / "bell.txt").write_text("bell")
    (data / "documents" / "net.txt").symlink_to("in/bell.txt")
    sources = {key: Source(id=key, title=key) for key in ("lamp", "net")}
    found = folder.find(sources, folder.folder_of(data, None))
    assert (found["lamp"].text, found["lamp"].unread) == ("", "it is a link that leads out of the folder of documents")
    assert found["net"].text == "bell"
    other = tmp_path / "other"
    other.mkdir()
    (other / "documents").symlink_to(data / "documents")
    assert folder.folder_of(other, None) is None
    assert folder.folder_of(other, data / "documents") == data / "documents"
