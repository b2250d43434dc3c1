"""Whether what a format says that it holds is what it writes: each field of a record is in the text, or is told."""

from __future__ import annotations

import pytest
from cases import for_each
from fields_of import fields_of

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.model.problem import Severity
from tui.core.model.records import Ref
from tui.core.store.memory import MemoryStore
from tui.exchange.exporters.selection import Selection
from tui.exchange.formats import FORMATS

FULL = """
letapis: 1
dataset: {title: T}
kinds: {k: {title: Wkind, sign: K}}
relation_types: {rt: {title: Wreltype, reverse: Wreverse}}
sources:
  s:
    title: Wtitle
    type: report
    publisher: Wpublisher
    authors: [{family: Wfamily, given: Wgiven}, {literal: Wliteral}]
    issued: "1901"
    issued_from: Wissuedfrom
    accessed: "1902"
    url: https://wurl.example/
    archived: https://warchived.example/
    language: haw
    summary: Wsummary
    document: {sha256: %s}
    derives_from: [wother]
    held: "yes"
    note: Wnote
    accept: [figure-not-in-quotes]
    passages:
      p: {section: Wsection, paragraph: 9871, gist: Wgist, quote: Wquote, prefix: Wprefix, suffix: Wsuffix,
          note: Wpassagenote, accept: [figure-not-in-quotes]}
  wother: {title: Wother, held: "no"}
  cited: {title: Wcitedsource, passages: {wproof: {gist: Wcitedgist, quote: Wcitedquote}}}
organisations:
  o: {name: Wname, kind: international, names: [{value: Walias, lang: haw, use: misprint}], founded: "1903",
      founded_from: Wfoundedfrom, dissolved: "1904", dissolved_from: Wdissolvedfrom, place: wplace, summary: Wsummary,
      note: Wnote, evidence: [{passage: cited/wproof, differs: Wdiffers}]}
  winvolved: {name: Winvolved, kind: group}
people:
  h: {name: Wname, role: Wrole, summary: Wsummary}
  wsaidby: {name: Wsaidby}
places:
  q: {name: Wname, within: wwithin}
  wplace: {name: Wplace}
  wwithin: {name: Wwithin}
  worigin: {name: Worigin}
  wdestination: {name: Wdestination}
events:
  e: {title: Wtitle, date: "1905", date_from: Wdatefrom, order: 9872, kind: k,
      involves: [{entity: winvolved, role: Wrole}],
      place: wplace, origin: worigin, destination: wdestination,
      moved: [{value: Wmoved, unit: Wmovedunit, qualifier: Wmovedqualifier}],
      summary: Wsummary, note: Wnote, after: [wafter],
      accept: [figure-not-in-quotes], evidence: [{passage: cited/wproof, differs: Wdiffers}]}
  wafter: {title: Wafter, date: "1899"}
relations:
  r: {from: winvolved, type: rt, to: wsaidby, role: Wrole, start: "1906", start_from: Wstartfrom, end: "1907",
      end_from: Wendfrom, as_of: "1909", as_of_from: Wasofrom,
      summary: Wsummary, note: Wnote, evidence: [{passage: cited/wproof, differs: Wdiffers}]}
claims:
  c:
    about: winvolved
    question: Wquestion
    measure: Wmeasure
    scope: Wscope
    note: Wnote
    values:
      - {value: Wvalue, unit: Wunit, qualifier: Wqualifier, as_of: "1908", as_of_from: Wasoffrom, basis: Wbasis,
         said_by: wsaidby, derived: Wderived, preferred: Wpreferred, note: Wvaluenote,
         evidence: [{passage: cited/wproof, differs: Wdiffers}]}
""" % ("ab12" * 16)
"""A record of each section with a word of its own in every field."""
RECORDS = [("sources", "s"), ("organisations", "o"), ("people", "h"), ("places", "q"), ("events", "e")]
RECORDS += [("relations", "r"), ("claims", "c")]
WORDS = {"kind": ("Wkind", "international"), "type": ("Wreltype", "report")}
WORDS |= {"evidence.passage": ("wproof", "Wcitedquote"), "values.evidence.passage": ("wproof", "Wcitedquote")}
"""Fields whose value is not always written itself: what stands for it."""
AMONG_OTHERS = {
    "origin",
    "destination",
    "values.unit",
    "values.qualifier",
    "moved.unit",
    "moved.qualifier",
    "authors.family",
    "authors.given",
}
"""What a format may write and tell: the words are there, and not which they are."""
AS_TYPES = {"bibtex", "biblatex", "csl"}
"""Formats in which a source's type decides what the entry is called."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("full")
    (folder / "dataset.yaml").write_text(FULL, encoding="utf-8")
    dataset, problems = loader.load(folder)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return Index(MemoryStore(dataset))


def wrong(index: Index, name: str, ref: Ref) -> list[str]:
    """Return the fields of a record that are neither written nor told, or both."""
    selection = Selection(index.store, (ref,))
    text = "".join(FORMATS[name].write(selection)).casefold()
    told = [loss for loss in selection.losses.found if loss.place == f"{ref.section}/{ref.id}"]
    if any(loss.kind == "record" for loss in told):
        return []
    paths = {loss.text.partition(":")[0] for loss in told}
    faults = []
    for path, value in fields_of(index.store.record(ref)):
        if path == "held":
            continue
        words = WORDS.get(path, (value.rpartition("/")[2] or value,))
        is_there = any(word.casefold() in text for word in words)
        if path == "type" and ref.section == "sources" and name in AS_TYPES:
            continue
        is_told = any(path == each or path.startswith(f"{each}.") for each in paths)
        if is_there == is_told and not (is_told and (path in AMONG_OTHERS or name == "svg")):
            faults.append(f"{name} {ref.section} {path} {'both' if is_told else 'untold'}: {value}")
    return faults


@for_each(name=FORMATS)
def test_each_field_is_written_or_told(name: str, index: Index) -> None:
    assert [fault for record in RECORDS for fault in wrong(index, name, Ref(*record))] == []
