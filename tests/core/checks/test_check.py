"""Rules across records: what breaks each of them, what does not, and what `accept:` lifts."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import DATA

from tui.core.checks.check import check
from tui.core.checks.rules import RULES, word_count
from tui.core.loading.loader import load
from tui.core.model.problem import Problem, Severity

SOUND = """\
letapis: 1
dataset: {languages: [en]}
kinds: {law: {title: Law, sign: "§"}}
relation_types: {leads: {title: leads, reverse: led by}}
sources:
  rev:
    title: Review
    issued: 2021-03
    passages:
      one: {gist: First., quote: "about 6.5 per cent, for three years"}
organisations:
  hpark: {kind: state-body, name: Harbour Park}
people:
  j-doe: {name: Jan Doe}
events:
  opening: {title: Opening, date: 2020-08-09, kind: law, involves: [{entity: hpark}], evidence: [rev/one]}
relations:
  runs: {from: j-doe, type: leads, to: hpark, start: 2017~, end: 2021, evidence: [rev/one]}
"""


def checked(folder: Path, text: str) -> list[Problem]:
    asked, text = text.split("\n", 1) if text.startswith("also_check:") else ("", text)
    head = SOUND.replace("dataset: {", f"dataset: {{{asked}, ") if asked else SOUND
    (folder / "dataset.yaml").write_text(head, encoding="utf-8")
    (folder / "z.yaml").write_text(text, encoding="utf-8")
    dataset, problems = load(folder)
    assert problems == ()
    return check(dataset)


def rules(folder: Path, text: str) -> list[str]:
    return [problem.rule for problem in checked(folder, text)]


def claim(*values: str, evidence: str = ", evidence: [rev/one]") -> str:
    listed = "".join(f"      - {{{value}{evidence}}}\n" for value in values)
    return f"claims:\n  c:\n    about: hpark\n    question: Q\n    values:\n{listed}"


def event(keys: str = "", date: str = "2020", evidence: str = "rev/one") -> str:
    return f"events:\n  e: {{title: E, date: {date}, evidence: [{evidence}]{keys}}}\n"


def passages(*passages: str) -> str:
    """Return a source with the passages `p` and `q`, both cited by an event."""
    keys = "".join(f"      {key}: {{{keys}}}\n" for key, keys in zip("pq", passages, strict=True))
    return event(evidence="s/p, s/q") + f"sources:\n  s:\n    title: S\n    passages:\n{keys}"


def tie(keys: str, ends: str = "from: hpark, to: j-doe") -> str:
    return f"relations:\n  r: {{type: leads, evidence: [rev/one], {ends}{keys}}}\n"


def words(number: int) -> str:
    return " ".join(f"w{n}" for n in range(number))


TOWN = "places:\n  town: {name: Town}\n"
SIX = 'value: "6.5", unit: "%"'
SAID = "    contradiction: So it is said.\n"
LONG_NAME = "n" * 200
BROKEN = {
    "a figure in no excerpt": claim('value: "7.5", unit: "%"'),
    "a second figure in no excerpt": claim('value: "3 to 8", unit: years'),
    "a number that moved in no excerpt": event(', origin: town, moved: [{value: "7"}]') + TOWN,
    "units that differ": claim(SIX, 'value: "3", unit: firms'),
    "two preferred values": claim(*["value: some, preferred: yes"] * 2),
    "figures that contradict": claim(SIX, 'value: "3", unit: "%", derived: a guess', 'value: "3", unit: "%"'),
    "words that differ": claim("value: some", "value: more"),
    "compatible values said to be disputed": claim(f"{SIX}, as_of: 2019", 'value: "3", unit: "%", as_of: 2020') + SAID,
    "about an event and a person": claim("value: some").replace("hpark", "j-doe")
    + "events:\n  j-doe: {title: E, date: 2020, evidence: [rev/one]}\n",
    "a value without evidence": claim("value: some", evidence=""),
    "an event without evidence": "events:\n  e: {title: E, date: 2020}\n",
    "a relation without evidence": "relations:\n  r: {from: hpark, type: leads, to: j-doe}\n",
    "an event after its source": event(date="2021-04"),
    "an event after its sources": event(date="2022", evidence="rev/one, s/p")
    + "sources:\n  s: {title: S, issued: 2020, passages: {p: {gist: G}}}\n",
    "an event before what it comes after": event(", after: opening", date="2019-07"),
    "an event before what another one comes after": event(", after: m", date="2019-07")
    + "  m: {title: M, date: 20XX, after: opening, evidence: [rev/one]}\n",
    "a number of what moved without a place": event(", moved: [{value: some}]"),
    "a move to where it starts": event(", origin: town, destination: town") + TOWN,
    "a relation that ends before it starts": tie(", start: 2020, end: 2019"),
    "a relation known after its end": tie(", start: 2019, end: 2020, as_of: 2021"),
    "a relation that starts with its source": tie(", start: ../2021-03"),
    "a role that begins with a pronoun": event(", involves: [{entity: hpark, role: its founder}]"),
    "a role that speaks of another one": tie(", role: chosen by them"),
    "a possessive among the names": event(", involves: [{entity: x}]")
    + "people:\n  x: {name: X, names: [{value: X's Party}]}\n",
    "an organisation that ends before it starts": "organisations:\n"
    "  o: {name: O, kind: ngo, founded: 2020, dissolved: 2019}\n" + event(", involves: [{entity: o}]"),
    "a relation to itself": tie("", "from: hpark, to: hpark"),
    "events alike": "events:\n  e: {title: OPENING, date: 2020-08-09, evidence: [rev/one]}\n",
    "relations alike": tie(", start: 2017~", "from: j-doe, to: hpark"),
    "sources alike": "sources:\n  s: {title: Review, issued: 2021-03, held: no}\n",
    "claims alike": claim(SIX) + f"  d: {{about: hpark, question: q, values: [{{{SIX}, evidence: [rev/one]}}]}}\n",
    "a shared name": event(", involves: [{entity: x}]") + "people:\n  x: {name: X, names: [{value: Harbour Párk}]}\n",
    "a name twice": event(", involves: [{entity: x}]") + "people:\n  x: {name: X, names: [{value: Y}, {value: Y}]}\n",
    "an entity that nothing names": "people:\n  x: {name: X}\n",
    "a passage that nothing cites": "sources:\n  s: {title: S, passages: {p: {gist: G.}}}\n",
    "a passage without a gist": 'sources:\n  s: {title: S, accept: [unused-passage], passages: {p: {quote: "q"}}}\n',
    "an excerpt twice": passages('gist: G, quote: "the same"', 'gist: G, quote: "The same."'),
    "long excerpts": passages(
        f'gist: G, quote: "{words(21)}"', f'gist: G, quote: "w", prefix: "{words(9)}", suffix: "{words(9)}"'
    ),
    "a source without passages": "sources:\n  s: {title: S}\n",
    "sources that derive from each other": "sources:\n  a: {title: A, held: no, derives_from: [b]}\n"
    "  b: {title: B, held: no, derives_from: [c]}\n  c: {title: C, held: no, derives_from: [a]}\n",
    "kinds with one sign": 'kinds: {w: {title: W, sign: "§"}}\n' + event(", kind: w"),
    "a kind without events": 'kinds: {w: {title: W, sign: "+"}}\n',
    "a type without relations": "relation_types: {w: {title: w, reverse: w}}\n",
    "a title without a verb": "also_check: [title-without-verb]\n" + event().replace("title: E", "title: Park opens"),
    "a title of signs": event("").replace("title: E", 'title: "---"'),
    "accept that lists no rule": event(", accept: [excerpt-changed, no-rule, uncited, not-checkable, other-text]"),
    "accept of an error": tie(", start: 2020, end: 2019, accept: [end-before-start]"),
}
"""Datasets that break a rule, by what is wrong with them; each is added to SOUND."""


def test_what_breaks_each_rule_is_reported_with_its_place_and_how_to_mend_it(tmp_path: Path) -> None:
    found = []
    for name, text in BROKEN.items():
        found += ["", f"# {name}"]
        for problem in checked(tmp_path, text):
            found += [f"{problem.place}: {problem.severity.value}: {problem.record} [{problem.rule}]"]
            found += [f"    {problem.message}", f"    {problem.mend}"]
    assert found[1:] == Path(__file__).with_name("problems.txt").read_text(encoding="utf-8").splitlines()
    reported = {line.partition("[")[2].strip("]") for line in found if line.endswith("]")}
    assert reported == {*RULES, "unknown-rule", "unneeded-accept"}


UNBROKEN = {
    "nothing": "",
    "an entity that rests on a passage of its own": "people:\n  x: {name: X, evidence: [rev/one]}\n",
    "a relation known between its ends": tie(", start: 2019, end: 2021, as_of: 2020"),
    "a relation that starts in the year of its source": tie(", start: 2021"),
    "a role that speaks of the entity itself": event(", involves: [{entity: hpark, role: lost its site}]"),
    "names with an apostrophe": event(", involves: [{entity: x}]")
    + "people:\n  x: {name: X, names: [{value: O'Sullivan}, {value: Aujourd'hui}, {value: X's, lang: nl}]}\n",
    "a figure of the excerpt": claim(SIX),
    "a figure written with other signs": claim('value: "6,50", unit: "%"'),
    "a figure that the excerpt has in words": claim('value: "3", unit: years'),
    "a figure in words": claim("value: three years"),
    "a derived figure": claim('value: "7", derived: a guess'),
    "one unit in two spellings": claim(SIX, 'value: "6.5", unit: "million %"') + SAID,
    "a scaled figure": claim('value: "1,200,000", unit: crowns', evidence=", evidence: [s/p, s/q]")
    + passages('gist: G, quote: "cost 1.2 million crowns"', 'gist: G, quote: "so it was"'),
    "a scaled unit": claim('value: "1.2", unit: million crowns', evidence=", evidence: [s/p, s/q]")
    + passages('gist: G, quote: "cost 1,200,000 crowns"', 'gist: G, quote: "so it was"'),
    "a figure beside the excerpt": claim('value: "7"', 'value: "8"', 'value: "9"', evidence=", evidence: [s/p, s/q]")
    + SAID
    + passages("gist: G, prefix: in 7, suffix: by 8, section: The 9 days", "gist: G"),
    "one preferred value": claim("value: some, preferred: yes", "value: more") + SAID,
    "values that can all be true": claim("value: some", "value: more") + "    accept: [dispute-unsaid]\n",
    "excerpts told apart by what is beside them": passages('gist: G, quote: "a"', 'gist: G, quote: "a", prefix: b'),
    "excerpts of two paragraphs": passages('gist: G, quote: "a", paragraph: 1', 'gist: G, quote: "a", paragraph: 2'),
    "passages without excerpts": passages("gist: G", "gist: H"),
    "one name in two languages": event(", involves: [{entity: x}]")
    + "people:\n  x: {name: X, names: [{value: Y, lang: be}, {value: Y, lang: ru}]}\n",
    "names without letters": event(", involves: [{entity: x}, {entity: y}]")
    + 'people:\n  x: {name: "!"}\n  y: {name: "?"}\n',
    "the longest excerpt": passages(
        f'gist: G, quote: "{words(20)}", prefix: "{words(8)}", suffix: "{words(8)}"', "gist: G"
    ),
    "a source that is not held": "sources:\n  s: {title: S, held: no}\n",
    "a source that derives from another": "sources:\n  s: {title: S, held: no, derives_from: [rev]}\n",
    "an event before one of its sources": event(date="2021-04", evidence="rev/one, s/p")
    + "sources:\n  s: {title: S, issued: 2022, passages: {p: {gist: G}}}\n",
    "an event of an undated source": event(date="2022", evidence="rev/one, s/p")
    + "sources:\n  s: {title: S, passages: {p: {gist: G.}}}\n",
    "an event on the last day of its source": event(date="2021-03-31"),
    "an event that may be earlier than its source": event(date="2021"),
    "an event of unknown beginning": event(date="../2022"),
    "entities named by events, places and organisations": event(", place: t, origin: v")
    + "places:\n  t: {name: T, within: u}\n  u: {name: U}\n  v: {name: V}\n  w: {name: W}\n"
    "organisations:\n  o: {name: O, kind: ngo, place: w}\n"
    + claim(f"{SIX}, said_by: q").replace("hpark", "o")
    + "people:\n  q: {name: Q}\n",
    "a warning that the record accepts": event(", accept: [event-after-source]", date="2022"),
    "a warning that the claim of a value accepts": claim("value: some", evidence="") + "    accept: [uncited]\n",
    "a warning that the source of two passages accepts": "sources:\n"
    "  s: {title: S, accept: [unused-passage], passages: {p: {gist: G.}, q: {gist: H.}}}\n",
    "a warning that a passage accepts": "sources:\n"
    "  s: {title: S, passages: {p: {gist: G., accept: [unused-passage]}}}\n",
}
"""Datasets that break no rule."""


def test_what_breaks_no_rule(tmp_path: Path) -> None:
    assert {name: problems for name, text in UNBROKEN.items() if (problems := checked(tmp_path, text))} == {}


@pytest.mark.parametrize(
    ("dates", "broken"),
    [
        ("start: 2020-08-09, end: 2020-08-09", False),
        ("start: 2020-08-09, end: 2020-08-08", True),
        ("start: 2020, end: 2020", False),
        ("start: 2020-08, end: 2020", False),
        ("start: 2021, end: 2020", True),
        ("start: 2020-08-09", False),
        ("end: 2020-08-09", False),
        ("start: 2020-08-09, end: 2020-08/..", False),
        ("start: ../2021, end: 2020", False),
    ],
)
def test_a_relation_may_end_on_the_day_that_it_starts(tmp_path: Path, dates: str, broken: bool) -> None:
    assert rules(tmp_path, tie(f", {dates}")) == ["end-before-start"] * broken


def test_a_passage_lifts_nothing_for_the_other_passages_of_its_source(tmp_path: Path) -> None:
    text = "sources:\n  s: {title: S, passages: {p: {gist: G., accept: [unused-passage]}, q: {gist: H.}}}\n"
    assert [(problem.rule, problem.record) for problem in checked(tmp_path, text)] == [
        ("unused-passage", "passages/s/q")
    ]


def test_long_texts_are_shortened_in_messages(tmp_path: Path) -> None:
    texts = (
        claim(f'value: "9 {LONG_NAME}"'),
        claim(f"value: {LONG_NAME}", evidence=""),
        claim(*(f'value: "6.5", unit: {LONG_NAME}{n}' for n in range(9))) + SAID,
        event(", involves: [{entity: x}]")
        + f"people:\n  x: {{name: X, names: [{{value: {LONG_NAME}}}, {{value: {LONG_NAME}}}]}}\n",
    )
    for text in texts:
        (problem,) = checked(tmp_path, text)
        assert "nnnn" in problem.message
        assert len(problem.message) < 200


def test_words_are_counted_between_blanks_and_dashes() -> None:
    assert word_count("about 6.5 per cent — of high-tech output–or more …") == 9
    assert word_count("") == 0


def test_every_rule_is_a_sentence() -> None:
    sentences = {rule.check.__doc__ or "" for rule in RULES.values()}
    assert len(sentences) == len(RULES)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_the_shipped_datasets_have_no_errors(name: str) -> None:
    dataset, problems = load(DATA / name)
    assert [problem.place for problem in problems] == []
    assert [problem.place for problem in check(dataset) if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    "broken",
    [
        "events:\n  e: {title: E, date: no, place: town, kind: law, evidence: [rev/two]}\n",  # left out
        "events:\n  e: {title: E, date: 2020, place: town, kind: new, involves: [{entity: x}], evidence: [rev/two]}\n",
        "evnets:\n  e: {place: town, kind: new, evidence: [rev/two]}\n",
        "events:\n  e: {title: 'E, place: town, kind: new, evidence: [rev/two]}\n",  # no YAML
        b"events:\n  e: {title: \xff}\n",  # nothing is known of it
    ],
)
def test_what_follows_from_a_fault_is_not_reported_as_another_one(tmp_path: Path, broken: str | bytes) -> None:
    more = 'kinds: {law: {title: Law, sign: "§"}, new: {title: New, sign: "+"}}\nrelation_types'
    passage = "\n      two: {gist: Second.}\norganisations"
    sound = SOUND.replace('kinds: {law: {title: Law, sign: "§"}}\nrelation_types', more).replace(
        "\norganisations", passage
    )
    (tmp_path / "dataset.yaml").write_text(sound + "places:\n  town: {name: Town}\n", encoding="utf-8")
    assert {problem.rule for problem in check(load(tmp_path)[0])} == {
        "unused-passage",
        "unused-kind",
        "unmentioned-entity",
    }
    (tmp_path / "z.yaml").write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    dataset, problems = load(tmp_path)
    assert problems
    assert {problem.record for problem in check(dataset)} <= {"kinds/new"}


def test_evidence_that_is_at_fault_is_not_said_to_be_lacking(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text(SOUND, encoding="utf-8")
    text = """\
events:
  a: {title: A, date: 2020, evidence: [rev/nothing]}
  b: {title: B, date: 2020}
  c: {title: C, date: 2020, kind: nothing}
claims:
  d: {about: hpark, question: Q, values: [{value: x, evidence: [nothing/p]}]}
sources:
  s: {title: S, passages: []}
  t: {title: T}
"""
    (tmp_path / "z.yaml").write_text(text, encoding="utf-8")
    dataset, problems = load(tmp_path)
    assert [problem.record for problem in problems] == ["events/a", "events/c", "claims/d", "sources/s"]
    found = [(problem.rule, problem.record) for problem in check(dataset)]
    assert found == [("uncited", "events/b"), ("uncited", "events/c"), ("no-passages", "sources/t")]
