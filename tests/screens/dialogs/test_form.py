"""The value at the cursor of a field with several values."""

from __future__ import annotations

import pytest

from tui.screens.dialogs.form import typed_value


@pytest.mark.parametrize(
    ("text", "begun", "behind", "others", "after"),
    [
        ("|", "", False, [], "new|"),
        ("qu|", "qu", False, [], "new|"),
        ("quill; gull|", "gull", False, ["quill"], "quill; new|"),
        ("qu|ill; gull", "quill", False, ["gull"], "new|; gull"),
        ("quill=he|ld; gull=her firm; o", "quill", True, ["gull", "o"], "new|=held; gull=her firm; o"),
        ("quill=held; gu|ll=her firm; o", "gull", False, ["quill", "o"], "quill=held; new|=her firm; o"),
        ("quill;|", "", False, ["quill"], "quill; new|"),
    ],
)
def test_one_of_several_values_is_replaced_where_the_cursor_is(
    text: str, begun: str, behind: bool, others: list[str], after: str
) -> None:
    found = typed_value(text.replace("|", ""), text.index("|"), many=True)
    assert (found.begun, found.is_behind, found.others) == (begun, behind, others)
    written, cursor = found.instead("new")
    assert written[:cursor] + "|" + written[cursor:] == after


def test_a_field_of_one_value_is_that_value() -> None:
    assert typed_value("a; b=c", 2, many=False).begun == "a; b=c"
