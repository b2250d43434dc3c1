"""No key in the filter line appears dead: it does something, or the footer says why not, and what to do."""

from __future__ import annotations

from driving import explorer, press_keys, screen_text

from tui.core.query.tree import Everything


async def test_a_lifted_filter_stays_out_until_it_is_asked_back() -> None:
    async with explorer(size=(100, 30), query="kind:network") as (pilot, screen):
        spot = screen.session.state.spot
        await press_keys(pilot, "backslash", "slash")
        assert screen.filter_bar.text == ""
        assert "The lifted filter stays out: ↑ brings it back" in screen_text(pilot.app)
        await press_keys(pilot, "enter")  # nothing typed: all as it was
        assert screen.session.state.spot.suspended
        await press_keys(pilot, "slash", *"quill", "enter")
        assert str(screen.session.state.spot.query) == "quill"
        await press_keys(pilot, "left_square_bracket", "slash", "up")
        assert screen.filter_bar.text == "kind:network"
        await press_keys(pilot, "enter")
        assert screen.session.state.spot.query == spot.query
        assert not screen.session.state.spot.suspended
        await press_keys(pilot, "backslash", "f", *"letter", "enter")
        assert str(screen.session.state.spot.query) == "kind:letter"
        await press_keys(pilot, "backslash", "2", "v")  # on the card, the date
        assert "kind:letter" not in str(screen.session.state.spot.query)
        assert screen.session.state.spot.query != Everything()


async def test_enter_and_tab_on_what_is_no_filter_say_why_and_how_to_leave() -> None:
    async with explorer(size=(120, 30)) as (pilot, screen):
        await press_keys(pilot, "slash", *"kind:arrest", "enter")
        assert screen.focused is screen.filter_bar.input
        said = screen.footer.message
        assert said.startswith("no kind here is called arrest: did you mean detention?"), "the reason comes first"
        assert said.endswith(" · Esc leaves it")
        await press_keys(pilot, *["backspace"] * 20, *"(cable", "tab")
        assert screen.filter_bar.text == "(cable"
        assert screen.focused is screen.filter_bar.input
        assert "Esc leaves it" in screen.footer.message
        await press_keys(pilot, "escape")
        assert screen.session.state.spot.query == Everything()


async def test_where_there_is_no_earlier_filter_it_is_said_and_what_was_typed_stays() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "slash", *"quill", "up")
        assert screen.footer.message == "There is no earlier filter"
        assert screen.filter_bar.text == "quill"


async def test_a_value_is_found_by_a_word_of_like_meaning_and_where_none_is_what_to_do_is_said() -> None:
    async with explorer(size=(100, 30)) as (pilot, screen):
        await press_keys(pilot, "f", *"arrest")
        assert "Detention" in screen_text(pilot.app)
        await press_keys(pilot, "enter")
        assert str(screen.session.state.spot.query) == "kind:detention"
        await press_keys(pilot, "f", *"xyzzy")
        assert "no value is called so: Esc, then / finds words in the texts" in screen_text(pilot.app)
