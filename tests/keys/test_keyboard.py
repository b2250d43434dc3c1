"""Every letter on its Cyrillic twins, and keys as they are printed."""

import string

from cases import for_each

from tui.keys.keyboard import key_name, on_latin_layout, twins


@for_each(letter=string.ascii_letters)
def test_every_letter_has_its_twin_in_the_same_case(letter: str) -> None:
    found = list(twins(letter))
    assert found
    assert all(twin.isupper() == letter.isupper() for twin in found)


def test_layouts_that_differ_give_both_letters() -> None:
    assert list(twins("o")) == ["щ", "ў"]
    assert list(twins("B")) == ["И", "І"]
    assert list(twins("ctrl+d")) == ["ctrl+в"]
    assert list(twins("[")) == ["х"]
    assert [*twins("/"), *twins("?")] == ["full_stop", "comma"]


def test_keys_without_a_letter_have_no_twin() -> None:
    assert [*twins("enter"), *twins("f1"), *twins("shift+tab"), *twins("+"), *twins("1")] == []


def test_what_was_typed_on_the_other_layout_is_read_on_the_latin_one() -> None:
    assert on_latin_layout("Еруьу ўі 1") == "theme ob 1"


def test_keys_are_printed_as_readers_know_them() -> None:
    printed = {
        "enter": "↵",
        "f1": "F1",
        "ctrl+d": "ctrl+d",
        "+": "+",
        "alt+left": "alt+←",
        "comma": ",",
        "question_mark": "?",
        "ctrl+at": "ctrl+@",
        "insert": "insert",
    }
    assert {name: key_name(name) for name in printed} == printed
