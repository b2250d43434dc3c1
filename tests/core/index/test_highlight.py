"""What the filter looked for is marked where it stands, also where a name is spelled differently."""

from __future__ import annotations

from tui.core.index.highlight import marker
from tui.core.query.parser import parse


def marked(query: str, text: str) -> list[str]:
    marks = marker(parse(query))
    assert marks is not None
    return [text[start:end] for start, end in marks(text)]


def test_what_was_looked_for_is_marked() -> None:
    for query, text, found in (
        ("har", "Harbour and hare", ["Har", "har"]),
        ('"open letter"', "An open letter; open letters", ["open letter"]),
        ("kwill", "Ada Quill held, quills found", ["Quill"]),
        ("Квилл", "Ada Quill held", ["Quill"]),
        ("quill", "Ада Квіл and Ada Quill", ["Quill"]),
        ("-quill har", "Quill at the harbour", ["har"]),
        ("zzz", "Quill", []),
        *(("hi-tec", "A Hi-Tech Park", ["Hi-Tec"]), ("har harbour", "Harbour", ["Harbour"])),
        *(('"open letter" le', "An open letter", ["open letter"]), ("東 京", "東京", ["東", "京"])),
        *(('"kwill"', "Quill", []), ("kwill", "quill Quilling", [])),
    ):
        assert marked(query, text) == found


def test_without_words_nothing_marks() -> None:
    assert marker(parse("kind:law -quill")) is None
