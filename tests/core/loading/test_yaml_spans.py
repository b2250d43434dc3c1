"""Where the values of a text begin and end."""

from __future__ import annotations

import pytest

from tui.core.loading.yaml_spans import Node, spans

TEXT = "a:\n  b: [x, {y: z}]\n  c:\n  - one\n  - two\n\nlast: end\n"


def root(text: str) -> Node:
    found = spans(text)
    assert found is not None
    return found


def test_a_value_without_its_form_is_what_the_text_says() -> None:
    assert root(TEXT).plain == {"a": {"b": ["x", {"y": "z"}], "c": ["one", "two"]}, "last": "end"}


def test_maps_have_entries_and_lists_have_items() -> None:
    entries = root(TEXT).entries or ()
    assert [key.text for key, _ in entries] == ["a", "last"]
    inner = {key.text: value for key, value in entries[0][1].entries or ()}
    assert (inner["b"].is_flow, inner["c"].is_flow) == (True, False)
    assert [item.text for item in inner["c"].items or ()] == ["one", "two"]
    assert inner["b"].entries is None
    assert TEXT[inner["b"].start : inner["b"].end] == "[x, {y: z}]"
    assert TEXT[inner["c"].start : inner["c"].end] == "- one\n  - two"
    assert TEXT[entries[0][1].start : entries[0][1].end] == "b: [x, {y: z}]\n  c:\n  - one\n  - two"


@pytest.mark.parametrize("style", ["|", ">"])
def test_a_block_of_text_ends_before_the_blank_lines_that_follow(style: str) -> None:
    text = f"a: {style}\n  one\n  two\n\n\nb: c\n"
    (_, block), _ = root(text).entries or ()
    assert text[block.start : block.end] == f"{style}\n  one\n  two"


def test_a_text_of_comments_has_no_tree_and_a_broken_one_is_refused() -> None:
    assert spans("# nothing\n") is None
    with pytest.raises(ValueError, match="expected"):
        spans("a: [")
