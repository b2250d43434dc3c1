"""Lines fitted to a width: what gives way when there is little room, and what never does; completions as rows."""

from __future__ import annotations

from cases import for_each
from making import joined as text
from msgspec.structs import replace

from tui.core.index.completion import Completion
from tui.core.text.display import cells
from tui.keys.commands import hints
from tui.present import bars
from tui.present.bars import DropTerm, Head, Tab
from tui.present.signs import signs, use_signs

FULL = Head("The harbour software sector", ("org Gullwing", "disputed"), False, "3 of 16 events", problems=2)


def test_a_wide_head_says_everything() -> None:
    said = text(bars.head(FULL, 120))
    assert said.startswith(" Letapis  The harbour software sector")
    assert said.endswith("org Gullwing ✕   disputed ✕    3 of 16 events   P 2 problems ")


def test_a_head_is_never_wider_than_there_is_room() -> None:
    for head in (
        FULL,
        Head(),
        Head(count="16 events"),
        Head("x" * 300, ("y" * 300,) * 9, True, "z" * 300, "z" * 9, 99),
    ):
        for width in (1, 2, 10, 20, 30, 40, 60, 80, 120, 200):
            assert cells(text(bars.head(head, width))) <= max(width, 8)


def test_a_narrow_head_keeps_the_filter_and_the_count() -> None:
    said = text(bars.head(FULL, 56))
    assert "disputed ✕" in said
    assert "3 of 16 events" in said
    assert "harbour" not in said


def test_the_filter_is_seen_in_the_smallest_window_and_what_is_said_of_the_count_gives_way() -> None:
    head = Head("Harbour", ("kind law", "date surely Aug 2020"), False, "99 of 202 events", "154 possibly")
    assert text(bars.head(head, 40)) == " +1  date surely… ✕    99 of 202 events "
    assert text(bars.head(head, 80)).endswith("99 of 202 events · 154 possibly ")


def test_what_is_left_out_of_the_filter_is_counted() -> None:
    head = Head("", tuple(f"term number {n}" for n in range(9)), False, "1 of 16 events")
    said = text(bars.head(head, 60))
    assert "+" in said
    assert "term number 8 ✕" in said


def test_chips_can_be_clicked_and_a_lifted_filter_is_struck_out() -> None:
    parts = bars.head(Head("", ("one", "two"), True, "16 events"), 80)
    assert {part.does for part in parts if part.does} == {DropTerm(0), DropTerm(1)}
    assert {part.tone for part in parts if part.does} == {"off"}


def test_hints_that_do_not_fit_are_left_out_and_the_help_is_kept() -> None:
    commands = hints("list")
    wide = text(bars.hints(commands, 160))
    wanted = ("note", "disputes", "bookmark", "export", "facets", "help")
    assert all(f" {word}" in wide for word in wanted)
    assert len([part for part in bars.hints(commands, 160) if part.tone == "key"]) == bars.MOST_HINTS
    assert 130 < cells(wide) <= 160, "what is left is shared"
    narrow = text(bars.hints(commands, 30))
    assert narrow.split()[:2] == ["/", "filter"]
    assert narrow.split()[-2:] == ["?", "help"]
    assert cells(narrow.rstrip()) <= 30


def test_control_characters_in_names_are_shown_as_signs() -> None:
    said = text(bars.head(Head("a\x1b[2Jb", ("c\x07",), False, "1 event"), 80))
    assert said.isprintable()
    assert "␛[2J" in said


def test_a_pane_that_stands_alone_names_the_others() -> None:
    tabs = (Tab("Timeline", "pane_1", here=False), Tab("Details", "pane_2"), Tab("Sources (4)", "pane_3", here=False))
    parts = bars.heading(tabs, "9 Aug 2020  Vote", 60)
    assert text(parts) == f" 1 Timeline  2 DETAILS  3 Sources (4){'9 Aug 2020  Vote':>22}"
    assert list(dict.fromkeys(part.does for part in parts if part.does)) == ["pane_1", "pane_2", "pane_3"]
    assert text(bars.heading(tabs, "", 60, bright=True)).startswith(" 1 Timeline ▸2 DETAILS")
    assert text(bars.heading(tabs, "x", 38)).rstrip() == " 1 Timeline  2 DETAILS  3 Sources (4)"
    assert text(bars.heading(tabs, "", 30)) == " 1 Time…  2 DETAI…  3 Sourc…"


OFFERS = (
    Completion("org:a", 5, "Harbour Park", "hpark", 1200),
    Completion("org:b", 5, "Парк \x1b[31m" + "long " * 30, "", 3),
    Completion("is:", 3, "is:", "disputed, single-voice, approximate", None),
)


def offered(taken: int | None, width: int) -> list[str]:
    return [text(row) for row in bars.completion_rows(OFFERS, taken, width)]


@for_each(width=[200, 72, 40, 24], taken=[None, 1])
def test_completions_are_of_one_width_and_fit(taken: int | None, width: int) -> None:
    found = offered(taken, width)
    assert len({cells(line) for line in found}) == 1
    assert cells(found[0]) <= min(width, bars.WIDEST)
    assert "\x1b" not in "".join(found)


def test_the_key_stands_in_the_row_that_it_takes_and_the_mark_at_what_was_taken() -> None:
    before, after = offered(None, 72), offered(1, 72)
    assert ["Tab" in line for line in before] == [True, False, False]
    assert "1,200" in before[0]
    assert [line.startswith(signs().cursor) for line in after] == [False, True, False]
    assert not any("Tab" in line for line in after)
    use_signs(ascii_only=True)
    assert bars.completion_rows(OFFERS, 0, 72)[0][0].text.isascii()
    assert bars.completion_rows((), None, 72) == ()


def test_a_command_without_keys_has_no_hint() -> None:
    commands = hints("list")
    without = [replace(command, keys=()) if command.id == "help" else command for command in commands]
    assert "help" not in text(bars.hints(without, 200))
