from __future__ import annotations

from pathlib import Path

import pytest
from samples import DATA

from tui.core.checks.check import RULES, check
from tui.core.checks.facts import word_count
from tui.core.checks.rules import ERRORS
from tui.core.loading.loader import load
from tui.core.model.problem import Problem, Severity

SOUND = """\
letapis: 1
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
    (folder / "dataset.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "z.yaml").write_text(text, encoding="utf-8")
    dataset, problems = load(folder)
    assert problems == ()
    return check(dataset)


def claim(*values: str) -> str:
    return "claims:\n  c:\n    about: hpark\n    question: Q\n    values:\n" + "".join(f"      - {v}\n" for v in values)


EVENT = "events:\n  e: {title: E, date: 2020, evidence: [rev/one]"
TIE = "relations:\n  r: {type: leads, evidence: [rev/one]"
PERSON = EVENT + ", involves: [{entity: x}]}\npeople:\n  x: {name: X, names: "
SIX = '{value: "6.5", unit: "%", evidence: [rev/one]}'
WORDS = " ".join(f"w{n}" for n in range(21))

BROKEN = [
    ("figure-not-in-quotes", claim('{value: "7.5", unit: "%", evidence: [rev/one]}'), "6:9", "`7.5` of the value"),
    ("mixed-units", claim(SIX, '{value: "3", unit: firms, evidence: [rev/one]}'), "2:3", "%, firms"),
    ("two-preferred", claim(*["{value: some, evidence: [rev/one], preferred: yes}"] * 2), "2:3", "2 values are"),
    ("uncited", claim("{value: some}"), "6:9", "The value `some`"),
    ("uncited", "events:\n  e: {title: E, date: 2020}\n", "2:3", "The event `e`"),
    ("uncited", "relations:\n  r: {from: hpark, type: leads, to: j-doe}\n", "2:3", "The relation `r`"),
    (
        "event-after-source",
        "events:\n  e: {title: E, date: 2021-04, evidence: [rev/one]}\n",
        "2:3",
        "(2021-03) came out",
    ),
    ("end-before-start", TIE + ", from: hpark, to: j-doe, start: 2020, end: 2019}\n", "2:3", "ends (2019) before"),
    ("relation-to-itself", TIE + ", from: hpark, to: hpark}\n", "2:3", "at both ends"),
    ("look-alike", "events:\n  e: {title: OPENING, date: 2020-08-09, evidence: [rev/one]}\n", "2:3", "as `opening`"),
    ("look-alike", TIE + ", from: j-doe, to: hpark, start: 2017~}\n", "2:3", "as `runs`"),
    ("shared-name", PERSON + "[{value: Harbour Párk}]}\n", "4:3", "a name of `hpark`"),
    ("name-twice", PERSON + "[{value: Y}, {value: Y}]}\n", "4:3", "`Y` stands twice"),
    ("unmentioned-entity", "people:\n  x: {name: X, evidence: [rev/one]}\n", "2:3", "names `x`"),
    ("unused-passage", "sources:\n  s: {title: S, passages: {p: {gist: G.}}}\n", "2:28", "Nothing rests"),
    (
        "no-gist",
        'sources:\n  s: {title: S, accept: [unused-passage], passages: {p: {quote: "q"}}}\n',
        "2:54",
        "The gist of `p`",
    ),
    ("no-passages", "sources:\n  s: {title: S}\n", "2:3", "`s` has no passages"),
    ("same-sign", 'kinds: {w: {title: W, sign: "§"}}\n' + EVENT + ", kind: w}\n", "1:9", "`law` has the same sign"),
    ("unused-kind", 'kinds: {w: {title: W, sign: "+"}}\n', "1:9", "kind `w`"),
    ("unused-kind", "relation_types: {w: {title: w, reverse: w}}\n", "1:18", "type `w`"),
    ("unknown-rule", EVENT + ", accept: [no-rule]}\n", "2:3", "no rule with `no-rule`"),
    ("unneeded-accept", EVENT + ", accept: [uncited]}\n", "2:3", "nothing breaks it"),
]


def test_a_sound_dataset_breaks_no_rule(tmp_path: Path) -> None:
    assert checked(tmp_path, "") == []


@pytest.mark.parametrize(("rule", "text", "place", "phrase"), BROKEN)
def test_a_broken_rule_is_told_at_its_place(tmp_path: Path, rule: str, text: str, place: str, phrase: str) -> None:
    problems = checked(tmp_path, text)
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].place == f"z.yaml:{place}"
    assert phrase in problems[0].message
    assert problems[0].mend
    assert problems[0].severity is (Severity.ERROR if rule in ERRORS else Severity.WARNING)


def passage(keys: str) -> str:
    return EVENT.replace("rev/one", "s/p, s/q") + "}\nsources:\n  s:\n    title: S\n    passages:\n" + keys


def test_long_excerpts(tmp_path: Path) -> None:
    text = passage(
        f'      p: {{gist: G, quote: "{WORDS}"}}\n'
        f'      q: {{gist: G, quote: "w", prefix: "{WORDS}", suffix: "a—b – c"}}\n'
    )
    assert [(problem.rule, problem.line, problem.message[:20]) for problem in checked(tmp_path, text)] == [
        ("quote-too-long", 7, "The quote has 21 wor"),
        ("quote-too-long", 8, "The prefix has 21 wo"),
    ]


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert word_count("about 6.5 per cent — of high-tech output–or more …") == 9


def test_an_excerpt_twice(tmp_path: Path) -> None:
    text = passage('      p: {gist: G, quote: "the same"}\n      q: {gist: G, quote: "The same."}\n')
    assert [(problem.rule, problem.line) for problem in checked(tmp_path, text)] == [("same-quote", 8)]


def test_sources_that_derive_in_a_circle(tmp_path: Path) -> None:
    text = "sources:\n  a: {title: A, held: no, derives_from: [b]}\n  b: {title: B, held: no, derives_from: [a]}\n"
    assert {problem.rule for problem in checked(tmp_path, text)} == {"derives-in-circle"}


def test_a_claim_about_two_records(tmp_path: Path) -> None:
    text = "claims:\n  c: {about: j-doe, question: Q, values: [{value: some, evidence: [rev/one]}]}\n"
    text += "events:\n  j-doe: {title: E, date: 2020, evidence: [rev/one]}\n"
    assert [(problem.rule, problem.line) for problem in checked(tmp_path, text)] == [("ambiguous-about", 2)]


@pytest.mark.parametrize(
    "value",
    [
        '{value: "6.5", unit: "%"}',
        '{value: "6,50", unit: "%"}',
        '{value: "3", unit: years}',
        "{value: three years}",
        '{value: "7", derived: a guess}',
    ],
)
def test_figures_that_the_excerpts_hold(tmp_path: Path, value: str) -> None:
    assert checked(tmp_path, claim(value.replace("}", ", evidence: [rev/one]}"))) == []


def test_scaled_figures_are_the_same(tmp_path: Path) -> None:
    text = claim('{value: "1,200,000", unit: crowns, evidence: [s/p, s/q]}')
    text += passage('      p: {gist: G, quote: "cost 1.2 million crowns"}\n      q: {gist: G, quote: "so it was"}\n')
    assert checked(tmp_path, text) == []


def test_what_is_meant_so_is_accepted_by_the_record_or_by_what_it_stands_in(tmp_path: Path) -> None:
    event = "events:\n  e: {title: E, date: 2022, evidence: [rev/one], accept: [event-after-source]}\n"
    assert checked(tmp_path, event) == []
    assert checked(tmp_path, claim("{value: some}") + "    accept: [uncited]\n") == []
    source = "sources:\n  s: {title: S, accept: [unused-passage], passages: {p: {gist: G.}, q: {gist: H.}}}\n"
    assert checked(tmp_path, source) == []


def test_errors_cannot_be_accepted(tmp_path: Path) -> None:
    text = TIE + ", from: hpark, to: j-doe, start: 2020, end: 2019, accept: [end-before-start]}\n"
    assert [problem.rule for problem in checked(tmp_path, text)] == ["end-before-start", "unneeded-accept"]


def test_rules_of_excerpts_in_documents_may_be_accepted_without_the_documents(tmp_path: Path) -> None:
    assert checked(tmp_path, EVENT + ", accept: [excerpt-changed]}\n") == []


def test_every_rule_is_tried_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert [rule for rule in RULES if f'"{rule}"' not in here] == []
    assert set(RULES) >= ERRORS


@pytest.mark.parametrize("name", ["harbour", "belarus-it"])
def test_the_shipped_datasets_are_sound(name: str) -> None:
    dataset, problems = load(DATA / name)
    assert [problem.place for problem in problems] == []
    assert [problem.place for problem in check(dataset) if problem.severity is Severity.ERROR] == []


def test_every_rule_is_a_sentence() -> None:
    assert all(len(rule) > 15 and rule.endswith(".") for rule in RULES.values())
    assert len(set(RULES.values())) == len(RULES)


def test_what_is_said_in_full(tmp_path: Path) -> None:
    """The words of every problem, so that a slip in one is seen."""
    told = [f"{p.rule}: {p.message} | {p.mend}" for _, text, _, _ in BROKEN for p in checked(tmp_path, text)]
    told += [
        f"{p.rule}: {p.message} | {p.mend}"
        for text in (
            "sources:\n  a: {title: A, held: no, derives_from: [b]}\n  b: {title: B, held: no, derives_from: [a]}\n",
            passage('      p: {gist: G, quote: "the same"}\n      q: {gist: G, quote: "The same."}\n'),
            TIE + ", from: hpark, to: j-doe, start: 2020, end: 2019, accept: [end-before-start]}\n",
            "sources:\n  s: {title: Review, issued: 2021-03, held: no}\n",
            claim(SIX) + "  d: {about: hpark, question: q, values: [" + SIX + "]}\n",
            "organisations:\n  o: {name: O, kind: ngo, founded: 2020, dissolved: 2019}\n" + EVENT
            + ", involves: [{entity: o}]}\n",
        )
        for p in checked(tmp_path, text)
    ]  # fmt: skip
    kept = Path(__file__).with_name("messages.txt")
    assert told == kept.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("tie", "broken"),
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
def test_a_relation_may_end_on_the_day_that_it_starts(tmp_path: Path, tie: str, broken: bool) -> None:
    problems = checked(tmp_path, TIE + f", from: hpark, to: j-doe, {tie}}}\n")
    assert [problem.rule for problem in problems] == ["end-before-start"] * broken


def test_an_event_on_the_last_day_of_its_latest_source_is_no_fault(tmp_path: Path) -> None:
    for date, broken in (("2021-03-31", False), ("2021-04-01", True), ("2021", False)):
        problems = checked(tmp_path, f"events:\n  e: {{title: E, date: {date}, evidence: [rev/one]}}\n")
        assert [problem.rule for problem in problems] == ["event-after-source"] * broken, date
    undated = "sources:\n  s: {title: S, passages: {p: {gist: G.}}}\n"
    event = "events:\n  e: {title: E, date: 2022, evidence: [rev/one, s/p]}\n"
    assert checked(tmp_path, undated + event) == []


def test_each_accepted_rule_is_looked_at(tmp_path: Path) -> None:
    problems = checked(tmp_path, EVENT + ", accept: [excerpt-changed, no-rule, uncited, not-checkable, other-text]}\n")
    assert sorted(problem.rule for problem in problems) == ["unknown-rule", "unneeded-accept"]


def test_limits_of_words_are_inclusive(tmp_path: Path) -> None:
    words = WORDS.split()
    for quote, prefix, told in ((20, 8, 0), (21, 8, 1), (20, 9, 1)):
        keys = f'{{gist: G, quote: "{" ".join(words[:quote])}", prefix: "{" ".join(words[:prefix])}"}}'
        text = passage(f"      p: {keys}\n      q: {{gist: G}}\n")
        assert [problem.rule for problem in checked(tmp_path, text)] == ["quote-too-long"] * told
