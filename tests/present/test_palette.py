"""The palette: plain words, keys and signs lead to what they mean, by name, by synonym, mistyped, on either layout."""

from __future__ import annotations

import pytest

from tui.core.model.sections import LISTED_SECTIONS
from tui.exchange.formats import FORMATS
from tui.keys.commands import COMMANDS, GROUPS, PLACES, hints, within
from tui.notebook.settings import SETTINGS, Settings
from tui.present.palette import ChangeSetting, ChooseSetting, PaletteEntry, RunCommand, entries, found
from tui.present.signs import Signs, signs

ACTIVE = {command.id for where in ("app", "main", "list") for command in within(where)}  # type: ignore[arg-type]
HERE = [command.id for command in hints("list") if command.id != "help"]
KINDS = (("§", "Law"),)


def palette() -> tuple[PaletteEntry, ...]:
    """What is listed while the timeline has the focus."""
    return entries(ACTIVE, HERE, Settings(), KINDS)


def led_to(typed: str, most: int = 3) -> list[str]:
    """What the first rows for a text are: ids of commands, settings with their values, or the beginning of a text."""
    return [called(entry) for entry in found(palette(), typed).entries[:most]]


def called(entry: PaletteEntry) -> str:
    match entry.does:
        case RunCommand(command):
            return command
        case ChooseSetting(name):
            return name
        case ChangeSetting(name, value):
            return f"{name}={value}"
    return f"sign {entry.lead}" if entry.tab == "signs" else f"advice {entry.lead}"


WORDS = {
    "theme": "theme", "colour": "theme", "color": "theme", "dark": "theme=dark", "light": "theme=light",
    "path": "copy", "dossier": "export", "export": "export", "csv": "export", "json": "export", "html": "export",
    "svg": "export", "print": "export", "people": "list_people", "person": "find_name",
    "companies": "list_organisations",
    "organisations": "list_organisations", "places": "list_places", "map": "list_places", "problems": "problems",
    "quit": "quit", "exit": "quit", "date": "go_to_date", "search": "edit_filter", "filter": "edit_filter",
    "clear": "suspend_filter", "bookmark": "bookmark", "note": "write_note", "save": "save_view", "copy": "copy",
    "cite": "copy", "undo": "undo_edit", "back": "go_back", "zoom": "zoom_pane", "width": "wider",
    "source": "go_to_excerpt", "pdf": "go_to_excerpt",
    "evidence": "go_to_excerpt", "compare": "compare", "timeline": "list_events", "help": "help",
    "mouse": "advice mouse", "font": "advice font", "language": "advice language", "reload": "reload",
    "author": "list_sources", "bibliography": "copy", "about": "help", "gaps": "coverage", "truth": "disputed",
    "week": "densest", "hide": "zoom_pane", "count": "sort_list", "contrast": "theme", "estimate": "sign ◇",
    "button": "advice mouse",
    "photo": "browse", "attach": "advice attach", "password": "advice password", "sync": "advice backup",
    "duplicate": "edit_record", "merge": "edit_record", "backup": "advice backup", "era": "select_range",
    "pages": "go_to_excerpt",
    "go back": "go_back", "start over": "suspend_filter", "broken": "problems", "total": "coverage",
    "permalink": "copy", "abbreviations": "sign ◆", "version": "advice version",
    "contradictions": "disputed", "disputed": "disputed", "bookmarks": "kept", "clipboard": "copy",
    "rumour": "disputed", "byline": "go_to_excerpt", "said": "go_to_excerpt", "introduction": "dossier",
    "title": "dossier",
    "email": "dossier", "share": "dossier", "send": "dossier", "markdown": "dossier", "open file": "open_dataset",
    "other dataset": "open_dataset", "dark mode": "theme=dark", "zoom out": "zoom_out", "first page": "first",
    "who said it": "go_to_excerpt", "next page": "page_down", "send by email": "dossier",
    "next": "next_match", "calendar": "go_to_date", "year": "go_to_date", "bigger": "wider", "smaller": "narrower",
    "company": "list_organisations", "forward": "go_forward", "spreadsheet": "export", "quote": "go_to_excerpt",
    "footnote": "copy", "document": "go_to_excerpt", "url": "browse", "link": "copy", "star": "bookmark",
    "favourite": "bookmark", "tag": "facets", "label": "facets", "scroll": "cursor_down", "jump": "go_to_date",
    "today": "go_to_date", "range": "select_range", "before": "edit_filter", "after": "edit_filter",
    "between": "select_range", "unknown": "sign ◇", "uncertain": "switch_reading", "conflict": "disputed",
    "missing": "coverage", "error": "problems", "warning": "problems", "why": "go_to_excerpt", "symbol": "sign ◆",
    "key": "help", "shortcut": "help", "restart": "reload", "refresh": "reload", "edit": "change_record",
    "delete": "delete_record", "rename": "rename_record", "add": "add_record", "new": "add_record",
    "import": "advice import",
    "fact check": "disputed", "timestamp": "go_to_date", "who knew what when": "known_at",
    "transcript": "go_to_excerpt", "interview": "go_to_excerpt", "translate": "advice language",
    "screenshot": "export", "witness": "list_people", "statistics": "coverage", "trust": "disputed",
    "correction": "change_record", "retraction": "change_record", "headline": "list_sources",
    "highlight": "select_words", "go to page": "go_to_excerpt", "provenance": "go_to_excerpt",
    "newspaper": "list_sources", "full screen": "zoom_pane", "split screen": "zoom_pane", "how many": "sort_list",
    "archive": "browse_archived", "citation style": "copy", "redo": "redo_edit",
    "unsure": "sign ◇", "legend": "sign ◆", "symbols": "sign ◆",
}  # fmt: skip
"""Words as people use them → what each must lead to, as one of the first three rows."""


def test_plain_words_lead_to_what_they_mean() -> None:
    astray = {word: led_to(word) for word, wanted in WORDS.items() if wanted not in led_to(word)}
    assert astray == {}


def test_formats_lists_and_settings_are_found_by_their_names() -> None:
    assert [name for name in FORMATS if "export" not in led_to(name)] == []
    assert [name for name in LISTED_SECTIONS if f"list_{name}" not in led_to(name)] == []
    assert [name for name in SETTINGS if led_to(name, 1) != [name]] == []
    assert set(SETTINGS) <= set(led_to("settings", 10))


def test_every_command_is_found_by_its_own_words_and_by_its_keys() -> None:
    for command in COMMANDS:
        assert command.id in led_to(command.help, 3), command.help
        if command.keys and command.id in ACTIVE and len(command.keys[0]) == 1:
            assert command.id in led_to(command.keys[0]), command.keys


def test_a_sign_leads_to_what_it_means(drawn: Signs) -> None:
    for sign in (drawn.disputed, drawn.within, drawn.day, drawn.rough, drawn.bookmark):
        assert f"sign {sign}" in led_to(sign), sign
    assert led_to("law", 1) == ["sign §"]
    rows = led_to("bookmarks", 9)
    assert rows.index("kept") < rows.index(next(row for row in rows if row.startswith("sign ")))


def test_a_word_on_the_other_layout_or_mistyped_leads_there_too() -> None:
    assert "theme" in led_to("еруьу")
    assert led_to("тема", 1) == ["theme"]
    assert "export" in led_to("экспорт")
    assert "bookmark" in led_to("bokmark")
    assert [found(palette(), typed).read_as for typed in ("theme", "еруьу", "bokmark")] == ["", "theme", "bookmark"]
    assert led_to("qqqqzz theme", 1) == ["theme"], "most words lead there"
    nowhere = "qqqqzz harbour dishwasher zotero money bold lost phone embargo anonymous unread random weather"
    assert {word: led_to(word) for word in nowhere.split() if led_to(word)} == {}, "the help says where to look instead"


def test_what_matters_here_comes_first_and_what_does_not_apply_last_with_the_reason() -> None:
    listed = found(palette(), "").entries
    assert [called(entry) for entry in listed[:3]] == HERE[:3]
    headings = list(dict.fromkeys(entry.heading for entry in listed))
    assert headings[0] == "here"
    assert headings[-1] == "elsewhere"
    assert [heading for heading in headings if heading in GROUPS] == [group for group in GROUPS if group != "Dialogs"]
    for entry in listed:
        assert bool(entry.why_not) is (entry.heading == "elsewhere")
    more = next(entry for entry in listed if called(entry) == "more_days")
    assert more.why_not == "compare: more days – works in the comparison: c leads there"
    ids = [called(entry) for entry in listed if isinstance(entry.does, RunCommand) and entry.tab == "commands"]
    assert {command.id for command in COMMANDS} <= set(ids)


def test_tabs_hold_their_own_and_values_of_settings_wait_for_a_text() -> None:
    assert {entry.tab for entry in found(palette(), "", "signs").entries} == {"signs"}
    assert [called(entry) for entry in found(palette(), "", "settings").entries] == list(SETTINGS)
    assert led_to("light", 1) == ["theme=light"]
    (now,) = (entry for entry in found(palette(), "theme dark").entries if entry.aside == "now")
    assert called(now) == "theme=auto"


def test_signs_of_the_other_layout_stand_beside_their_keys() -> None:
    asides = {called(entry): entry.aside for entry in palette() if entry.heading != "good to know"}
    assert asides["edit_filter"] == "on ЙЦУКЕН: ."
    assert asides["help"] == "on ЙЦУКЕН: ,"


@pytest.mark.usefixtures("drawn")
def test_every_place_has_a_name_and_a_way_to_it() -> None:
    known = {command.id for command in COMMANDS}
    for name, opener in PLACES.values():
        assert name
        assert opener in known | {""}
    assert signs()
