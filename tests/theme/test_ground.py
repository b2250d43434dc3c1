"""The reply that says the terminal's colour is taken out of what it sends, in whatever pieces it comes."""

from __future__ import annotations

from tui.theme.ground import ReplySieve

DARK, LIGHT = b"\x1b]11;rgb:1414/1717/1b1b\x1b\\", b"\x1b]11;rgb:fb/fa/f7\x07"


def test_the_reply_says_whether_the_ground_is_dark_or_light_and_is_no_key() -> None:
    for reply, ground in (
        (DARK, "dark"), (LIGHT, "light"), (b"\x1b]11;rgba:ffff/ffff/dddd/ffff\x07", "light"),
        (b"\x1b]11;rgb:0/0/f\x07", "dark"), (b"\x1b]11;?\x07", None), (b"\x1b]11;rgb:zz/0/0\x07", None), (b"", None),
    ):  # fmt: skip
        sieve = ReplySieve()
        assert (sieve.pass_on(b"ab" + reply + b"\x1b[Bc"), sieve.ground, sieve.holds) == (b"ab\x1b[Bc", ground, False)
        for at in range(1, 8):  # in pieces of each length
            sieve = ReplySieve()
            whole = b"j" + reply + b"k"
            passed = [sieve.pass_on(whole[begin : begin + at]) for begin in range(0, len(whole), at)]
            assert (b"".join(passed), sieve.ground) == (b"jk", ground)


def test_what_only_begins_like_a_reply_is_let_go() -> None:
    for keys in (b"\x1b", b"\x1b]", b"\x1b]1", b"\x1b]11;rgb:12"):
        sieve = ReplySieve()
        assert (sieve.pass_on(b"a" + keys), sieve.holds) == (b"a", True)
        assert (sieve.let_go(), sieve.holds, sieve.let_go()) == (keys, False, b"")
    sieve = ReplySieve()
    assert sieve.pass_on(b"\x1b[A\x1bx\x1b]x\x1b]11;" + b"y" * 99) == b"\x1b[A\x1bx\x1b]x\x1b]11;" + b"y" * 99
    assert not sieve.holds
