"""The one table of keys: what each does, where it applies, and how it is called on the screen.

Bindings, footer, help, palette and docs/keys.md are made of it. Keys are written as Textual names them; their
twins on the Cyrillic layouts are not written but computed (see `keyboard`), so that they cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.keys.keyboard import key_name, twins

Where: TypeAlias = Literal[
    "app",
    "main",
    "list",
    "page",
    "sources",
    "reader",
    "reading",
    "selecting",
    "filter",
    "compare",
    "lanes",
    "ties",
    "moves",
    "dialog",
    "note",
    "form",
    "kept",
    "finding",
    "facets",
    "copies",
    "palette",
]
"""The part of the screen that has the focus, or a whole screen (`compare`, `lanes`, `ties`, `moves`); `main` is the
screen around the panes, `reading` the one around a text, `selecting` a text in which words are selected, `dialog` is
every dialog, those after it are single ones, `app` is everywhere."""
TYPING: frozenset[Where] = frozenset({"filter", "dialog", "note", "form", "kept", "finding", "facets", "palette"})
"""Where the user may be typing text, so that a letter cannot be the key of a command."""


class Command(Struct, frozen=True):
    """Something that the user can do with a key."""

    id: str
    """Name of the action: widgets and screens have a method `action_<id>`."""
    keys: tuple[str, ...]
    """As Textual names them, the one to show first; empty for what only the palette lists."""
    label: str
    """One or two words, for the footer."""
    help: str
    """One line, for the help and the palette."""
    where: tuple[Where, ...]
    group: str
    """Its heading in the help."""
    urgent: bool = False
    """Whether it acts before the widget in focus sees the keys typed after it."""
    synonyms: str = ""
    """Other words by which people look for it in the palette, some of them in Russian."""

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys and their twins on the Cyrillic layouts."""
        return tuple(dict.fromkeys(key for own in self.keys for key in (own, *twins(own))))

    @property
    def shown_keys(self) -> str:
        """The keys as the help prints them."""
        return " ".join(key_name(key) for key in self.keys)

    @property
    def cyrillic_signs(self) -> str:
        """What types its keys on a Cyrillic layout where that is no letter: "." for "/"."""
        return " ".join(key_name(twin) for key in self.keys for twin in twins(key) if len(twin) > 1 and "+" not in twin)


_PANES: tuple[Where, ...] = ("list", "page", "sources", "reader", "compare", "lanes")
_FIND, _OPEN, _TAKE, _KEEP = "Find and filter", "Open", "Copy and export", "Bookmarks and notes"
_EDIT = "Add and change"
_LIST, _REST, _PANE, _MOVE, DIALOGS = "Lists", "Letapis", "Panes", "Move", "Dialogs"
GROUPS = (_FIND, _OPEN, _LIST, _TAKE, _KEEP, _EDIT, _REST, _PANE, _MOVE, DIALOGS)
"""Headings of the help, in order."""


def _list(section: str, synonyms: str) -> Command:
    """Return the command that lists a section in the first pane, as the tab above it does."""
    return Command(f"list_{section}", (), section, f"list the {section}", ("main",), _LIST, synonyms=synonyms)


COMMANDS: tuple[Command, ...] = (
    Command("cursor_down", ("j", "down"), "down", "one line or row down", _PANES, _MOVE, synonyms="scroll move вниз"),
    Command("cursor_up", ("k", "up"), "up", "one line or row up", _PANES, _MOVE, synonyms="scroll move вверх"),
    Command("half_down", ("ctrl+d",), "half down", "half a page down", _PANES, _MOVE, synonyms="scroll"),
    Command("half_up", ("ctrl+u",), "half up", "half a page up", _PANES, _MOVE, synonyms="scroll"),
    Command("page_down", ("pagedown",), "page down", "a page down", _PANES, _MOVE, synonyms="scroll next"),
    Command("page_up", ("pageup",), "page up", "a page up", _PANES, _MOVE, synonyms="scroll previous"),
    Command(
        "first",
        ("g", "home"),
        "first",
        "to the beginning",
        _PANES,
        _MOVE,
        synonyms="top start begin earliest oldest page",
    ),
    Command("last", ("G", "end"), "last", "to the end", _PANES, _MOVE, synonyms="bottom finish newest latest page"),
    Command(
        "next_day",
        ("d",),
        "next day",
        "to the next day with events; as known at a date, a day on",
        ("list", "main", "compare", "lanes"),
        _MOVE,
        synonyms="tomorrow forward",
    ),
    Command(
        "previous_day",
        ("D",),
        "previous day",
        "to the previous day with events; as known at a date, a day back",
        ("list", "main", "compare", "lanes"),
        _MOVE,
        synonyms="yesterday",
    ),
    Command(
        "next_month",
        ("m",),
        "next month",
        "to the next month with events; as known at a date, a month on",
        ("list", "main", "compare", "lanes"),
        _MOVE,
        synonyms="forward",
    ),
    Command(
        "previous_month",
        ("M",),
        "previous month",
        "to the previous month with events; as known at a date, a month back",
        ("list", "main", "compare", "lanes"),
        _MOVE,
    ),
    Command("next_match", ("n",), "next", "to the next match or excerpt", _PANES, _MOVE, synonyms="result hit again"),
    Command(
        "previous_match", ("N",), "previous", "to the previous match or excerpt", _PANES, _MOVE, synonyms="result hit"
    ),
    Command(
        "earlier", ("h", "left"), "earlier", "lanes: one column earlier", ("lanes",), _MOVE, synonyms="left scroll"
    ),
    Command("later", ("l", "right"), "later", "lanes: one column later", ("lanes",), _MOVE, synonyms="right scroll"),
    Command(
        "far_earlier",
        ("H", "shift+left"),
        "far earlier",
        "lanes: half a screen earlier",
        ("lanes",),
        _MOVE,
        synonyms="left scroll",
    ),
    Command(
        "far_later",
        ("L", "shift+right"),
        "far later",
        "lanes: half a screen later",
        ("lanes",),
        _MOVE,
        synonyms="right scroll",
    ),
    Command("scroll_details_down", ("J",), "details down", "scroll the details down", ("main",), _MOVE),
    Command("scroll_details_up", ("K",), "details up", "scroll the details up", ("main",), _MOVE),
    Command(
        "pane_1",
        ("1",),
        "first pane",
        "to the first pane",
        ("main",),
        _PANE,
        synonyms="timeline list events window column focus",
    ),
    Command(
        "pane_2",
        ("2",),
        "details",
        "to the details",
        ("main",),
        _PANE,
        synonyms="card record summary window column focus",
    ),
    Command(
        "pane_3",
        ("3",),
        "sources",
        "to the sources",
        ("main",),
        _PANE,
        synonyms="evidence citations references window column focus",
    ),
    Command(
        "next_pane", ("tab",), "next pane", "to the next pane", ("main",), _PANE, synonyms="switch window column focus"
    ),
    Command("previous_pane", ("shift+tab",), "previous pane", "to the previous pane", ("main",), _PANE),
    Command(
        "switch_beside", ("tab", "shift+tab"), "beside", "reader: to what stands beside, and back", ("reading",), _PANE
    ),
    Command(
        "outline_beside",
        ("h", "left", "right"),
        "outline",
        "a page with the whole of a wide screen: to its outline, and back",
        ("page",),
        _PANE,
        synonyms="index contents sections parts beside",
    ),
    Command("beside_record", ("1",), "record", "reader: the record that you came from", ("reading",), _PANE),
    Command("beside_passage", ("2",), "passage", "reader: the passage and all that rests on it", ("reading",), _PANE),
    Command("beside_outline", ("3",), "outline", "reader: sections and passages of the source", ("reading",), _PANE),
    Command(
        "zoom_pane",
        ("z",),
        "zoom",
        "give the pane the whole screen, and take it back",
        ("main",),
        _PANE,
        synonyms="maximise maximize fullscreen enlarge expand big bigger width hide split columns layout",
    ),
    Command(
        "narrower",
        ("<", "alt+down"),
        "narrower",
        "make the pane narrower",
        ("main",),
        _PANE,
        synonyms="width resize smaller shrink divider",
    ),
    Command(
        "wider",
        (">", "alt+up"),
        "wider",
        "make the pane wider",
        ("main",),
        _PANE,
        synonyms="width resize larger bigger grow divider",
    ),
    Command(
        "zoom_in",
        ("+", "=", "ctrl+right"),
        "closer",
        "overview and lanes: less time, closer",
        ("main", "lanes"),
        _PANE,
        synonyms="zoom in magnify scale density histogram",
    ),
    Command(
        "zoom_out",
        ("-", "ctrl+left"),
        "wider",
        "overview and lanes: more time",
        ("main", "lanes"),
        _PANE,
        synonyms="zoom out scale density histogram",
    ),
    Command(
        "pan_earlier", ("(", "shift+left"), "earlier", "overview, seen closer: half a strip earlier", ("main",), _PANE
    ),
    Command("pan_later", (")", "shift+right"), "later", "overview, seen closer: half a strip later", ("main",), _PANE),
    Command("more_days", ("+", "=", "ctrl+right"), "more days", "compare: more days", ("compare",), _PANE),
    Command("fewer_days", ("-", "ctrl+left"), "fewer", "compare: fewer days", ("compare",), _PANE),
    Command("next_source", ("l", "right", "tab"), "next source", "compare: to the next source", ("compare",), _PANE),
    Command(
        "previous_source",
        ("h", "left", "shift+tab"),
        "previous source",
        "compare: to the previous source",
        ("compare",),
        _PANE,
    ),
    Command(
        "select_range",
        ("r",),
        "range",
        "between: begin a range of days here; again, filter by it",
        ("main",),
        _FIND,
        synonyms="period span interval from until time era eras epoch age century decade",
    ),
    Command(
        "next_listing",
        ("w",),
        "list",
        "let the first pane, or the lanes, list something else",
        ("main", "lanes"),
        _LIST,
        synonyms="tab switch table",
    ),
    Command(
        "previous_listing",
        ("W",),
        "list before",
        "let the first pane, or the lanes, list what comes before",
        ("main", "lanes"),
        _LIST,
        synonyms="switch",
    ),
    _list("events", "timeline chronology события"),
    _list("organisations", "organizations companies company firms orgs business teams организации компании"),
    _list("people", "persons person who author authors witness witnesses люди"),
    _list("places", "map towns city cities country countries region regions where места"),
    _list(
        "sources",
        "articles documents publications headline headlines author authors publisher newspaper media press "
        "bibliography источники",
    ),
    _list("claims", "figures facts questions"),
    _list("relations", "ties links connections связи"),
    Command(
        "sort_list",
        ("S",),
        "sort",
        "sort the list: by number of events, name, first date; the events by date, title, voices",
        ("main",),
        _LIST,
        synonyms="order arrange alphabetical count how many number сортировка",
    ),
    Command(
        "lanes",
        ("l",),
        "lanes",
        "lanes: a row for each organisation, person, kind or source",
        ("main",),
        _OPEN,
        synonyms="timeline chart graph gantt swimlanes diagram plot visual график",
    ),
    Command(
        "edit_filter",
        ("/", "ctrl+f"),
        "filter",
        "filter what is shown by typing",
        ("main",),
        _FIND,
        urgent=True,
        synonyms="search find query words text grep поиск найти фильтр",
    ),
    Command(
        "suspend_filter",
        ("\\", "f6"),
        "all",
        "lift the filter, and put it back; among ties, all that is left out",
        ("main", "ties", "moves"),
        _FIND,
        synonyms="clear reset unfilter remove off start over сброс очистить",
    ),
    Command(
        "filter_by",
        ("v",),
        "filter by it",
        "make the value under the cursor a filter",
        _PANES,
        _FIND,
        synonyms="only narrow value",
    ),
    Command(
        "switch_reading",
        ("V",),
        "may or must",
        "read the filter's dates the other way: may be, must be",
        ("main",),
        _FIND,
        synonyms="uncertain",
    ),
    Command(
        "facets",
        ("f",),
        "facets",
        "filter by a value: kind, how dated, who, where, source",
        ("main",),
        _FIND,
        synonyms="categories category kinds tags tag labels label types browse narrow",
    ),
    Command(
        "go_to_date",
        ("t",),
        "date",
        "go to a date as you write it: 9 aug 2020, mid september",
        ("main", "lanes"),
        _FIND,
        synonyms="day month year calendar when time today timestamp goto jump дата день год",
    ),
    Command(
        "known_at",
        ("u",),
        "as known",
        "as known at a date; again, at another one, or back to today",
        ("main",),
        _FIND,
        synonyms="past history version snapshot then knowledge who knew know what when",
    ),
    Command(
        "show_since",
        ("U",),
        "since",
        "as known at a date: list what came since, or not",
        ("main",),
        _FIND,
        synonyms="new later",
    ),
    Command(
        "find_name",
        ("ctrl+k",),
        "find",
        "go to anything by its name",
        ("main", "reader", "compare", "lanes", "ties", "moves"),
        _FIND,
        synonyms="search lookup person entity company organisation place card who goto jump имя кто",
    ),
    Command(
        "leave",
        ("escape",),
        "back",
        "leave what is on top, once; never quits",
        ("main", "reader", "compare", "lanes", "ties", "moves"),
        _OPEN,
        synonyms="cancel close out escape",
    ),
    Command(
        "keep_filter",
        ("enter",),
        "keep",
        "keep the filter, back to the list",
        ("filter",),
        _FIND,
        urgent=True,
        synonyms="accept apply done",
    ),
    Command(
        "undo_filter",
        ("escape",),
        "undo",
        "take the edit of the filter back",
        ("filter",),
        _FIND,
        urgent=True,
        synonyms="cancel revert discard",
    ),
    Command(
        "take_offer",
        ("tab",),
        "take",
        "take what is offered, again the next; else to the list",
        ("filter",),
        _FIND,
        synonyms="complete completion suggestion",
    ),
    Command(
        "older_filter", ("up",), "older", "an older filter", ("filter",), _FIND, urgent=True, synonyms="history recent"
    ),
    Command(
        "newer_filter",
        ("down",),
        "newer",
        "a newer filter; after the newest, the list",
        ("filter",),
        _FIND,
        urgent=True,
        synonyms="history recent",
    ),
    Command(
        "open", ("enter",), "open", "open what is under the cursor", _PANES, _OPEN, synonyms="details view show enter"
    ),
    Command(
        "go_to_excerpt",
        ("s",),
        "source",
        "jump to the excerpt, in its place in the source",
        ("main", "compare", "ties", "moves"),
        _OPEN,
        synonyms="evidence proof why provenance transcript interview quote quotation passage document original pdf "
        "read reader pages page paragraph byline said says told attribution источник цитата документ",
    ),
    Command(
        "go_back",
        ("[", "backspace", "alt+left"),
        "back",
        "back through the jumps",
        ("main", "reader", "compare", "lanes", "ties", "moves"),
        _OPEN,
        synonyms="undo go return previous history назад",
    ),
    Command(
        "go_forward",
        ("]", "alt+right"),
        "on",
        "forward through the jumps",
        ("main",),
        _OPEN,
        synonyms="redo next history вперёд",
    ),
    Command(
        "browse",
        ("o",),
        "browser",
        "open the page in the browser, at the excerpt",
        ("main", "reading"),
        _TAKE,
        synonyms="web website url link internet online сайт",
    ),
    Command(
        "browse_archived",
        ("O",),
        "archive",
        "open the archived copy of the page",
        ("main", "reading"),
        _TAKE,
        synonyms="wayback web copy url",
    ),
    Command(
        "export",
        ("x",),
        "export",
        "write what is shown to a file; in the lanes and the ties, a drawing",
        ("main", "lanes", "ties"),
        _TAKE,
        synonyms="save download csv tsv json jsonl jsonld html svg markdown md bibtex biblatex csl timelinejs ftm "
        "graphml gexf annotations figures chart print pdf dossier report spreadsheet excel table image picture share "
        "email screenshot экспорт сохранить печать",
    ),
    Command(
        "edit_record",
        ("e",),
        "edit",
        "open the record in your editor, at its line",
        ("main",),
        _TAKE,
        synonyms="change correct fix modify yaml editor vim править",
    ),
    Command(
        "copy",
        ("y",),
        "copy",
        "copy a citation, the excerpt, the link, the id or the place, or show it as text",
        ("main", "reading"),
        _TAKE,
        synonyms="clipboard yank cite citation quote reference footnote bibliography bibtex csl url link links "
        "permalink path share копировать цитировать ссылка",
    ),
    Command(
        "compare",
        ("c",),
        "compare",
        "compare what each source tells of these days, side by side",
        ("main",),
        _OPEN,
        synonyms="diff differences contrast versions accounts сравнить",
    ),
    Command(
        "bookmark",
        ("b",),
        "bookmark",
        "bookmark the record, or take that back",
        ("main", "reading"),
        _KEEP,
        synonyms="favourite favorite star pin mark save закладка",
    ),
    Command(
        "kept",
        ("B",),
        "kept",
        "list bookmarks, notes, views (saved filters)",
        ("main",),
        _KEEP,
        synonyms="bookmarks saved favourites favorites marks закладки заметки",
    ),
    Command(
        "write_note",
        ("a",),
        "note",
        "write a note on the record, in your own words",
        ("main", "reading"),
        _KEEP,
        synonyms="annotate annotation comment remark memo заметка",
    ),
    Command(
        "dossier",
        ("ctrl+x",),
        "dossier",
        "a dossier of what you keep, to send; in the list of that, also of the view under the cursor",
        ("main", "kept"),
        _KEEP,
        synonyms="export report send share email mail colleague notes bookmarks citations title introduction preface "
        "markdown html print pdf досье отчёт",
    ),
    Command(
        "save_view",
        (),
        "save view",
        "save the filter as a view",
        ("main",),
        _KEEP,
        synonyms="store query search сохранить",
    ),
    Command(
        "toggle_resume",
        (),
        "resume",
        "open where you left next time, or at the beginning instead",
        ("main",),
        _KEEP,
        synonyms="restore session start place",
    ),
    Command(
        "select_words",
        ("s",),
        "select",
        "reader: select words of the text, and make a passage and what rests on it",
        ("reading",),
        _EDIT,
        synonyms="capture quote excerpt passage cite highlight new add mark create выделить",
    ),
    Command(
        "change_record",
        ("E",),
        "change",
        "change the record here, in a form",
        ("main", "reading"),
        _EDIT,
        synonyms="edit modify correct correction retraction fix update field form изменить",
    ),
    Command(
        "add_record",
        ("C", "insert"),
        "add",
        "add a record, or a document with its source",
        ("main", "reading"),
        _EDIT,
        synonyms="new create make event person place organisation source document import insert добавить",
    ),
    Command(
        "delete_record",
        ("delete",),
        "delete",
        "delete the record from the files; what rests on it is named first",
        ("main", "reading"),
        _EDIT,
        synonyms="remove erase drop удалить",
    ),
    Command(
        "rename_record",
        ("f2",),
        "rename",
        "give the record another id, everywhere it is named",
        ("main", "reading"),
        _EDIT,
        synonyms="id key identifier переименовать",
    ),
    Command(
        "undo_edit",
        ("Z",),
        "undo",
        "undo the last change written into the files in this session",
        ("main", "reading"),
        _EDIT,
        synonyms="revert restore отменить",
    ),
    Command(
        "redo_edit",
        ("Y",),
        "redo",
        "redo what was undone",
        ("main", "reading"),
        _EDIT,
        synonyms="again repeat вернуть",
    ),
    Command("word_forward", ("right", "l", "w"), "word on", "selecting: a word on", ("selecting",), _EDIT),
    Command("word_back", ("left", "h", "b"), "word back", "selecting: a word back", ("selecting",), _EDIT),
    Command("line_down", ("down", "j"), "down", "selecting: a line down", ("selecting",), _EDIT),
    Command("line_up", ("up", "k"), "up", "selecting: a line up", ("selecting",), _EDIT),
    Command(
        "extend_forward", ("shift+right", "L", "W"), "extend", "selecting: extend by a word", ("selecting",), _EDIT
    ),
    Command(
        "extend_back",
        ("shift+left", "H", "B"),
        "extend back",
        "selecting: extend back by a word",
        ("selecting",),
        _EDIT,
    ),
    Command("extend_down", ("shift+down", "J"), "extend down", "selecting: extend by a line", ("selecting",), _EDIT),
    Command("extend_up", ("shift+up", "K"), "extend up", "selecting: extend back by a line", ("selecting",), _EDIT),
    Command(
        "begin_here",
        ("space", "v"),
        "begin",
        "selecting: begin at this word, so that the steps extend; again, begin anew",
        ("selecting",),
        _EDIT,
        synonyms="anchor start",
    ),
    Command(
        "find_words",
        ("/", "ctrl+f"),
        "find",
        "reader: select words by typing them, or the first and the last",
        ("reading", "selecting"),
        _EDIT,
        synonyms="search jump capture quote искать",
    ),
    Command(
        "make_passage",
        ("enter", "p"),
        "passage",
        "selecting: make a passage of the words",
        ("selecting",),
        _EDIT,
        synonyms="quote excerpt capture",
    ),
    Command("make_event", ("e",), "event", "selecting: make an event that rests on the words", ("selecting",), _EDIT),
    Command("make_claim", ("c",), "claim", "selecting: make a claim that rests on the words", ("selecting",), _EDIT),
    Command(
        "make_relation",
        ("r",),
        "relation",
        "selecting: make a relation that rests on the words",
        ("selecting",),
        _EDIT,
    ),
    Command(
        "make_entity",
        ("n",),
        "name",
        "selecting: make a person, an organisation or a place that rests on the words",
        ("selecting",),
        _EDIT,
        synonyms="person people organisation company place entity who where new",
    ),
    Command(
        "cite_words",
        ("t",),
        "cite",
        "selecting: let a record that is there rest on the words too",
        ("selecting",),
        _EDIT,
        synonyms="tie evidence attach link",
    ),
    Command("stop_selecting", ("escape",), "leave", "selecting: select nothing", ("selecting",), _EDIT),
    Command(
        "disputed",
        ("i",),
        "disputes",
        "disputes: where accounts differ, on this record and on all others",
        ("main",),
        _OPEN,
        synonyms="contradictions contradiction contradict conflicts conflict disagreement disagree differences "
        "disputed dispute controversy rumour rumours rumor truth true false facts trust reliable bias "
        "противоречия спорное",
    ),
    Command(
        "ties",
        ("T",),
        "ties",
        "how two are tied: by relations, joint events, what one said of the other",
        ("main", "ties"),
        _OPEN,
        synonyms="connection connected connect network link linked links path graph relationship relationships "
        "neighbours neighbourhood knows between who связи связь",
    ),
    Command(
        "moves",
        ("F",),
        "moves",
        "from where to where: who moved, when, how many, and who says so",
        ("main",),
        _OPEN,
        synonyms="movement migration relocation relocations departure departures arrival arrivals exile exodus left "
        "went emigrate переезд отъезд релокация",
    ),
    Command(
        "sort_moves",
        ("S",),
        "sort",
        "moves: sort by date, where from, where to, who, how many, who says so",
        ("moves",),
        _LIST,
        synonyms="order arrange number",
    ),
    Command(
        "toggle_ties",
        ("space", "l", "right"),
        "unfold",
        "ties: list those of what is under the cursor, or not",
        ("ties",),
        _OPEN,
        synonyms="expand collapse tree",
    ),
    Command(
        "tie_grid",
        ("d",),
        "grid",
        "ties around one: who is tied to whom, as a grid; again, the tree",
        ("ties",),
        _OPEN,
        synonyms="matrix drawing map network",
    ),
    Command(
        "tie_date",
        ("t",),
        "date",
        "ties: as things stood at a date; again, at another one, or at any time",
        ("ties",),
        _OPEN,
    ),
    Command("tie_relations", ("1",), "relations", "ties: by relations, or not", ("ties",), _OPEN),
    Command("tie_events", ("2",), "events", "ties: by joint events, or not", ("ties",), _OPEN),
    Command("tie_claims", ("3",), "claims", "ties: by what one said of the other, or not", ("ties",), _OPEN),
    Command(
        "coverage",
        (),
        "coverage",
        "show what is used of each source, and what is not",
        ("main",),
        _REST,
        synonyms="statistics stats total unused completeness missing gaps progress",
    ),
    Command(
        "densest",
        (),
        "densest",
        "the densest days: 1, 3, 7 or 30 in a row with the most events",
        ("main",),
        _FIND,
        synonyms="busiest peak most cluster week",
    ),
    Command(
        "open_dataset",
        (),
        "dataset",
        "open another dataset, recent ones first",
        ("main",),
        _REST,
        synonyms="load open file files other folder project path chronicle switch открыть",
    ),
    Command(
        "reload",
        ("R", "f5"),
        "reload",
        "read the files of the dataset again",
        ("main",),
        _REST,
        synonyms="refresh update again restart обновить",
    ),
    Command(
        "problems",
        ("P",),
        "problems",
        "show what is wrong with the data",
        ("main", "reading"),
        _REST,
        synonyms="errors warnings faults issues validation check mistakes broken ошибки проблемы",
    ),
    Command(
        "help",
        ("?", "f1", "ctrl+p"),
        "help",
        "find keys, commands, settings and signs, and run one",
        ("app",),
        _REST,
        synonyms="keyboard key shortcut shortcuts hotkeys palette manual guide menu about info tutorial "
        "помощь справка клавиши",
    ),
    Command(
        "quit",
        ("q", "ctrl+q"),
        "quit",
        "leave Letapis",
        ("app",),
        _REST,
        synonyms="exit close end bye stop restart выход выйти",
    ),
    Command(
        "suspend_process",
        ("ctrl+z",),
        "to the shell",
        "go back to the shell; fg returns",
        ("app",),
        _REST,
        synonyms="suspend background terminal job",
    ),
    Command("close", ("escape",), "close", "dialogs: close, and change nothing", ("dialog",), DIALOGS),
    Command("choose", ("enter",), "choose", "dialogs: take what is marked, or what was typed", ("dialog",), DIALOGS),
    Command("list_down", ("down",), "down", "dialogs: one choice down", ("dialog",), DIALOGS),
    Command("list_up", ("up",), "up", "dialogs: one choice up", ("dialog",), DIALOGS),
    Command("list_page_down", ("pagedown",), "page down", "dialogs: a page of choices down", ("dialog",), DIALOGS),
    Command("list_page_up", ("pageup",), "page up", "dialogs: a page of choices up", ("dialog",), DIALOGS),
    Command(
        "pick",
        ("tab",),
        "with",
        "facets: only events with this value; again, not so",
        ("facets",),
        DIALOGS,
        synonyms="include only",
    ),
    Command(
        "shut_out",
        ("shift+tab",),
        "without",
        "facets: no events with this value; again, not so",
        ("facets",),
        DIALOGS,
        synonyms="exclude not",
    ),
    Command(
        "note_on_found",
        ("tab",),
        "note on it",
        "go to: write a note on the record under the cursor",
        ("finding",),
        DIALOGS,
        synonyms="annotate comment",
    ),
    Command("next_tab", ("tab",), "tabs", "help: the next of its tabs", ("palette",), DIALOGS),
    Command("previous_tab", ("shift+tab",), "tabs", "help: the tab before", ("palette",), DIALOGS),
    Command(
        "drop_kept",
        ("delete",),
        "take away",
        "what you keep: take away, or put back",
        ("kept",),
        DIALOGS,
        synonyms="delete remove erase",
    ),
    Command(
        "move_up",
        ("ctrl+up", "alt+up"),
        "move up",
        "what you keep: a place up in your own order, which a dossier has too",
        ("kept",),
        DIALOGS,
        synonyms="sort arrange reorder order rank",
    ),
    Command(
        "move_down",
        ("ctrl+down", "alt+down"),
        "move down",
        "what you keep: a place down in your own order",
        ("kept",),
        DIALOGS,
        synonyms="sort arrange reorder order rank",
    ),
    Command("save_form", ("ctrl+s",), "save", "forms: write what is in the form", ("form",), DIALOGS),
    Command("next_field", ("tab",), "next", "forms: to the next field", ("form",), DIALOGS),
    Command("previous_field", ("shift+tab",), "previous", "forms: to the field before", ("form",), DIALOGS),
    Command("clear_field", ("ctrl+u",), "clear", "forms: clear the field", ("form",), DIALOGS, urgent=True),
    Command("next_choice", ("right", "space"), "next choice", "forms: make the next choice", ("form",), DIALOGS),
    Command("previous_choice", ("left",), "choice before", "forms: make the choice before", ("form",), DIALOGS),
    Command("keep_note", ("ctrl+s",), "keep", "notes: keep what is written", ("note",), DIALOGS, synonyms="save"),
    Command("copy_address", ("y",), "copy", "address: copy it", ("copies",), DIALOGS, synonyms="url link"),
    Command("as_text", ("t",), "as text", "copying: show as text instead, for the mouse", ("copies",), DIALOGS),
)
"""Every command there is."""

_AROUND = (
    *("find_name", "compare", "lanes", "known_at", "next_listing", "go_to_date"),
    *("next_pane", "kept", "zoom_pane", "edit_record", "change_record", "add_record"),
)
FOOTER: dict[Where, tuple[str, ...]] = {
    "list": (
        "edit_filter",
        "open",
        "leave",
        "go_to_excerpt",
        "copy",
        "disputed",
        "export",
        "write_note",
        "bookmark",
        "facets",
        *_AROUND,
        "filter_by",
        "help",
    ),
    "page": (
        *("edit_filter", "open", "leave", "go_to_excerpt", "outline_beside", "copy", "disputed", "filter_by", "export"),
        *("write_note", "bookmark", *_AROUND),
        "help",
    ),
    "sources": (
        *("edit_filter", "open", "leave", "copy", "browse", "disputed", "export", "write_note", "bookmark", "facets"),
        *_AROUND,
        "help",
    ),
    "filter": ("keep_filter", "take_offer", "older_filter", "undo_filter"),
    "reader": (
        *("open", "go_to_excerpt", "outline_beside", "next_match", "previous_match", "filter_by", "help", "leave"),
    ),
    "reading": (
        *("next_match", "switch_beside", "open", "select_words", "find_words", "help", "copy", "beside_outline"),
        "beside_passage",
        *("previous_match", "browse", "bookmark", "write_note", "filter_by", "leave"),
    ),
    "selecting": (
        *("begin_here", "find_words", "make_passage", "make_event", "make_claim", "make_relation", "make_entity"),
        *("cite_words", "stop_selecting", "word_forward", "line_down", "extend_forward", "help"),
    ),
    "compare": (
        *("open", "next_source", "go_to_excerpt", "more_days", "fewer_days", "help", "next_day", "next_month"),
        *("filter_by", "next_match", "previous_source", "previous_day", "previous_month", "leave"),
    ),
    "ties": (
        *("open", "go_to_excerpt", "toggle_ties", "ties", "tie_date", "tie_grid", "help", "suspend_filter", "export"),
        *("filter_by", "leave"),
    ),
    "moves": ("open", "go_to_excerpt", "sort_moves", "suspend_filter", "filter_by", "help", "leave"),
    "lanes": (
        *("open", "next_listing", "zoom_in", "zoom_out", "help", "next_match", "filter_by", "go_to_date", "export"),
        *("next_day", "next_month", "far_later", "far_earlier", "previous_match", "leave"),
    ),
}
"""What the footer names, by what has the focus or by the screen: the most important first, the last one always."""

ON_RECORD = frozenset(
    (
        *("open", "go_to_excerpt", "copy", "compare", "bookmark", "write_note", "filter_by", "browse"),
        *("edit_record", "change_record", "delete_record", "rename_record"),
    )
)
"""Commands that act on the record shown: where there is none, the footer does not name them."""

ON_LISTED = frozenset(("export",))
"""Commands that act on what is listed: where that is nothing, the footer does not name them."""

ON_EVENTS = frozenset(
    (
        *("edit_filter", "disputed", "facets", "lanes", "known_at", "go_to_date", "find_name", "compare", "kept"),
        *("next_pane", "zoom_pane"),
    )
)
"""Commands that are of use only in a dataset with events: in one without, the footer does not name them."""

EDITS = tuple(command for command in COMMANDS if command.group == _EDIT and "main" in command.where)
"""Commands of the explorer that write into the files."""

_CALLED: dict[tuple[Where, str], str] = {("list", "open"): "details", ("sources", "open"): "read"}
"""Label of a command in the footer, where it differs from that of the table."""

PLACES: dict[Where, tuple[str, str]] = {
    "app": ("all screens", ""),
    "main": ("the explorer", "leave"),
    "list": ("the list", "pane_1"),
    "page": ("the details", "pane_2"),
    "sources": ("the sources", "pane_3"),
    "reader": ("the reader", "go_to_excerpt"),
    "reading": ("the reader", "go_to_excerpt"),
    "selecting": ("words that are selected", "select_words"),
    "filter": ("the filter", "edit_filter"),
    "compare": ("the comparison", "compare"),
    "lanes": ("the lanes", "lanes"),
    "ties": ("the ties", "ties"),
    "moves": ("the moves", "moves"),
    "dialog": ("dialogs", ""),
    "note": ("a note", "write_note"),
    "form": ("a form", "change_record"),
    "kept": ("the list of what you keep", "kept"),
    "finding": ("the list of what is found", "find_name"),
    "facets": ("the facets", "facets"),
    "copies": ("the menu for copying", "copy"),
    "palette": ("the help", "help"),
}
"""What each part of the screen is called, and the command that leads there."""

COPIES: dict[str, str] = {
    "c": "the citation",
    "m": "the citation as Markdown",
    "b": "the source as biblatex",
    "j": "the source as CSL-JSON",
    "e": "the excerpt with its source",
    "l": "the link to the excerpt",
    "i": "the id",
    "p": "the place in the files",
}
"""What each letter copies in the menu that `copy` opens."""


def within(where: Where) -> tuple[Command, ...]:
    """Return the commands that apply in `where`, in the order of the table."""
    return tuple(command for command in COMMANDS if where in command.where)


def named(*ids: str) -> tuple[Command, ...]:
    """Return commands by their ids, in that order. Raises KeyError for one that the table does not have."""
    known = {command.id: command for command in COMMANDS}
    return tuple(known[name] for name in ids)


def by_group(table: Iterable[Command]) -> dict[str, list[Command]]:
    """Return the commands under the headings of the help."""
    commands = tuple(table)
    return {group: [command for command in commands if command.group == group] for group in GROUPS}


def hints(where: Where) -> tuple[Command, ...]:
    """Return what the footer shows in `where`, the most important first; the last one is to be kept always."""
    commands = named(*FOOTER[where])
    return tuple(replace(one, label=_CALLED.get((where, one.id), one.label)) for one in commands)
