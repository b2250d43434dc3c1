"""One more record between the bytes of a file: every other byte stays, and what would not check is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.core.errors import EditError
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset
from tui.exchange.editing.draft import draft
from tui.exchange.editing.insert import Amendment, amend

GIVEN = {
    "event": {"title": "One more", "date": "2020-08-11", "evidence": ["gazette/cut"]},
    "organisation": {"name": "One More", "kind": "company"},
    "person": {"name": "One More"},
    "place": {"name": "One More"},
    "source": {"title": "One More", "issued": "2021", "url": "https://example.org/more"},
    "passage": {"gist": "One more.", "quote": "slowed to a crawl"},
    "claim": {"about": "hpark", "question": "One more", "value": "5", "evidence": ["rev21/share"]},
    "relation": {"from": "j-doe", "type": "leads", "to": "hpark", "evidence": ["rev21/share"]},
}


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder, ignore=shutil.ignore_patterns("documents"))
    return folder


def small(folder: Path, **texts: str) -> Path:
    (folder / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n")
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    return folder


def person(folder: Path, name: str = "more", file: str = "") -> Amendment:
    return amend(folder, draft("person", name, {"name": "One More"}), file)


def applied(folder: Path, found: Amendment) -> Dataset:
    """Write an amendment into the files; return what they are then, without a problem."""
    (folder / found.path).write_bytes(found.after)
    dataset, problems = load(folder)
    assert not problems
    return dataset


def inserted(found: Amendment) -> set[str]:
    """What may stand in the file that did not before; empty where anything else changed."""
    before = found.before or b""
    added = len(found.after) - len(before)
    places = (n for n in range(len(before) + 1) if found.after[:n] + found.after[n + added :] == before)
    return {found.after[at : at + added].decode() for at in places}


@pytest.mark.parametrize("kind", GIVEN)
def test_every_kind_goes_behind_its_like_and_all_else_stays(harbour: Path, kind: str) -> None:
    name = "gazette/more" if kind == "passage" else "more"
    found = amend(harbour, draft(kind, name, GIVEN[kind]))
    assert all(warning.record.endswith("/more") for warning in found.warnings)
    assert any("more:" in text.splitlines()[0] for text in inserted(found)) or found.before is None
    dataset = applied(harbour, found)
    section = "passages" if kind == "passage" else draft(kind, name, GIVEN[kind]).section
    place = dataset.locations[section, name]
    assert (place.file, place.line) == (found.path, found.line)
    expected = {"event": "events/summer.yaml", "source": "sources/more.yaml", "passage": "sources/gazette.yaml"}
    assert found.path in (expected.get(kind, found.path), "organisations.yaml")


def test_an_event_goes_to_the_file_of_its_time(harbour: Path) -> None:
    early = amend(harbour, draft("event", "", {"title": "Early", "date": "2017-12-22"}))
    assert early.path == "events/before-and-after.yaml"
    late = amend(harbour, draft("event", "", {"title": "Summer", "date": "2020-08-11"}))
    assert late.path == "events/summer.yaml"


BELOW = "  more:\n    name: One More\n"
LAYOUTS = {
    "two spaces": ("people:\n  ann: {name: Ann}\n", BELOW),
    "four spaces": ("people:\n    ann:\n        name: Ann\n", "    more:\n      name: One More\n"),
    "no end of line": ("people:\n  ann: {name: Ann}", f"\n{BELOW}"),
    "windows": ("people:\r\n  ann: {name: Ann}\r\n", BELOW.replace("\n", "\r\n")),
    "byte order mark": ("\ufeffpeople:\n  ann: {name: Ann}\n", BELOW),
    "comments": (
        "# head\npeople: # who\n  # one\n  ann: {name: Ann} # her\n  # ann\n\n# more\nplaces:\n  t: {name: T}\n", BELOW
    ),
    "quoted keys": ("\"people\":\n  'ann': {name: Ann}\n", BELOW),
    "block text": ("people:\n  ann:\n    name: Ann\n    note: |+\n      kept\n\n\nplaces:\n  t: {name: T}\n", None),
    "text that looks like keys": (
        'people:\n  ann:\n    name: Ann\n    note: "a\n      people:\n      places: b"\nplaces:\n  t: {name: T}\n',
        BELOW,
    ),
    "marker": ("---\npeople:\n  ann: {name: Ann}\n", BELOW),
    "none yet": ("places:\n  t: {name: T}\n", None),
    "only comments": ("# people:\n#   ann: {name: Ann}\n", f"people:\n{BELOW}"),
    "cyrillic": ("people:\n  ann: {name: Ганна}\n", BELOW),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_keeps_its_bytes(tmp_path: Path, layout: str) -> None:
    text, expected = LAYOUTS[layout]
    folder = small(tmp_path, people=text)
    before, _ = load(folder)
    found = person(folder)
    assert inserted(found)
    assert expected is None or expected in inserted(found)
    dataset = applied(folder, found)
    assert dataset.people["more"].name == "One More"
    assert {**dataset.people, "more": None} == {**before.people, "more": None}
    assert dataset.places == before.places
    assert dataset.locations["people", "more"].line == found.line


@pytest.mark.parametrize("text", ["people: {ann: {name: Ann}}\n", "{people: {ann: {name: Ann}}}\n", "people:\n {}\n"])
def test_a_section_in_braces_is_left_alone_and_a_file_beside_it_made(tmp_path: Path, text: str) -> None:
    folder = small(tmp_path, people=text)
    found = person(folder)
    assert (found.path, found.before) == ("people-more.yaml", None)
    assert found.after.decode() == "people:\n  more:\n    name: One More\n"


def test_passages_go_behind_the_others_of_their_source(tmp_path: Path) -> None:
    text = (
        "sources:\n  one:\n    title: One\n    passages:   # in order\n      a:\n        gist: A\n      # end\n"
        "    language: en\n  two:\n    title: Two\n  three: {title: Three}\n"
    )
    folder = small(tmp_path, sources=text)
    first = amend(folder, draft("passage", "one/b", {"gist": "B"}))
    assert "      b:\n        gist: B\n" in inserted(first)
    assert "      # end\n      b:\n" in first.after.decode()
    second = amend(folder, draft("passage", "two/b", {"quote": "it: is"}))
    assert '    passages:\n      b:\n        quote: "it: is"\n' in inserted(second)
    with pytest.raises(EditError, match="block style"):
        amend(folder, draft("passage", "three/b", {"gist": "B"}))
    with pytest.raises(EditError, match="no source four"):
        amend(folder, draft("passage", "four/b", {"gist": "B"}))


VALUES = {
    "further in": ("    values:\n      - {value: A}\n", "      - value: '5'\n        unit: days\n"),
    "below its key": ("    values:\n    - value: A\n      note: Mine\n", "    - value: '5'\n      unit: days\n"),
    "with more below": ("    values:   # both\n      - value: A\n        # a\n    note: Mine\n", None),
}


@pytest.mark.parametrize("layout", VALUES)
def test_values_go_behind_the_others_of_their_claim(tmp_path: Path, layout: str) -> None:
    text, expected = VALUES[layout]
    begin = "people: {t: {name: T}}\nclaims:\n  long:\n    about: t\n    question: How long?\n"
    folder = small(tmp_path, claims=begin + text + "  other: {about: t, question: Q, values: [{value: A}]}\n")
    found = amend(folder, draft("value", "long", {"value": "5", "unit": "days"}))
    assert inserted(found)
    assert expected is None or expected in inserted(found)
    dataset = applied(folder, found)
    assert [value.value for value in dataset.claims["long"].values] == ["A", "5"]
    assert dataset.locations["values", "long/1"].line == found.line
    with pytest.raises(EditError, match="block style"):
        amend(folder, draft("value", "other", {"value": "5"}))
    with pytest.raises(EditError, match="no claim nowhere"):
        amend(folder, draft("value", "nowhere", {"value": "5"}))


def test_what_would_not_check_is_told_with_its_place(harbour: Path) -> None:
    for kind, name, given, said in (
        ("event", "more", {"title": "T", "date": "2020-02-30"}, r"events/\S+:\d+:11: "),
        ("event", "more", {"title": "T", "date": "2020", "evidence": ["gazette/nowhere"]}, "No passage of `gazette`"),
        ("event", "network-cut", {"title": "T", "date": "2020"}, r"events/\S+:\d+:3: `network-cut` is taken"),
        ("event", "more", {"title": "T", "date": "2020", "kind": "lawe"}, "kind is called `lawe`"),
        ("organisation", "j-doe", {"name": "N", "kind": "company"}, r"people.yaml:\d+:3: `j-doe` is taken"),
        ("person", "two words", {"name": "N"}, "is no id"),
        ("passage", "gazette/cut", {"gist": "G"}, "`gazette/cut` is taken"),
        ("claim", "more", {"about": "hpark", "question": "Q"}, "values"),
    ):
        with pytest.raises(EditError, match=said) as refused:
            amend(harbour, draft(kind, name, given))  # type: ignore[arg-type]
        assert ".yaml:" in str(refused.value)


def test_errors_that_were_there_before_are_no_hindrance(tmp_path: Path) -> None:
    folder = small(tmp_path, people="people:\n  ann: {name: Ann, nmae: A}\n  bob: {name: Bob}\n")
    assert person(folder).path == "people.yaml"


@pytest.mark.parametrize("file", ["../out.yaml", "/tmp/out.yaml", "people.yml", "documents/people.yaml", ".p.yaml"])
def test_a_file_that_is_not_of_the_dataset_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(EditError):
        person(small(tmp_path), file=file)


def test_a_link_is_refused_and_a_named_file_is_taken(tmp_path: Path) -> None:
    folder = small(tmp_path, people="people:\n  ann: {name: Ann}\n")
    (folder / "link.yaml").symlink_to(folder / "people.yaml")
    with pytest.raises(EditError, match="link"):
        person(folder, file="link.yaml")
    (folder / "link.yaml").unlink()
    assert person(folder, file="more/people.yaml").path == "more/people.yaml"


def test_a_file_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / "people.yaml").write_bytes("people:\n  ann: {name: Ганна}\n".encode("cp1251"))
    assert person(folder).path == "people-more.yaml"


def test_a_new_dataset_is_filled_from_nothing(tmp_path: Path) -> None:
    from tui.exchange.editing.template import files

    for name, text in files("T").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    steps = [
        ("source", "gazette", {"title": "Gazette", "issued": "2020-09"}, "sources/gazette.yaml"),
        ("passage", "gazette/cut", {"gist": "G", "quote": "a few words"}, "sources/gazette.yaml"),
        ("person", "doe", {"name": "Jan Doe", "evidence": ["gazette/cut"]}, "entities.yaml"),
        ("place", "town", {"name": "Town"}, "entities.yaml"),
        ("event", "cut", {"title": "Cut", "date": "2020-08-09", "evidence": ["gazette/cut"]}, "events.yaml"),
        ("claim", "long", {"about": "cut", "question": "How long?", "value": "3", "evidence": ["gazette/cut"]},
         "claims.yaml"),
    ]  # fmt: skip
    for kind, name, given, path in steps:
        found = amend(tmp_path, draft(kind, name, given))  # type: ignore[arg-type]
        assert found.path == path
        (tmp_path / path).write_bytes(found.after)
    dataset = applied(tmp_path, found)
    assert dataset.claims["long"].evidence == dataset.events["cut"].evidence
