"""What leaves in a file steers no terminal, no spreadsheet and no page."""

import gc
import json

import pytest

from tui.exchange.exporters.escape import cell, json_line, json_list, json_map, json_text

HOSTILE = "a\x1b[31m\x07\x7f\x9b\u202eb\u200b\u2028\U000e0041\ufeff\ud800 é Ў 漢"


def test_json_holds_nothing_invisible_and_reads_back_the_same() -> None:
    for text in (json_line({"k": HOSTILE}), json_text({"k": HOSTILE})):
        assert [c for c in text if not c.isprintable() and c != "\n"] == []
        assert json.loads(text) == {"k": HOSTILE}


def test_json_stays_readable() -> None:
    assert json_line("Гаваньск é 漢 “x”") == '"Гаваньск é 漢 “x”"'


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "\n=1"])
def test_cells_that_a_spreadsheet_would_run_are_guarded(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "6.5", "-5", "+3,2", "-12%", "plain", "a=b", "2020-08-09", "../2021-02-28?"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    "values", [{"a": []}, {"a": [1], "ж": [{"b": ["x\ny", {}]}, "\u202e"]}, {"a": [], "b": [[2], []]}]
)
def test_lists_that_are_written_one_value_after_the_other_are_the_same_text(values: dict[str, list[object]]) -> None:
    assert json.loads("".join(json_map({key: iter(value) for key, value in values.items()}))) == values
    assert "".join(json_map({key: iter(value) for key, value in values.items()})) == json_text(values)
    for value in (*values.values(), values):
        assert json_text(value).replace("\\u202e", "\u202e") == json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    assert "".join(json_map(values)) == json_text(values)
    for value in values.values():
        assert "".join(json_list(value)) == json_text(value)


def test_json_with_indents_leaves_no_garbage_to_collect() -> None:
    was_on = gc.isenabled()
    gc.disable()
    try:
        gc.collect()
        for _ in range(100):
            json_text({"a": [{"b": 1}, []]})
        assert gc.collect() < 100
    finally:
        if was_on:
            gc.enable()
