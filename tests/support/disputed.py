"""A small dataset whose sources disagree about a claim, an event and a relation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.core.index.index import Index
from tui.core.loading.loader import load
from tui.core.store.memory import MemoryStore

DATA = """\
letapis: 1
dataset: {title: T}
relation_types: {leads: {title: leads, reverse: led by}}
sources:
  one: {type: article, title: One, issued: 2020-01, passages: {a: {gist: A}, b: {gist: B}}}
  two: {type: article, title: Two, issued: 2021-01, derives_from: [one], passages: {a: {gist: A}}}
  far: {type: article, title: Far, issued: 2022-01, derives_from: [two], passages: {a: {gist: A}}}
organisations: {park: {kind: company, name: Park}, pier: {kind: company, name: Pier}}
people: {doe: {name: Jan Doe}, roe: {name: Ann Roe}}
events:
  opening:
    title: Opening
    date: 2020-02-01
    involves: [{entity: park}, {entity: pier}]
    evidence: [one/a, {passage: far/a, differs: A day later.}]
  quiet: {title: Quiet, date: 2020-02-02, involves: [{entity: roe}], evidence: [one/b]}
relations:
  doe-leads: {from: doe, type: leads, to: park, evidence: [one/a, {passage: two/a, differs: Leads no more.}]}
claims:
  cost:
    about: park
    question: What did it cost?
    measure: cost
    scope: town
    contradiction: It cost one sum.
    values:
      - {value: "3", unit: million crowns, as_of: 2021, basis: all of it, said_by: doe, evidence: [two/a]}
      - {value: "1.5 to 2", unit: million crowns, as_of: 2020, evidence: [one/a], preferred: because it is itemised}
      - {value: "2.4", unit: million crowns, derived: mean, evidence: [one/a, two/a]}
      - {value: a lot, as_of: 2022, evidence: [far/a]}
  late: {about: opening, question: How late?, values: [{value: "2", unit: days late, evidence: [far/a]}]}
  sure: {about: park, question: How sure?, values: [{value: very, evidence: [one/a]}]}
"""


@lru_cache
def disputed_index() -> Index:
    with TemporaryDirectory() as folder:
        Path(folder, "dataset.yaml").write_text(DATA)
        dataset, problems = load(Path(folder))
    assert not [problem for problem in problems if problem.severity.name == "ERROR"]
    return Index(MemoryStore(dataset))
