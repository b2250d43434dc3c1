"""Rules take time with the size of what they look through, and not with its square: else these tests do not end."""

from __future__ import annotations

from pathlib import Path

from tests.core.loading.test_loader import BASE, write
from tui.core.checks.check import check
from tui.core.loading.loader import load

MANY = 10_000


def test_a_chain_of_sources_is_none_in_a_circle_and_a_ring_wholly(tmp_path: Path) -> None:
    chain = [f"  s{n}: {{title: S, issued: 2020, derives_from: [s{n + 1}]}}\n" for n in range(MANY)]
    for last, circled in (("{title: S}", 0), ("{title: S, derives_from: [s0]}", MANY + 1)):
        text = f"sources:\n{''.join(chain)}  s{MANY}: {last}\n  apart: {{title: A, derives_from: [s0]}}\n"
        dataset, problems = load(write(tmp_path, {**BASE, "m.yaml": text}))
        assert not problems
        found = [one.record for one in check(dataset) if one.rule == "derives-in-circle"]
        assert len(found) == circled
        assert "sources/apart" not in found


def test_circles_of_events_are_all_cut(tmp_path: Path) -> None:
    chain = "".join(f"  e{n}: {{title: E, date: 2020, after: [e{n + 1}]}}\n" for n in range(MANY))
    every = ", ".join(f"e{n}" for n in range(MANY))
    dataset, problems = load(
        write(tmp_path, {**BASE, "m.yaml": f"events:\n{chain}  e{MANY}: {{title: E, date: 2020, after: [{every}]}}\n"})
    )
    assert len(problems) == MANY
    assert {one.rule for one in problems} == {"after-itself"}
    assert dataset.events[f"e{MANY}"].after == ()


def test_very_many_names_of_one_are_compared(tmp_path: Path) -> None:
    names = ", ".join(f"{{value: A{n}}}" for n in range(MANY))
    text = f"people:\n  ann: {{name: Ann, names: [{names}, {{value: A7}}]}}\n"
    dataset, _ = load(write(tmp_path, {**BASE, "m.yaml": text}))
    assert sum(one.rule == "name-twice" for one in check(dataset)) == 1


def test_a_long_excerpt_is_not_searched_for_each_value_that_cites_it(tmp_path: Path) -> None:
    source = f'sources:\n  long: {{title: L, passages: {{p: {{gist: x, quote: "{"5 " * 50_000}7"}}}}}}\n'
    values = ", ".join("{value: 5, evidence: [long/p]}" for _ in range(MANY // 40))
    text = f"{source}claims:\n  c: {{about: hpark, question: Q, values: [{values}]}}\n"
    dataset, problems = load(write(tmp_path, {**BASE, "m.yaml": text}))
    assert not problems
    assert not [one for one in check(dataset) if one.rule == "figure-not-in-quotes"]
