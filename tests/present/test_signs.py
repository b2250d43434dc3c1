"""Signs that every terminal can draw, and that say what they mean without colour."""

from __future__ import annotations

from msgspec.structs import astuple

from tui.core.dates import edtf
from tui.core.model.dataset import EventKind
from tui.core.text.display import cells
from tui.present.ascii_signs import plain
from tui.present.signs import ASCII, UNICODE, Signs, certainty, day_label, kind_signs, signs, use_signs


def test_one_set_is_in_force() -> None:
    assert signs() is UNICODE
    use_signs(ascii_only=True)
    assert signs() is ASCII


def test_each_sign_takes_one_cell_and_differs_from_the_others(drawn: Signs) -> None:
    texts = [text for text in astuple(drawn) if isinstance(text, str)]
    wide = {drawn.blocks: 9, drawn.enter: len(drawn.enter)}
    assert [cells(text) for text in texts] == [wide.get(text, 1) for text in texts]
    assert len({drawn.day, drawn.span, drawn.rough, drawn.within}) == 4
    assert "".join(texts).isascii() == drawn.ascii_only


def test_what_is_known_of_a_date() -> None:
    for written, sign in (
        *(("2020-08-09", "◆"), ("2020-08-09/2020-08-12", "━"), ("2020-08/2020-10", "━"), ("2020-08-09/..", "━")),
        *(("2020-08", "░"), ("2020", "░"), ("2020-21", "░"), ("202X", "░"), ("[2020-08-09,2020-08-11]", "░")),
        *(("2020-08-09~", "◇"), ("2020?", "◇"), ("2020-08-09?/2020-08-12", "◇"), ("2020-08%", "◇")),
    ):
        assert certainty(edtf.parse(written)) == sign


def test_in_ascii_any_day_of_several_does_not_read_as_all_of_them() -> None:
    several = edtf.parse("[2020-08-09..2020-08-26]")
    assert day_label(several, 2020, 8, 9) == "9…26"
    use_signs(ascii_only=True)
    assert [day_label(several, 2020, 8, width) for width in (9, 7)] == ["9..26", "9..26"]
    for written in ("[2020-08-01..2022-09~]", "[2020-08..2022-10]", "2020-08-1X", "2020-1X"):
        for width in (7, 9, 13):
            label = day_label(edtf.parse(written), 2020, 8, width)
            assert cells(label) <= width
            assert "-" not in plain(label), label


def test_each_kind_has_a_sign_of_one_cell_and_no_two_alike() -> None:
    written = (
        ("§", "Law"),
        ("漢", "Law"),
        ("\x1b", ""),
        ("√", "Election"),
        ("ab", "Закон"),
        ("§", "Letter"),
        ("◆", "Day"),
    )
    kinds = {f"k{at}": EventKind(sign=sign, title=title) for at, (sign, title) in enumerate(written)}
    assert "".join(kind_signs(kinds).values()) == "§l␛√aed"
    use_signs(ascii_only=True)
    assert "".join(kind_signs(kinds).values()) == "Slcedty"
