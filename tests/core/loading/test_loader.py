from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from cases import for_each
from samples import HARBOUR

from tui.core.checks.check import check
from tui.core.errors import NotADataset
from tui.core.loading.loader import load, load_all, read_head
from tui.core.model import problems as many
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
    dataset, _ = loaded(tmp_path, "people:\n  a: {}\n  b: {name: B}\n")
    assert dataset.locations["people", "b"] == Location("z.yaml", 3, 3)


@pytest.mark.parametrize("read", [load, load_all])
def test_a_folder_without_a_dataset_is_refused(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(NotADataset):
        read(tmp_path)


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


def test_files_of_comments_tags_of_languages_byte_order_marks_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    names = "people: {ann: {name: A, names: [{value: Я, lang: be}, {value: B, lang: zh-Hant-x1}]}}\n"
    for text in ("# nothing yet\n", "", names + "sources: {x: {title: X, language: ru}}\n"):
        assert loaded(tmp_path, text)[1] == ()
    dataset, problems = loaded(tmp_path, b"\xef\xbb\xbfpeople:\r\n  ann: {name: Ann}\r\n")
    assert problems == ()
    assert dataset.locations["people", "ann"] == Location("z.yaml", 2, 3)


MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))


def line(problem: Problem) -> str:
    """Write out a problem as mistakes.yaml has it."""
    return f"{problem.line}:{problem.column} {problem.rule} [{problem.record}] {problem.message} | {problem.mend}"


@for_each(row=MISTAKES["files"])
def test_a_mistake_is_reported_at_its_place_and_what_is_sound_stays(tmp_path: Path, row: list[str]) -> None:
    dataset, problems = loaded(tmp_path, row[0])
    errors = [problem for problem in problems if problem.rule != "not-checked"]
    assert [line(problem) for problem in errors] == row[1:]
    assert {(problem.file, problem.severity) for problem in errors} <= {("z.yaml", Severity.ERROR)}
    assert "opening" in dataset.events


def test_the_head_of_a_dataset_is_what_its_first_file_says() -> None:
    (head, _), (whole, _) = read_head(HARBOUR) or pytest.fail("its first file has records"), load(HARBOUR)
    assert (head.about, head.kinds, head.relation_types) == (whole.about, whole.kinds, whole.relation_types)
    assert len(whole.relation_types) > 1


@for_each(row=MISTAKES["left"])
def test_only_what_is_unsound_is_left_out(tmp_path: Path, row: tuple[str, str, dict[str, object] | None]) -> None:
    section, text, left = row
    dataset, _ = loaded(tmp_path, text)
    found = msgspec.json.decode(msgspec.json.encode(getattr(dataset, section).get("x")))
    if found is None or left is None:
        assert found == left
        return
    always = {"id", "title", "date", "name", "about", "question", "from", "type", "to"}
    if section == "organisations":
        always.add("kind")
    kept = {key: value for key, value in found.items() if key not in always}
    for value in kept.get("values", ()):
        del value["value"]
    assert kept == left


def test_a_file_that_cannot_be_read_does_not_make_its_records_unknown(tmp_path: Path) -> None:
    text = "events:\n  a: {title: A, date: 2020, involves: [{entity: ann}], evidence: [rev/x, x/y]}\n"
    coded = "people:\n  ann: {name: Ян}\n".encode("cp1251")
    dataset, problems = load(write(tmp_path, {**BASE, "people.yaml": coded, "other.yaml": coded, "z.yaml": text}))
    assert [(problem.rule, problem.severity) for problem in problems] == [
        ("not-checked", Severity.NOTE),
        ("encoding", Severity.ERROR),
        ("encoding", Severity.ERROR),
    ]
    message = "References to unknown records were not reported: other.yaml, people.yaml could not be read."
    assert (problems[0].message, problems[0].mend) == (message, "Mend that first, then check again.")
    assert (dataset.events["a"].involves, dataset.events["a"].evidence) == ((), ())
    # of a text that is no YAML the words are known: what is in none of them is unknown
    broken = {"people.yaml": "people:\n  ann: {name: 'A", "other.yaml": "peeple:\n  x: {passages: {y: {gist: Y}}}\n"}
    _, problems = load(write(tmp_path, {**BASE, **broken, "z.yaml": text.replace("x/y", "x/y, x/z")}))
    assert [(problem.file, problem.rule, problem.message) for problem in problems] == [
        ("other.yaml", "unknown-section", "`peeple` is no section of the format."),
        ("people.yaml", "yaml-syntax", problems[1].message),
        ("z.yaml", "unknown-reference", "No passage of `rev` is called `x`."),
    ]


def test_all_faults_of_a_record_come_in_one_round_also_where_it_is_left_out(tmp_path: Path) -> None:
    text = """\
events:
  a: {date: no, kind: k, place: p, involves: [{entity: i}], evidence: [s/p, rev/q], order: 0}
relations:
  r: {from: f, to: t, start: no}
claims:
  c: {about: o, values: [{value: 1, said_by: w, as_of: no}, {evidence: [rev/e]}], question: Q}
  d: {about: m, question: Q, values: []}
people:
  n: {evidence: [rev/n]}
organisations:
  g: {kind: firm, evidence: [rev/g], place: l, founded: no}
sources:
  u: {derives_from: [v], url: none, passages: {"": {gist: G}}}
"""
    dataset, problems = loaded(tmp_path, text)
    found = {record: [p.rule for p in problems if p.record == record] for record in (p.record for p in problems)}
    unknown = "unknown-reference"
    assert found == {
        "events/a": ["missing-key", "no-date", *[unknown] * 5, "wrong-value"],
        "relations/r": ["missing-key", unknown, unknown, "no-date"],
        "claims/c": [unknown, unknown, "no-date", "missing-key"],
        "claims/d": [unknown, "no-values"],
        "people/n": ["missing-key", unknown],
        "organisations/g": ["missing-key", "unknown-word", unknown, unknown, "no-date"],
        "sources/u": ["missing-key", unknown, "no-address", "no-id"],
    }
    assert not any(getattr(dataset, record.partition("/")[0]).get(record.partition("/")[2]) for record in found)


@for_each(row=MISTAKES["heads"])
def test_the_head_is_checked(tmp_path: Path, row: list[str]) -> None:
    head, said = row
    dataset, problems = load(write(tmp_path, {"dataset.yaml": head}))
    assert [line(problem) for problem in problems] == [said]
    assert dataset.about.title == ("T" if "title: T" in head else "Untitled dataset")


@pytest.mark.parametrize(
    ("written", "kept"), [("opening", "opening"), ("2020-08", "2020-08"), ("openning", ""), ("2020-13", "")]
)
def test_a_dataset_opens_at_an_event_or_a_date_and_nowhere_else(tmp_path: Path, written: str, kept: str) -> None:
    head = f"letapis: 1\ndataset:\n  title: Test\n  opens_at: {written}\nkinds: {{law: {{title: Law, sign: §}}}}\n"
    dataset, problems = loaded(tmp_path, head, "dataset.yaml")
    assert dataset.about.opens_at == kept
    if kept:
        assert problems == ()
        return
    (problem,) = problems
    assert (problem.place, problem.rule) == ("dataset.yaml:4:13", "unknown-reference")
    assert problem.message == f"No event is called `{written}`, and it is no date."
    assert problem.mend == ("Did you mean `opening`?" if written == "openning" else "Known are opening.")
    _, problems = load(write(tmp_path / "empty", {"dataset.yaml": head}))
    assert problems[0].mend == "Name an event, or a date: 2020-08-09."


def test_of_very_many_records_at_fault_all_problems_are_counted_and_nothing_follows_from_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "".join(f"  e{n}: {{title: E, date: 2020-13, evidence: [rev/two]}}\n" for n in range(50))
    later = "events:\n" + "".join(f"  f{n}: {{title: F, date: 2020, after: [e{n}]}}\n" for n in range(50))
    later += "  hpark: {title: G, date: 2020-14}\n  last: {title: L, date: 2020, involves: [{entity: hpark}]}\n"
    folder = write(tmp_path, {**BASE, "m.yaml": f"events:\n{wrong}", "n.yaml": later})
    whole, found = load(folder)
    monkeypatch.setattr(many, "MANY", 20)
    dataset, problems = load(folder)
    assert (*problems,) == found
    assert len(problems) == 51
    assert dataset.events == whole.events
    assert dataset.events["f49"].after == ()
    assert dataset.events["last"].involves[0].entity == "hpark"
    assert [*check(dataset)] == [
        one for one in check(whole) if not one.rule.startswith(("unused", "unmentioned", "uncited"))
    ]
