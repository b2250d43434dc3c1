"""Facts are made where they are read: words are selected in the reader, a form says what they tell."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from bursts import at_once
from driving import explorer, flat, reading, screen_lines, screen_text, until
from samples import HARBOUR
from terminal import Terminal
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tui.core.checks import check
from tui.core.documents import folder as documents
from tui.core.documents.verify import verify
from tui.core.loading.loader import load
from tui.core.model.records import Ref
from tui.screens.dialogs.form import FieldLine, FormScreen
from tui.screens.reader.screen import ReaderScreen
from tui.widgets.page_view import PageView


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return shutil.copytree(HARBOUR, tmp_path / "harbour")


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


async def typed(pilot: Pilot[None], text: str) -> None:
    await at_once(pilot, text)
    await pilot.pause()


async def in_form(pilot: Pilot[None]) -> FormScreen:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    screen = pilot.app.screen
    assert isinstance(screen, FormScreen)
    return screen


async def select(pilot: Pilot[None], words: str) -> None:
    await pilot.press("slash")
    await typed(pilot, words)
    await pilot.press("enter")


async def saved(pilot: Pilot[None], folder: Path, before: dict[str, bytes]) -> ReaderScreen:
    """Save the form, and wait until the reader shows what was written."""
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
    assert held(folder) != before
    screen = await reading(pilot)
    await until(pilot, lambda: screen.awaited == "")
    return screen


async def test_an_event_is_made_of_selected_words_and_taken_back(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held") as (pilot, main):
        await pilot.press("s")
        await reading(pilot)
        before = held(harbour)
        await select(pilot, "was held ... gate")
        assert "6 words · only here · paragraph 5 of the text, under “The programmers' letter”" in flat(
            screen_text(pilot.app)
        )
        await pilot.press("e")
        form = await in_form(pilot)
        await typed(pilot, "Quill is taken")
        await pilot.press("enter", "down", "enter", "down", "enter")
        await typed(pilot, "=her firm")
        await pilot.press("enter")
        await typed(pilot, "det")
        await pilot.press("enter", "shift+tab", "shift+tab")
        await typed(pilot, "; Jan Roe")
        assert form.texts["date"] == "2020-08-12/2020-08-13"
        assert form.texts["place"] == "harbour-gate"
        await pilot.press("ctrl+s")
        assert "“Jan Roe” is new here" in flat(screen_text(pilot.app))
        await pilot.press(*["backspace"] * len("; Jan Roe"))
        screen = await saved(pilot, harbour, before)
        dataset, problems = load(harbour)
        assert not problems
        event = dataset.events["quill-is-taken"]
        assert (event.kind, event.involves[0].entity, event.involves[0].role) == ("detention", "gullwing", "her firm")
        assert list(dataset.sources["gazette"].passages)[8:10] == ["held-harbour-gate", "quill-held"]
        assert screen.key == "gazette/held-harbour-gate"
        assert not [*verify(dataset, documents.find(dataset.sources, harbour / "documents"))][1:]
        await pilot.press("Z")
        await until(pilot, lambda: held(harbour) == before)
        await until(pilot, lambda: "quill-is-taken" not in main.session.store.ids("events"))
        await pilot.press("Y")
        await until(pilot, lambda: held(harbour) != before)
        await until(pilot, lambda: "quill-is-taken" in main.session.store.ids("events"))  # it is read when this ends


async def test_a_selection_says_what_is_wrong_with_it_while_it_grows(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held") as (pilot, _):
        await pilot.press("s")
        screen = await reading(pilot)
        await select(pilot, "ada quill")
        await pilot.press(*["shift+right"] * 19)
        assert "an excerpt has at most 20" in flat(screen_text(pilot.app))
        await pilot.press("e")
        assert pilot.app.screen is screen  # nothing can be made of it
        said = flat(screen_text(pilot.app))
        assert "21 words: an excerpt has at most 20 · ↵ takes the last 20 · shift+← shortens" in said
        await pilot.press("escape")  # what is selected stays
        assert "21 words: an excerpt has at most 20 " in flat(screen_text(pilot.app))
        await pilot.press("e", "slash", *"count to be", "enter")  # other words may be asked for
        assert "3 words" in flat(screen_text(pilot.app))
        await pilot.press("escape", "s")
        await select(pilot, "ada quill")
        await pilot.press(*["shift+right"] * 19, "e", "u", "n", "enter")  # letters behind it are left out
        form = await in_form(pilot)
        assert "New event" in screen_text(pilot.app)
        await pilot.press("escape", "p")
        assert len((await in_form(pilot)).texts["quote"].split()) == 20
        await pilot.press("escape", "shift+right", "p")
        assert pilot.app.screen is screen
        await pilot.press("shift+left", "p")
        form = await in_form(pilot)
        assert form.texts["section"] == "The programmers' letter"
        await pilot.press("escape", "escape")
        assert not screen.query_one("#word-picker").display
        assert screen.reader.has_focus


async def test_a_selection_begins_with_the_paragraph_of_the_excerpt_and_stays_in_it(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("s")
        screen = await reading(pilot)
        await pilot.press("s", "p")
        form = await in_form(pilot)
        assert (form.texts["quote"], form.texts["paragraph"]) == ("Ada", "5")
        await pilot.press("escape", "shift+left")
        assert "A selection stays in its paragraph" in flat(screen_text(pilot.app))
        await pilot.press(*["shift+down"] * 9)
        assert "A selection stays in its paragraph" in flat(screen_text(pilot.app))
        await pilot.press("shift+left")
        assert "words: an excerpt has at most 20" in flat(screen_text(pilot.app))
        assert screen.key == "gazette/quill-held"


async def test_steps_and_lines_move_the_selection_and_the_mouse_gives_one(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(100, 30)) as (pilot, _):
        await pilot.press("s")
        await reading(pilot)
        await select(pilot, "asked for the names")
        lines = screen_text(pilot.app).split("\n")
        row = next(at for at, line in enumerate(lines) if "asked for the names" in line)
        await pilot.press("escape")
        column = lines[row].index("asked")
        await pilot.mouse_down(offset=(column, row))
        await pilot.hover(offset=(column + 6, row))
        await pilot.hover(offset=(column + 18, row))
        await pilot.mouse_up(offset=(column + 18, row))
        await pilot.press("s", "p")
        form = await in_form(pilot)
        assert form.texts["quote"] == "asked for the names"
        await pilot.press("escape", "escape")
        await select(pilot, "she was")
        await pilot.press("escape", "s", "k", "space", "right", "right", "p")  # from the line above, two words on
        form = await in_form(pilot)
        assert form.texts["quote"] == "from 12 to"


async def test_a_record_is_changed_renamed_and_deleted_in_place(harbour: Path) -> None:
    async with explorer(harbour, at="network-cut") as (pilot, main):
        before = held(harbour)
        await pilot.press("E")
        await in_form(pilot)
        await pilot.press("end")
        await typed(pilot, " again")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: main.session.store.event("network-cut").title.endswith("again"))
        await pilot.press("f2", *["backspace"] * 3)
        await typed(pilot, "down")
        await pilot.press("enter")
        await until(pilot, lambda: "network-down" in main.session.store.ids("events"))
        assert "Renamed network-cut to network-down" in main.footer.message  # and not how many records changed
        assert load(harbour)[0].claims["outage-length"].about == "network-down"
        assert main.session.view.cursor is not None
        assert main.session.view.cursor.id == "network-down"
        await pilot.press("delete")
        await until(pilot, lambda: "(network-down)?" in screen_text(pilot.app))
        assert "How long was the network down?" in flat(screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "network-down" not in main.session.store.ids("events"))
        assert not load(harbour)[1]
        for _ in range(3):
            await pilot.press("Z")
        await until(pilot, lambda: held(harbour) == before)
        await until(pilot, lambda: "network-cut" in main.session.store.ids("events"))
        assert "Undone: changed network-cut" in main.footer.message


def written(folder: Path, record: str) -> bool:
    return any(f"{record}:" in path.read_text() for path in folder.rglob("*.yaml"))


CAPTURES = (
    (b"was held ... gate\r", b"e", (b"Quill is taken\r", b"\x1b[B\r", b"\t", b"det\r"), "quill-is-taken"),
    (b"her colleagues say\r", b"c", (b"Who says so?\r", b"quill\r", b"her colleagues"), "who-says-so"),
    (b"the firm brightkeel\r", b"r", (b"reed\r", b"foun\r", b"gullwing"), "reed-founded-gullwing"),
)
"""What is typed to select the words, the key that makes a record of them, what is typed into its form; its id."""


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.slow)])
def test_three_captures_by_keys_in_a_terminal(harbour: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    home = {"LETAPIS_HOME": str(tmp_path / "home"), "LETAPIS_CACHE": "off"}
    with Terminal(sys.executable, "-m", "tui", str(harbour), "--at", "quill-held", size=size, **home) as terminal:
        terminal.wait_for("Ada Quill held")
        terminal.send(b"s")
        terminal.wait_for("runs the map maker")
        for words, key, fields, record in CAPTURES:
            terminal.send(b"/")
            terminal.wait_for("Select the words")
            terminal.send(words)
            terminal.until(lambda text: "Select the words" not in text and "only here" in text, what="the selection")
            terminal.send(key)
            terminal.wait_for("New ")
            for field in fields:
                terminal.send(field)
            terminal.send(b"\x13")
            terminal.until(lambda text, record=record: "New " not in text and written(harbour, record), what=record)
    dataset, problems = load(harbour)
    assert not problems
    assert dataset.events["quill-is-taken"].kind == "detention"
    assert not [one for one in check.check(dataset) if one.severity.value != "note"]


async def test_a_document_is_added_from_within_and_the_reader_opens_on_it(harbour: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferries.txt"
    file.write_text("Still\n\nBy Ann Roe\n\n2 September 2020\n\nThe crews left their ships in the morning.\n")
    async with explorer(harbour) as (pilot, main):
        before = held(harbour)
        await pilot.press("C", "enter")
        await until(pilot, lambda: "path of a file" in screen_text(pilot.app))
        await typed(pilot, str(file))
        await pilot.press("enter")
        form = await in_form(pilot)
        assert (form.texts["title"], form.texts["authors"], form.texts["issued"]) == ("Still", "Roe, Ann", "2020-09-02")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
        await until(pilot, lambda: "The crews left their ships" in screen_text(pilot.app))
        assert (harbour / "documents/still.txt").read_bytes() == file.read_bytes()
        await pilot.press("escape", "Z")
        await until(pilot, lambda: held(harbour) == before)
        assert not (harbour / "documents/still.txt").exists()
        await until(pilot, lambda: "still" not in main.session.store.ids("sources"))


async def test_fields_that_are_gone_through_fast_leave_the_cursor_where_it_came_to(harbour: Path) -> None:
    async with explorer(harbour, at="network-cut") as (pilot, _):
        await pilot.press("E")
        form = await in_form(pilot)
        for _ in range(9):  # before the form hears of the first field that it has the focus
            form.action_run_command("next_field")
        here = form.focused
        seen = set()
        for _ in range(20):
            await pilot.pause(0.01)
            seen.add(form.focused)
        assert seen == {here}


@pytest.mark.parametrize("record", ["network-cut", "quill", "harbour-gate", "gazette"])
async def test_every_field_of_a_form_can_be_gone_through(harbour: Path, record: str) -> None:
    async with explorer(harbour, at=record) as (pilot, _):
        await pilot.press("E")
        form = await in_form(pilot)
        for _ in form.texts:
            await pilot.press("tab", "down")
        await pilot.press("escape", "escape")  # what was marked in empty fields is not saved
        assert not isinstance(pilot.app.screen, FormScreen)


async def test_what_is_left_unused_by_a_deletion_goes_with_it_in_one_step(harbour: Path) -> None:
    async with explorer(harbour, at="network-cut") as (pilot, main):
        before, passages = held(harbour), set(load(harbour)[0].sources["gazette"].passages)
        await pilot.press("delete")
        await until(pilot, lambda: "(network-cut)?" in screen_text(pilot.app))
        said = flat(screen_text(pilot.app))
        assert "claim: is deleted too" in said
        assert "event: stays, without naming it" in said
        assert "on which nothing else rests" in said
        await pilot.press("down", "enter")
        await until(pilot, lambda: "network-cut" not in main.session.store.ids("events"))
        dataset, problems = load(harbour)
        assert not problems
        gone = passages - set(dataset.sources["gazette"].passages)
        assert "back" in gone
        assert not [one for one in check.check(dataset) if one.rule == "unused-passage"]
        await pilot.press("Z")
        await until(pilot, lambda: held(harbour) == before)


async def test_a_value_of_a_claim_is_changed_and_deleted(harbour: Path) -> None:
    async with explorer(harbour, at="crowd") as (pilot, main):
        before = held(harbour)
        await pilot.press("E")
        await until(
            pilot, lambda: "How many people stood" in screen_text(pilot.app) and "VALUES" in screen_text(pilot.app)
        )
        await pilot.press("down", "down", "enter")
        form = await in_form(pilot)
        assert (form.texts["value"], form.texts["qualifier"]) == ("900", "more than")
        await pilot.press("end", "9", "ctrl+s")
        await until(pilot, lambda: main.session.store.claim("crowd").values[1].value == "9009")
        assert "basis: count of the organisers" in (harbour / "claims.yaml").read_text()
        await pilot.press("E", "down", "delete")
        await until(pilot, lambda: "Delete 300 people" in flat(screen_text(pilot.app)))
        assert "on which nothing else rests" not in flat(screen_text(pilot.app))  # another value rests on the passage
        await pilot.press("enter")
        await until(pilot, lambda: len(main.session.store.claim("crowd").values) == 2)
        await pilot.press("Z", "Z")
        await until(pilot, lambda: held(harbour) == before)


@pytest.mark.parametrize("where", ["reader", "explorer"])
async def test_a_claim_that_exists_gets_one_more_value_once_that_is_asked_twice(harbour: Path, where: str) -> None:
    async with explorer(harbour, at="quill-held", size=(80, 24)) as (pilot, _):
        before, claims = held(harbour), {*load(harbour)[0].claims}
        if where == "reader":
            await pilot.press("s")
            await reading(pilot)
            await select(pilot, "her colleagues say")
            await pilot.press("c")
        else:
            await pilot.press("C", *"claim", "enter")
        form = await in_form(pilot)
        for line in form.query(Input):
            name = line.parent.field.key.name if isinstance(line.parent, FieldLine) else ""
            known = {"question": "how long was the network DOWN", "about": "quill", "value": "5"}
            line.value = known.get(name, "gazette/quill-held" if name == "evidence" else "")
        about = next(line for line in form.query(FieldLine) if line.field.key.name == "about").line
        about.value = "network-cut"
        await pilot.press("ctrl+s")
        remark = form.query_one(".form-remark").region
        lines = screen_lines(pilot.app)[remark.y : remark.bottom]
        said = " ".join(line[remark.x : remark.right].strip() for line in lines).strip()
        assert said == "This claim exists, with 2 values: ctrl+s again adds this value to it"
        assert held(harbour) == before
        await pilot.press("ctrl+s")
        await until(pilot, lambda: held(harbour) != before and pilot.app.screen is not form)
        dataset, problems = load(harbour)
        assert not problems
        assert {*dataset.claims} == claims
        assert [value.value for value in dataset.claims["outage-length"].values][-1] == "5"
        assert {"look-alike", "dispute-unsaid"}.isdisjoint(one.rule for one in check.check(dataset))


async def test_a_question_that_is_asked_already_gets_one_more_value_with_what_was_typed(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        before, claims = held(harbour), load(harbour)[0].claims
        await pilot.press("s")
        await reading(pilot)
        await select(pilot, "her colleagues say")
        await pilot.press("c")
        form = await in_form(pilot)
        lines = {line.field.key.name: line.line for line in form.query(FieldLine)}
        lines["value"].value, lines["qualifier"].value, lines["scope"].value = "5", "no more than", "the pier"
        await typed(pilot, "network down")
        await until(pilot, lambda: "asked of" in screen_text(pilot.app))
        await pilot.press("down", "enter")
        assert pilot.app.screen is form  # the scope has no place in the form of a value
        assert form.texts["question"] == "How long was the network down?"
        lines["scope"].value = ""
        await pilot.press("shift+tab", "down", "enter")
        await until(pilot, lambda: pilot.app.screen is not form)
        more = await in_form(pilot)
        assert "One more value: How long was the network down?" in screen_text(pilot.app)
        assert (more.texts["value"], more.texts["qualifier"]) == ("5", "no more than")
        await pilot.press("escape")
        assert pilot.app.screen is more  # nothing that was typed is thrown away at once
        await pilot.press("escape")
        assert pilot.app.screen is form  # nor is the claim
        await pilot.press("shift+tab", "tab", "ctrl+u", *"network down", "down", "enter")
        await until(pilot, lambda: pilot.app.screen is not form)
        screen = await saved(pilot, harbour, before)
        await until(pilot, lambda: screen.footer.message.startswith("Added outage-length"))
        assert not screen.query_one("#word-picker").display
        after = load(harbour)[0].claims
        assert (after["outage-length"].values[-1].value, after["outage-length"].values[-1].qualifier) == (
            "5",
            "no more than",
        )
        assert len(after) == len(claims)


async def test_a_question_that_begins_as_one_that_is_asked_is_held_once(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("s")
        await reading(pilot)
        await select(pilot, "her colleagues say")
        await pilot.press("c")
        form = await in_form(pilot)
        await typed(pilot, "how long")
        await until(pilot, lambda: "↓ ↵ adds a value to one of these" in flat(screen_text(pilot.app)))
        await pilot.press("tab")
        assert "adds a value to one of these; Tab keeps this as new" in flat(screen_text(pilot.app))
        await pilot.press("tab")
        assert form.texts["question"] == "how long"
        assert "name of the entity or event" in flat(screen_text(pilot.app))  # it is in the next field


async def test_a_figure_that_is_typed_as_one_is_parted_into_its_fields(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("s")
        await reading(pilot)
        await select(pilot, "her colleagues say")
        await pilot.press("c", "tab", "tab")
        form = await in_form(pilot)
        await typed(pilot, "about 11 million crowns")
        await pilot.press("tab")
        figure = [form.texts[name] for name in ("value", "unit", "qualifier")]
        assert figure == ["11", "million crowns", "about"]
        await pilot.press("shift+tab", "ctrl+u")
        await typed(pilot, "12 boats")  # another unit is there: nothing of what was typed is lost
        await pilot.press("tab")
        assert (form.texts["value"], form.texts["unit"]) == ("12 boats", "million crowns")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_all_kinds_of_a_new_name_are_listed_or_how_many_there_are_is_said(
    harbour: Path, size: tuple[int, int]
) -> None:
    async with explorer(harbour, size, at="quill-held") as (pilot, _):
        await pilot.press("E", *["tab"] * 2, "ctrl+u")
        options = (await in_form(pilot)).query_one(OptionList)
        await typed(pilot, "Pier Union")
        await until(pilot, lambda: options.option_count == 11)
        await pilot.pause()
        said = flat(screen_text(pilot.app))
        assert ("11 in all" in said) is (options.scrollable_content_region.height < 11)
        assert options.scrollable_content_region.height >= min(10, size[1] // 4)


async def test_what_is_marked_for_a_new_name_is_made_and_typing_finds_another_kind(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("E", *["tab"] * 2, "ctrl+u")
        form = await in_form(pilot)
        await typed(pilot, "Pier Union")
        assert "“Pier Union” is new here: ↵ makes what is marked, one of 11" in flat(screen_text(pilot.app))
        await pilot.press("enter")
        assert form.texts["involves"] == "Pier Union (new ngo)"
        await typed(pilot, "; Mole Union (gr")
        await pilot.press("tab")  # it can be one kind only
        assert form.texts["involves"] == "Pier Union (new ngo); Mole Union (new group)"
        await pilot.press("shift+tab", "end")
        await typed(pilot, "; Quay Works")
        await pilot.press("tab", "tab")  # held, then taken
        assert form.texts["involves"].endswith("; Quay Works (new company)")
        assert isinstance(form.focused, Input)
        assert isinstance(form.focused.parent, FieldLine)
        assert form.focused.parent.field.key.name == "kind"


async def test_words_that_tell_of_no_kind_make_nothing_until_one_is_marked(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("E", *["tab"] * 2, "ctrl+u")
        form = await in_form(pilot)
        await typed(pilot, "no more than 500")
        await pilot.press("tab")
        assert "“no more than 500” is new here: an arrow marks one of 11 kinds" in flat(screen_text(pilot.app))
        await pilot.press("tab", "ctrl+s")
        assert form.texts["involves"] == "no more than 500"
        assert pilot.app.screen is form
        assert "called no more than 500: choose one from the list" in flat(screen_text(pilot.app))


async def test_a_name_that_is_begun_is_spelled_out_and_who_is_meant_by_several_is_asked_by_name(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("s")
        await reading(pilot)
        await select(pilot, "her colleagues say")
        await pilot.press("c", "tab", *"gull", "tab")
        form = await in_form(pilot)
        assert form.texts["about"] == "gullwing"
        await pilot.press("shift+tab", "ctrl+u", *"harbour", "tab")
        said = flat(screen_text(pilot.app))
        assert re.search(r"several are called harbour: (Harbour Park|Harbour gate|Harbourtown)", said)
        await pilot.press("shift+tab", "tab")  # what is said below is of the field that one is in
        said = flat(screen_text(pilot.app))
        assert "several are called" not in said
        assert "name of the entity or event" in said


async def test_from_what_a_date_was_inferred_goes_when_another_date_is_typed(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, _):
        await pilot.press("s")
        await reading(pilot)
        await select(pilot, "let go on 15")
        await pilot.press("e", "enter")
        form = await in_form(pilot)
        inferred = form.texts["date_from"]
        assert inferred
        await pilot.press("end", "x", "backspace")
        assert form.texts["date_from"] == ""
        await pilot.press("ctrl+u", *"2020", "tab")
        lines = {line.field.key.name: line.line for line in form.query(FieldLine)}
        lines["date_from"].value = "my own reckoning"
        await pilot.press("shift+tab", "1")
        assert form.texts["date_from"] == "my own reckoning"


async def test_each_of_several_values_of_a_field_can_be_replaced(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held") as (pilot, _):
        await pilot.press("E", *["tab"] * 2)
        form = await in_form(pilot)
        line = form.focused
        assert isinstance(line, Input)
        line.value = "quill=held; gullwing=her firm"
        line.cursor_position = 2
        await pilot.press(*["delete"] * 3, *["backspace"] * 2, *"osk")
        await until(pilot, lambda: "Osk Brand" in flat(screen_text(pilot.app)))
        await pilot.press("down", "enter")
        assert line.value == "brand=held; gullwing=her firm"
        await pilot.press("end")
        await until(pilot, lambda: "Osk Brand" not in flat(screen_text(pilot.app)).split("involves")[1].split("↵")[0])


async def test_what_is_offered_takes_one_line_each_and_is_cut_where_it_is_longer(harbour: Path) -> None:
    file = harbour / "organisations.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("name: Brightkeel", f"name: Brightkeel {'and sons-of-the-outer-mole ' * 5}", 1), encoding="utf-8"
    )
    async with explorer(harbour, (80, 24), at="reed-founded-brightkeel") as (pilot, _):
        await pilot.press("E")
        options = (await in_form(pilot)).query_one(OptionList)
        await pilot.press("tab", "tab")  # from, type, to
        await until(pilot, lambda: options.option_count > 0)
        lines = [line.split("│")[-3].strip() for line in screen_text(pilot.app).splitlines() if "and sons" in line]
        assert lines[-1].startswith("Brightkeel and sons")
        assert lines[-1].endswith("…")
        assert options.virtual_size.height == options.option_count


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (40, 10)])
async def test_a_form_shows_all_fields_that_have_room_and_opens_what_is_offered_at_the_field(
    harbour: Path, size: tuple[int, int]
) -> None:
    async with explorer(harbour, size, at="reed-founded-brightkeel") as (pilot, _):
        await pilot.press("E")
        form = await in_form(pilot)
        options, fields, said = form.query_one(OptionList), form.query_one("#fields"), form.query_one(".form-remark")
        assert size[1] == 10 or not fields.show_vertical_scrollbar
        for _ in form.query(FieldLine):
            await pilot.press("tab")
            await pilot.pause()
            line = form._at.region
            assert said.region.y == line.bottom, "what a field takes is told directly below it"
            assert said.region in fields.region, "and in view"
            if options.display:
                box = options.region
                assert said.region.bottom == box.y or box.bottom == line.y, form._at.field.label
                text = screen_lines(pilot.app)[box.y + (size[1] > 10)]
                assert text[form._at.line.region.x - 1] == " " != text[form._at.line.region.x], text
        await pilot.press("escape")


async def test_what_the_list_marks_the_details_show_or_the_cursor_of_a_text_is_on_is_changed(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held", size=(160, 48)) as (pilot, main):
        await pilot.press("2")
        while main.panes.details.link is None or main.panes.details.link.ref.section != "people":
            await pilot.press("down")
        await pilot.press("E")  # the record that is shown, whatever it links to
        assert "Change the event “Ada Quill held" in flat(screen_text((await in_form(pilot)).app))
        await pilot.press("escape", "enter", "E")
        assert (await in_form(pilot)).texts["name"] == "Ada Quill"
        assert "Change the person “Ada Quill”" in flat(screen_text(pilot.app))
        await pilot.press("escape")  # her card is shown, and the list has the cursor elsewhere
        for key, said in (
            ("E", "Change the event “Ada Quill held"),
            ("delete", "Delete the event"),
            ("f2", "id for the event"),
        ):
            main.navigation.show_record(Ref("people", "quill"))
            await pilot.press("1", key)
            await until(pilot, lambda said=said: said in flat(screen_text(pilot.app)))
            assert main.session.view.subject == Ref("events", "quill-held"), key  # and the details show it
            await pilot.press("escape")
        await pilot.press("escape", "3", "down", "E")
        form = await in_form(pilot)
        assert main.panes.sources.citations.key is not None
        passage = main.session.store.passage(main.panes.sources.citations.key)
        assert form.texts["quote"] == passage.quote
        await pilot.press("escape", "1", "s")
        screen = await reading(pilot)
        await pilot.press(*["j"] * 6)
        link = screen.reader.cursor.link
        await pilot.press("E")
        form = await in_form(pilot)
        assert link is not None
        assert link.ref.id in flat(screen_text(pilot.app))


async def test_words_typed_in_the_reader_select_and_never_run_as_commands(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held") as (pilot, _):
        await pilot.press("s")
        screen = await reading(pilot)
        await pilot.press("slash", *"new owners", "enter")
        assert "These words are not in the text" in screen_text(pilot.app)
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert not screen.query_one("#word-picker").display  # it began nothing
        assert screen.reader.has_focus
        await select(pilot, "was held ... gate")
        assert "6 words" in flat(screen_text(pilot.app))
        await pilot.press("escape", "P")
        assert "No problems" in screen.footer.message


async def test_where_there_is_no_text_a_word_is_still_typed_into_a_line(harbour: Path) -> None:
    shutil.rmtree(harbour / "documents")
    async with explorer(harbour, at="quill-held") as (pilot, _):
        await pilot.press("s")
        screen = await reading(pilot)
        await pilot.press("slash", *"boxed", "enter")
        assert "There is no text here to select words of" in flat(screen_text(pilot.app))
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_letters_behind_a_refused_key_are_no_commands(harbour: Path) -> None:
    async with explorer(harbour, at="quill-held") as (pilot, _):
        await pilot.press("s")
        screen = await reading(pilot)
        await select(pilot, "ada quill")
        await pilot.press(*["shift+right"] * 19)
        before = flat(screen_text(pilot.app))
        await pilot.press("e", *"pectrlwb")
        assert pilot.app.screen is screen
        await pilot.press("shift+left")  # what types nothing goes on
        assert "an excerpt has at most 20" in before
        assert "20 words" in flat(screen_text(pilot.app))
        await pilot.press("p")
        await in_form(pilot)


async def test_what_is_disputed_is_changed_on_its_page_which_follows(harbour: Path) -> None:
    async with explorer(harbour, size=(160, 48)) as (pilot, _):
        before = held(harbour)
        await pilot.press("i")
        await until(pilot, lambda: "where accounts differ" in screen_text(pilot.app))
        page = pilot.app.screen
        await pilot.press("down", "E")
        await until(pilot, lambda: pilot.app.screen is not page)
        form = await in_form(pilot)
        await pilot.press("end", "x", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is page and held(harbour) != before)
        changed = form.texts["title"].split()[-1]
        view = page.query_one("#reader", PageView)
        lines = lambda: " ".join(span.text for line in view.layout_of_page.lines for span in line)  # noqa: E731
        await until(pilot, lambda: changed in lines())
        await pilot.press("Z")
        await until(pilot, lambda: held(harbour) == before)


async def test_the_filter_in_force_follows_a_record_to_its_new_id_and_back(harbour: Path) -> None:
    async with explorer(harbour, query="person:quill", at="quill") as (pilot, main):
        await pilot.press("f2", *["backspace"] * 5, *"ada", "enter")
        await until(pilot, lambda: "ada" in main.session.store.ids("people"))
        assert str(main.session.state.spot.query) == "person:ada"
        assert main.session.view.result.count == 2
        await pilot.press("Z")
        await until(pilot, lambda: "quill" in main.session.store.ids("people"))
        assert str(main.session.state.spot.query) == "person:quill"


async def test_undoing_puts_the_cursor_on_what_it_brought_back_and_a_kind_goes_with_its_last_event(
    harbour: Path,
) -> None:
    events = harbour / "events/summer.yaml"
    text = events.read_text(encoding="utf-8")
    assert text.count("kind: detention") >= 1
    for path in (harbour / "events").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("kind: detention", "kind: law"), encoding="utf-8")
    before_quill, quill = text.replace("kind: detention", "kind: law").split("  quill-held:", 1)
    events.write_text(
        f"{before_quill}  quill-held:{quill.replace('kind: law', 'kind: detention', 1)}", encoding="utf-8"
    )
    async with explorer(harbour, at="quill-held") as (pilot, main):
        before = held(harbour)
        await pilot.press("delete")
        await until(pilot, lambda: "(quill-held)?" in screen_text(pilot.app))
        assert "the kind detention" in flat(screen_text(pilot.app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "quill-held" not in main.session.store.ids("events"))
        assert "detention" not in load(harbour)[0].kinds
        assert main.session.view.cursor != Ref("events", "quill-held")
        await pilot.press("Z")
        await until(pilot, lambda: main.session.view.cursor == Ref("events", "quill-held"))
        assert held(harbour) == before
        await pilot.press("Y")
        await until(pilot, lambda: "quill-held" not in main.session.store.ids("events"))
        await pilot.press("Z")
        await until(pilot, lambda: main.session.view.cursor == Ref("events", "quill-held"))
