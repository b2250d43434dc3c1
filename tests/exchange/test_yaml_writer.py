"""Records as YAML: whatever their texts hold, our loader and other readers get the same records back."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import yaml
from cases import for_each
from hypothesis import given
from hypothesis import strategies as st

from tui.core.loading.loader import load
from tui.exchange.editing.draft import draft
from tui.exchange.importers.incoming import Incoming, files
from tui.exchange.yaml_writer import _written, yaml_text

HOSTILE = [
    "key: value", "# no comment", "a # b", "- item", "? x", "'single' and \"double\"", "back\\slash \\n \\x41",
    "{flow: map}", "[1, 2]", "&anchor *alias !tag", "%directive", "@at `tick", "| block\n  scalar", "> folded",
    "line\nbreak\n", "\n\nlines before", "tab\there", " blank around ", "null", "~", "yes", "NO", "no", "2020-08-09",
    "12:30", "1e5", "0x1f", "0o17", "y", "+.5", "---", "...", "<<", "=", "Гаваньск, ў горадзе", "漢字 🙂 e\u0301",
    "zero\u200bwidth", "\u2028line separator", "\u202eright to left", "\ufeffmark", "no\u00a0break", "a" * 3000,
    "\u0085next line",
]  # fmt: skip
PLAIN = [
    "Bells",
    "Bells: noon",
    "Bells:noon",
    "bells #1",
    "Bells#1",
    "Yes",
    "off",
    "Ў горад",
    "a 'b' \"c\"",
    "a?",
    "a:",
]
READABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
TEXTS = st.one_of(st.sampled_from(HOSTILE), READABLE).filter(lambda text: text.strip())
IDS = st.sampled_from(["x", "no", "1e5", "2020", "ў-горадзе", "a" * 60])
PEOPLE = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={"role": TEXTS, "note": TEXTS, "names": st.lists(st.fixed_dictionaries({"value": TEXTS}), min_size=1)},
)


def reads_back(texts: dict[str, str], people: dict[str, dict[str, object]]) -> None:
    """Assert that our loader and PyYAML's read the people from files with these texts, without a problem."""
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_bytes(text.encode())
        dataset, problems = load(Path(folder))
    assert [problem.message for problem in problems] == []
    read = {key: msgspec.json.decode(msgspec.json.encode(person)) for key, person in dataset.people.items()}
    assert read == {key: {"id": key, **fields} for key, fields in people.items()}
    assert yaml.safe_load(texts["people.yaml"]) == {"people": people}


@given(st.dictionaries(IDS, PEOPLE, min_size=1, max_size=4), TEXTS)
def test_imported_records_read_back(people: dict[str, dict[str, object]], title: str) -> None:
    reads_back(files(Incoming(sections={"people": people}), title), people)


@given(IDS, PEOPLE)
def test_added_records_read_back(record_id: str, person: dict[str, object]) -> None:
    options = {key: value for key, value in person.items() if key != "names"}
    made = draft("person", record_id, options)  # type: ignore[arg-type]
    lines = "".join(f"  {line}\r\n" for line in made.lines)
    reads_back({"dataset.yaml": "letapis: 1\n", "people.yaml": f"people:\r\n{lines}"}, {record_id: options})  # type: ignore[dict-item]


@for_each(text=[*HOSTILE, "\0", "\x1b[2J", "\ud800"])
def test_a_text_is_one_line_without_invisible_characters(text: str) -> None:
    made = yaml_text({"key": text})
    assert made.count("\n") == 1
    assert made.strip("\n").isprintable()


@given(
    st.recursive(
        TEXTS | READABLE | st.sampled_from(PLAIN),
        lambda inner: st.lists(inner) | st.dictionaries(IDS | st.just("quote"), inner),
    )
)
def test_it_is_what_the_library_writes(value: object) -> None:
    """Texts that need no quotation marks do not go through the library, which is slow."""
    made = yaml_text({"records": value})
    assert yaml.safe_load(made) == {"records": value}
    assert made == _written({"records": value})


def test_only_what_could_be_misread_is_quoted() -> None:
    assert yaml_text({"a": "Decree widens the park's rules", "b": ["gazette/cut", {"c": "6.5", "d": "🙂 «Ў»"}]}) == (
        "a: Decree widens the park's rules\nb:\n  - gazette/cut\n  - c: '6.5'\n    d: 🙂 «Ў»\n"
    )
    for text in ("yes", "n", "2020-08-09", "1e5", "0o17", ".5", "null", "~", "a: b", "a #b", "- a"):
        assert yaml_text({"k": text}) == f"k: '{text}'\n"


def test_a_long_text_takes_little_memory_while_it_is_written() -> None:
    text = "Words, and more; " * 20_000 + "end"
    tracemalloc.start()
    assert yaml_text({"summary": text}) == f"summary: {text}\n"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(text)
