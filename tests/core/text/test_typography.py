"""Typography folded away, and where the folded text comes from."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.text.typography import fold, is_cut


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“a” „b‟ ″c″", '"a" "b" "c"'),
        ("‘a’ ‚b‛ ′ʼ`´", "'a' 'b' ''''"),
        ("«  a  » «b» rock«n»roll", '"a" "b" rock"n"roll'),
        ("a — b a–b a ‑ − b", "a-b a-b a-b"),
        ("a…b", "a...b"),
        ("5 % 10\u00a0% a %", "5% 10% a %"),
        ("soft\u00adhyphen zero\u200bwidth \ufeff a\u200b b", "softhyphen zerowidth a b"),
        ("a  b\tc\n\n d\u00a0e", "a b c d e"),
        ("x² ﬁ ½ e\u0301 ｅ Ｗ\u0301", "x² fi 1⁄2 é e Ẃ"),
        ("Iﬁ и\u0306", "Ifi й"),
        ("cut[12] off[3][4], gone.[^a-1] in 2020[5] here.[6]", "cut off, gone. in 2020 here."),
        (
            "lamp¹ was.²³ x² 10⁶ km² 19[90] the[s] [sic] [7] a[1234]",
            "lamp was. x² 10⁶ km² 19[90] the[s] [sic] [7] a[1234]",
        ),
        ("by [[Harbour Park|the park]] and [[Osk]]; [[ no ] [x]", "by the park and Osk; [[ no ] [x]"),
    ],
)
def test_what_reads_the_same_is_one_text(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold(folded).text == folded


def test_a_word_cut_at_the_end_of_a_line_is_joined_only_where_asked() -> None:
    for cut in ("inter-\nnational", "inter- \r\n  national", "inter\u00ad\nnational"):
        assert is_cut(cut)
        assert fold(cut, join=True).text == "international"
        assert fold(cut).text in ("inter-national", "inter national")
    for whole in ("inter-national", "5-\nnational", "inter-\n5", "inter\nnational"):
        assert not is_cut(whole)
        assert fold(whole, join=True).text == fold(whole).text


def test_a_folded_sign_leads_back_to_what_it_was_made_of() -> None:
    text = "He said “no…” — 5 %"
    folded = fold(text)
    assert folded.text == 'He said "no..."-5%'
    spans = [folded.original(place, place + 1) for place in range(len(folded.text))]
    assert spans == [*((at, at + 1) for at in range(11)), *[(11, 12)] * 3, (12, 13), (13, 16), (16, 17), (18, 19)]
    assert folded.original(3, 7) == (3, 7)
    assert folded.original(8, 16) == (8, 16)
    assert [folded.at(offset) for offset in (0, 3, 11, 12, 13, 15, 16, 17, 18)] == [0, 3, 11, 14, 15, 15, 16, 16, 17]


def test_blanks_inside_of_quotation_marks_belong_to_them() -> None:
    folded = fold("«  a  »")
    assert folded.text == '"a"'
    assert [folded.original(place, place + 1) for place in range(3)] == [(0, 3), (3, 4), (4, 7)]
    assert [folded.at(offset) for offset in range(7)] == [0, 0, 0, 1, 2, 2, 2]
    assert [fold("\u00ad\u00ad“a”").at(offset) for offset in range(5)] == [0, 0, 0, 1, 2]


@given(st.text("ab“…—e\u0301\u00ad \n%«»5ﬁ", min_size=1, max_size=30))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    folded = fold(text)
    spans = [folded.original(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    if spans:
        assert folded.original(0, len(spans)) == (spans[0][0], spans[-1][1])


def test_offsets_go_over_the_hyphen_of_a_word_that_was_cut() -> None:
    folded = fold("An inter-\nnational sea", join=True)
    assert folded.text == "An international sea"
    assert [folded.at(offset) for offset in range(6, 12)] == [6, 7, 7, 7, 8, 9]
    assert folded.original(3, 16) == (3, 18)
    assert [folded.original(place, place + 1) for place in (7, 8)] == [(7, 8), (10, 11)]


@pytest.mark.parametrize("sign", ["a ", "- ", "a\t", "… ", "« » ", "日 a ", "a\u200b", "a[1] ", "a-\n"])
def test_a_text_of_any_signs_takes_little_memory_to_fold(sign: str) -> None:
    fold(sign)
    text = sign * 30_000
    tracemalloc.start()
    fold(text, join=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * len(text)
