from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.core.errors import NotADataset
from tui.core.loading.loader import load
from tui.core.model.dataset import Dataset, Location
from tui.core.model.problem import Problem, Severity
from tui.core.model.records import Citation

BASE = {
    "dataset.yaml": """\
letapis: 1
dataset: {title: Test, languages: [en]}
kinds: {law: {title: Law, sign: "§"}}
relation_types: {leads: {title: leads, reverse: led by}}
""",
    "base.yaml": """\
sources:
  rev:
    title: Review
    issued: 2021-03
    passages:
      one: {gist: First., quote: "6.5 per cent"}
      two: {gist: Second., paragraph: 2}
organisations:
  hpark: {kind: state-body, name: Harbour Park, place: town, evidence: [rev/one]}
people:
  j-doe: {name: Jan Doe}
places:
  town: {name: Town}
events:
  opening: {title: Opening, date: 2020-08-09, kind: law, involves: [{entity: hpark}], evidence: [rev/one]}
""",
}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def loaded(folder: Path, text: str | bytes, name: str = "z.yaml") -> tuple[Dataset, tuple[Problem, ...]]:
    return load(write(folder, {**BASE, name: text}))


def test_a_sound_dataset_has_no_problems(tmp_path: Path) -> None:
    dataset, problems = load(write(tmp_path, {**BASE}))
    assert problems == ()
    assert dataset.about.title == "Test"
    assert dataset.events["opening"].evidence == (Citation(passage="rev/one"),)
    assert dataset.sources["rev"].passages["two"].paragraph == 2
    assert dataset.root == tmp_path


def test_every_record_passage_and_value_knows_its_place(tmp_path: Path) -> None:
    claim = 'claims:\n  share:\n    about: hpark\n    question: What?\n    values:\n      - value: "5"\n'
    dataset, _ = loaded(tmp_path, claim)
    assert dataset.locations["sources", "rev"] == Location("base.yaml", 2, 3)
    assert dataset.locations["passages", "rev/two"] == Location("base.yaml", 7, 7)
    assert dataset.locations["events", "opening"] == Location("base.yaml", 15, 3)
    assert dataset.locations["values", "share/0"] == Location("z.yaml", 6, 9)
    assert dataset.locations["kinds", "law"] == Location("dataset.yaml", 3, 9)


def test_every_value_is_text(tmp_path: Path) -> None:
    text = "people:\n  no: {name: no, role: 12:30, note: 0x1F, summary: ~}\n  2020-08-09: {name: null}\n"
    dataset, problems = loaded(tmp_path, text)
    assert problems == ()
    person = dataset.people["no"]
    assert (person.name, person.role, person.note, person.summary) == ("no", "12:30", "0x1F", "~")
    assert dataset.people["2020-08-09"].name == "null"


def test_all_sections_of_all_files_are_one_dataset(tmp_path: Path) -> None:
    more = {"a/b/c.yaml": "people:\n  ann: {name: Ann}\n", "documents/x.yaml": "no: dataset", ".git/y.yaml": "- x"}
    dataset, problems = load(write(tmp_path, {**BASE, **more}))
    assert problems == ()
    assert list(dataset.people) == ["ann", "j-doe"]


def test_a_file_of_comments_is_fine(tmp_path: Path) -> None:
    assert loaded(tmp_path, "# nothing yet\n")[1] == ()
    assert loaded(tmp_path, "")[1] == ()


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    dataset, problems = loaded(tmp_path, b"\xef\xbb\xbfpeople:\r\n  ann: {name: Ann}\r\n")
    assert problems == ()
    assert dataset.locations["people", "ann"] == Location("z.yaml", 2, 3)


def test_columns_count_characters(tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, "people: {ann: {name: Ян Доў, sumary: x}}\n")
    assert problems[0].place == "z.yaml:1:30"


MISTAKES = [
    # what is no YAML of ours
    ("duplicate", "people:\n  ann: {name: Ann}\n  ann: {name: Bo}\n", "3:3", "first on line 2, column 3"),
    ("duplicate", "people:\n  j-doe: {name: Ann}\n", "2:3", "first in base.yaml:11:3"),
    ("duplicate", "places:\n  hpark: {name: Ann}\n", "2:3", "first in base.yaml:9:3 under `organisations`"),
    ("duplicate", "people:\n  ann:\n    name: Ann\n    name: Bo\n", "4:5", "`name` stands here twice"),
    ("anchor", "people:\n  ann: &a {name: Ann}\n", "2:8", "anchor (`&a`)"),
    ("alias", "people:\n  ann: {name: Ann, role: *a}\n", "2:26", "alias (`*a`)"),
    ("tag", "people:\n  ann: {name: !!str Ann}\n", "2:15", "every value is text"),
    ("tag", "people:\n  ann: !x {name: Ann}\n", "2:8", "tag (`!x`)"),
    ("merge-key", "people:\n  ann:\n    name: Ann\n    <<: {role: x}\n", "4:5", "Merge keys"),
    ("second-document", "people:\n  ann: {name: Ann}\n---\npeople: {}\n", "3:1", "second document"),
    ("empty-value", "people:\n  ann:\n    name: Ann\n    role:\n", "4:5", "`role` has no value"),
    ("empty-value", "people:\n  ann: {name: Ann, note: ''}\n", "2:20", "`note` has no value"),
    ("empty-value", "people:\n", "1:1", "`people` has no value"),
    ("empty-value", "people:\n  ann:\n    name: Ann\n    accept:\n      -\n", "5:8", "entry of a list is empty"),
    ("complex-key", "people:\n  ? [a]\n  : {name: Ann}\n", "2:5", "key is a list"),
    ("control-character", "people:\n  ann: {name: 'A\x1bn'}\n", "2:17", "U+001B"),
    ("control-character", "people:\n  ann: {name: 'A\u2028n'}\n", "2:17", "U+2028"),
    ("control-character", "people:\r  ann: {name: Ann}\r", "1:8", "U+000D"),
    ("conflict", "people:\n<<<<<<< HEAD\n  ann: {name: Ann}\n", "2:1", "unfinished merge"),
    ("yaml-syntax", "people:\n\tann: {name: Ann}\n", "2:1", "cannot start any token"),
    ("yaml-syntax", "people:\n  ann:\n    name: Ann: the first\n", "3:14", "mapping values are not allowed"),
    ("yaml-syntax", "people:\n  ann: {name: 'Ann\n", "2:15", "unexpected end of stream"),
    ("no-sections", "- a\n- b\n", "1:1", "no map of sections"),
    ("encoding", "people:\n  ann: {name: Ян}\n".encode("cp1251"), "2:15", "is not UTF-8"),
    ("encoding", "people: {}\n".encode("utf-16"), "1:1", "UTF-16"),
    # sections and records
    ("unknown-section", "events:\n  a: {title: A, date: 2020}\npeeple: {}\n", "3:1", "`peeple` is no section"),
    ("wrong-file", "letapis: 1\n", "1:1", "belongs into dataset.yaml"),
    ("wrong-value", "people: [ann]\n", "1:9", "takes records under their ids"),
    ("wrong-value", "people:\n  ann: Ann\n", "2:8", "`ann` takes a map"),
    ("no-id", "people:\n  ann/bo: {name: Ann}\n", "2:3", "`ann/bo` is no id"),
    ("unknown-key", "people:\n  ann: {nmae: Ann}\n", "2:9", "`nmae` is no key"),
    ("unknown-key", "people:\n  ann: {id: ann, name: Ann}\n", "2:13", "the id is what the record stands under"),
    ("missing-key", "organisations:\n  x: {name: X}\n", "2:3", "`kind` is missing"),
    ("unknown-word", "organisations:\n  x: {name: X, kind: compny}\n", "2:22", "`kind` cannot be `compny`"),
    ("wrong-value", "people:\n  ann: {name: Ann, evidence: rev/one}\n", "2:30", "takes a list, not `rev/one`"),
    ("wrong-value", "people:\n  ann: {name: [Ann]}\n", "2:15", "`name` takes a text, not a list"),
    ("wrong-value", "people:\n  ann: {name: Ann, names: [Anne]}\n", "2:28", "An entry of `names` takes a map"),
    ("wrong-value", "events:\n  a: {title: A, date: 2020, order: first}\n", "2:36", "a whole number, not `first`"),
    ("wrong-value", 'kinds:\n  x: {title: X, sign: "ab"}\n', "2:23", "`ab` is no sign"),
    ("no-date", "events:\n  a: {title: A, date: 2020-02-30}\n", "2:23", "`date: 2020-02-30` is no date"),
    ("no-date", "events:\n  a: {title: A, date: 9 August}\n", "2:23", "9 August"),
    ("no-address", "sources:\n  x: {title: X, url: 'javascript:x'}\n", "2:22", "no web address"),
    ("no-checksum", "sources:\n  x: {title: X, document: {sha256: abc}}\n", "2:36", "64 digits"),
    ("not-held", "sources:\n  x: {title: X, held: no, passages: {a: {gist: A.}}}\n", "2:37", "has no passages"),
    ("empty-passage", "sources:\n  x: {title: X, passages: {a: {paragraph: 1}}}\n", "2:31", "neither `gist` nor"),
    ("no-values", "claims:\n  c: {about: hpark, question: Q, values: []}\n", "2:42", "no value"),
    ("no-language", "people:\n  ann: {name: A, names: [{value: Я, lang: по-русски}]}\n", "2:43", "no language"),
    ("wrong-value", "events:\n  a: {title: A, date: 2020, order: 0}\n", "2:36", "`order` counts from 1"),
    ("missing-key", "claims:\n  c: {about: hpark, question: Q}\n", "2:3", "`values` is missing"),
    # references
    ("unknown-reference", "people:\n  ann: {name: A, evidence: [rv/one]}\n", "2:29", "No source is called `rv`"),
    ("unknown-reference", "people:\n  ann: {name: A, evidence: [rev/oen]}\n", "2:29", "No passage of `rev`"),
    ("unknown-reference", "people:\n  ann: {name: A, evidence: [rev]}\n", "2:29", "`rev` is no passage"),
    ("cited-twice", "people:\n  ann: {name: A, evidence: [rev/one, rev/one]}\n", "2:38", "cited twice"),
    ("unknown-reference", "events:\n  a: {title: A, date: 2020, kind: lawe}\n", "2:35", "kind is called `lawe`"),
    (
        "unknown-reference",
        "events:\n  a:\n    title: A\n    date: 2020\n    involves:\n      - entity: hprak\n        role: x\n",
        "6:17",
        "is called `hprak`",
    ),
    ("wrong-reference", "events:\n  a: {title: A, date: 2020, place: hpark}\n", "2:36", "stands under `organisations`"),
    ("unknown-reference", "relations:\n  r: {from: j-doe, type: leeds, to: hpark}\n", "2:26", "No relation type"),
    ("unknown-reference", "relations:\n  r: {from: jdoe, type: leads, to: hpark}\n", "2:13", "is called `jdoe`"),
    ("unknown-reference", "claims:\n  c: {about: x, question: Q, values: [{value: a}]}\n", "2:14", "called `x`"),
    ("wrong-reference", "sources:\n  x: {title: X, derives_from: [x]}\n", "2:32", "not derive from itself"),
    ("unknown-reference", "sources:\n  x: {title: X, derives_from: [rew]}\n", "2:32", "called `rew`"),
    ("within-itself", "places:\n  a: {name: A, within: b}\n  b: {name: B, within: a}\n", "3:24", "a → b → a"),
]


@pytest.mark.parametrize(("rule", "text", "place", "phrase"), MISTAKES)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, rule: str, text: str | bytes, place: str, phrase: str) -> None:
    dataset, problems = loaded(tmp_path, text)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [problem.rule for problem in errors] == [rule]
    assert errors[0].place == f"z.yaml:{place}"
    assert phrase in errors[0].message
    assert errors[0].mend
    assert "opening" in dataset.events, "what is sound in other files is there"


def test_what_was_meant_is_suggested(tmp_path: Path) -> None:
    text = "people:\n  ann: {nmae: Ann, evidence: [rev/oen]}\norganisations:\n  x: {name: X, kind: compny}\n"
    _, problems = loaded(tmp_path, text)
    assert [problem.mend for problem in problems if "mean" in problem.mend] == [
        "Did you mean `name`?",
        "Did you mean `company`?",
    ]


def test_all_mistakes_of_a_record_are_told_at_once(tmp_path: Path) -> None:
    text = "events:\n  a:\n    titel: A\n    date: 2020-13\n    order: x\n    involves: [{role: y}]\n"
    dataset, problems = loaded(tmp_path, text)
    assert [(problem.rule, problem.line) for problem in problems] == [
        ("unknown-key", 3),
        ("wrong-value", 5),
        ("missing-key", 6),
    ]
    assert {problem.record for problem in problems} == {"events/a"}
    assert "a" not in dataset.events


def test_what_is_not_needed_is_left_out_and_the_rest_kept(tmp_path: Path) -> None:
    text = "organisations:\n  x: {name: X, kind: ngo, founded: 2020-13, place: twon, evidence: [rev/one, rev/x]}\n"
    dataset, problems = loaded(tmp_path, text)
    assert len(problems) == 3
    organisation = dataset.organisations["x"]
    assert (organisation.founded, organisation.place) == ("", "")
    assert organisation.evidence == (Citation(passage="rev/one"),)


def test_references_to_an_unsound_record_are_taken_out_without_a_second_complaint(tmp_path: Path) -> None:
    text = "people:\n  ann: {role: x}\nevents:\n  a: {title: A, date: 2020, involves: [{entity: ann}]}\n"
    dataset, problems = loaded(tmp_path, text)
    assert [problem.rule for problem in problems] == ["missing-key"]
    assert dataset.events["a"].involves == ()


def test_a_file_that_cannot_be_read_does_not_make_its_records_unknown(tmp_path: Path) -> None:
    text = "events:\n  a: {title: A, date: 2020, involves: [{entity: ann}]}\n"
    dataset, problems = load(write(tmp_path, {**BASE, "people.yaml": "people:\n  ann: {name: 'A", "z.yaml": text}))
    assert [(problem.rule, problem.severity.value) for problem in problems] == [
        ("not-checked", "note"),
        ("yaml-syntax", "error"),
    ]
    assert dataset.events["a"].involves == ()


@pytest.mark.parametrize(
    ("head", "place", "phrase"),
    [
        ("dataset: {title: T}\n", "dataset.yaml:1:1", "`letapis:` is missing"),
        ("letapis: 2\n", "dataset.yaml:1:10", "Version 2"),
        ("letapis: one\n", "dataset.yaml:1:10", "Version one"),
        ("letapis: 1\ndataset: T\n", "dataset.yaml:2:1", "takes a map"),
        ("letapis: 1\ndataset: {titel: T}\n", "dataset.yaml:2:11", "`titel` is no key"),
    ],
)
def test_the_head_is_checked(tmp_path: Path, head: str, place: str, phrase: str) -> None:
    _, problems = load(write(tmp_path, {"dataset.yaml": head}))
    assert [problem.place for problem in problems] == [place]
    assert phrase in problems[0].message


def test_a_file_in_another_encoding_does_not_make_its_records_unknown(tmp_path: Path) -> None:
    text = "events:\n  a: {title: A, date: 2020, involves: [{entity: ann}]}\n"
    people = "people:\n  ann: {name: Ян}\n".encode("cp1251")
    _, problems = load(write(tmp_path, {**BASE, "people.yaml": people, "z.yaml": text}))
    assert [problem.rule for problem in problems] == ["not-checked", "encoding"]


def test_a_folder_without_a_dataset_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"x.yaml": "people: {}"})
    for folder, title in ((tmp_path, "Not a dataset"), (tmp_path / "no", "No such"), (tmp_path / "x.yaml", "Not a f")):
        with pytest.raises(NotADataset) as caught:
            load(folder)
        assert caught.value.title.startswith(title)
        assert str(folder) in caught.value.message


def test_links_and_pipes(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", {**BASE})
    (tmp_path / "secret.yaml").write_text("people:\n  spy: {name: Spy}\n")
    (folder / "inside.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "sub").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.yaml")
    (folder / "old.yml").write_text("people: {}")
    dataset, problems = load(folder)
    assert "spy" not in dataset.people
    assert [(problem.file, problem.rule) for problem in problems if problem.file] == [
        ("inside.yaml", "link"),
        ("old.yml", "file-name"),
        ("pipe.yaml", "unreadable-file"),
        ("sub", "link"),
    ]


@pytest.mark.parametrize(
    ("written", "kept"), [("opening", "opening"), ("2020-08", "2020-08"), ("openning", ""), ("2020-13", "")]
)
def test_a_dataset_opens_at_an_event_or_a_date_and_nowhere_else(tmp_path: Path, written: str, kept: str) -> None:
    head = f"letapis: 1\ndataset:\n  title: Test\n  opens_at: {written}\nkinds: {{law: {{title: Law, sign: §}}}}\n"
    dataset, problems = loaded(tmp_path, head, "dataset.yaml")
    assert dataset.about.opens_at == kept
    told = [(problem.place, problem.rule) for problem in problems]
    assert told == ([] if kept else [("dataset.yaml:4:13", "unknown-reference")])
    assert all("Did you mean `opening`?" in problem.mend for problem in problems if written == "openning")
