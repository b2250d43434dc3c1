"""A text says something else after the smallest edits: comments, order and form of all else stay."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.loading.yaml_spans import spans
from tui.exchange.editing.splice import spliced
from tui.exchange.yaml_writer import yaml_text

EVIDENCE = "    evidence: [x/y, x/z]   # why"
INVOLVES = """\
    involves:
      - {entity: p}
      # about q
      - entity: q
        role: r
"""
TEXT = f"""\
# head
events:
  a:
    title: One   # comment
    date: 2020
    evidence: [x/y, x/z]   # why
{INVOLVES}    summary: |
      words

  # above b
  b: {{title: B, date: 2021}}
people:
  p: {{name: P}}
"""


def says(text: str) -> Any:
    root = spans(text)
    assert root is not None
    return deepcopy(root.plain)


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "gone", "come"),
    [
        ("a.title", "Two: x", ["    title: One   # comment"], ["    title: 'Two: x'   # comment"]),
        ("a.date", "2020-05~", ["    date: 2020"], ["    date: 2020-05~"]),
        ("a.evidence", ["x/z"], [EVIDENCE], ["    evidence: [x/z]   # why"]),
        ("a.evidence", ["x/y", "q"], [EVIDENCE], ["    evidence: [x/y, q]   # why"]),
        ("a.evidence", ["x/y", "x/z", "q"], [EVIDENCE], ["    evidence: [x/y, x/z, q]   # why"]),
        ("a.involves", [{"entity": "q", "role": "r"}], ["      - {entity: p}"], []),
        ("a.involves", [{"entity": "p"}], ["      - entity: q", "        role: r"], []),
        ("a.involves", [{"entity": "p"}, {"entity": "q"}], ["        role: r"], []),
        ("a.involves", None, INVOLVES.splitlines(), []),
        ("a.summary", "short", ["    summary: |", "      words"], ["    summary: short"]),
        ("a.order", "2", [], ["    order: 2"]),
        ("b.title", "B, c", ["  b: {title: B, date: 2021}"], ["  b: {title: 'B, c', date: 2021}"]),
        ("b.date", None, ["  b: {title: B, date: 2021}"], ["  b: {title: B}"]),
        ("b.i", [{"e": "p"}], ["  b: {title: B, date: 2021}"], ["  b: {title: B, date: 2021, i: [{e: p}]}"]),
        ("b", None, ["  b: {title: B, date: 2021}"], []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_only_the_lines_of_the_field_change(
    path: str, value: Any, gone: list[str], come: list[str], line_end: str
) -> None:
    text = TEXT.replace("\n", line_end)
    wanted = says(text)
    place, *steps = wanted["events"], *path.split(".")
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    if value is None:
        del place[steps[-1]]
    after = spliced(text, wanted)
    assert after is not None
    assert after.count("\r") == (after.count("\n") if line_end == "\r\n" else 0)
    assert lines_changed(text, after) == (gone, come)


def test_a_key_gets_another_name_in_its_place() -> None:
    wanted = says(TEXT)
    wanted["events"] = {{"b": "c"}.get(key, key): value for key, value in wanted["events"].items()}
    assert spliced(TEXT, wanted) == TEXT.replace("  b: {", "  c: {")


KEYS = st.sampled_from(["a", "b", "c", "d e", "no", "ў"])
TEXTS = st.sampled_from(["x", "y: z", "a, b", "2020", "[q]", "it's", "# no", "no", "- d", '"', "ў 🙂", "l" * 90])
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=8,
)
MAPS = st.dictionaries(KEYS, TREES, min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(MAPS, MAPS)
def test_whatever_a_file_says_it_can_say_anything_else_and_again_the_first(before: Any, after: Any) -> None:
    text = yaml_text(before)
    there = spliced(text, after)
    assert there is not None
    assert says(there) == after
    back = spliced(there, before)
    assert back is not None
    assert says(back) == before


def test_what_is_no_yaml_is_said() -> None:
    with pytest.raises(ValueError, match="line 2"):
        spliced("a: [", {"a": "b"})


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_key_comes_behind_the_comments_of_the_entry_before_it(end: str) -> None:
    lines = ["dataset:", "  title: T", "  # summary: S", "", "# kinds: yours", ""]
    after = spliced(end.join(lines), {"dataset": {"title": "T"}, "kinds": {"vote": {"sign": "V"}}})
    assert after is not None
    assert after.split(end) == [*lines[:3], "kinds:", "  vote:", "    sign: V", *lines[3:]]
