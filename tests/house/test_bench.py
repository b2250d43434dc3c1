"""The measures can be taken: every part of them is there and whole, and what they reckon with is right."""

import re
from importlib import import_module

import pytest
from samples import HARBOUR, ROOT

from bench import __main__ as bench
from bench import machine, others
from bench.compiling import Cost, middle
from bench.figure import Figure, Row, Target, percentile, quantity
from bench.keys import ALL, LIST, count_of, joined, pane_areas
from bench.others import Number, Taken, Tool, Wrong, held
from bench.table import HEAD, named, render, with_section
from bench.table import Taken as OfPart
from bench.terminal import Area, Program, settled
from bench.walking import repeated
from tui.core.opening import open_dataset


class Invented:
    """A part that measures nothing."""

    TITLE = "Invented"
    ROWS = (Row("a key", Target("ratio", 1.5)), Row("memory", Target("most", 150), "MB"), Row("a start"))

    def measure(self):
        yield Figure(self.ROWS[0], 0.03, 9, 0.02, "a list")
        raise TimeoutError("it does not come")


def row_of(table: str, name: str) -> list[str]:
    (line,) = [line for line in table.splitlines() if line.startswith(f"| {name} ")]
    return [cell.strip() for cell in line.strip("| ").split(" | ")]


def test_every_module_that_measures_is_a_part() -> None:
    modules = {path.stem for path in (ROOT / "bench").glob("*.py") if path.stem[0] != "_"}
    assert {name for name in modules if hasattr(import_module(f"bench.{name}"), "measure")} == {
        *bench.NAMES,
        *bench.ALONE,
    }


def test_the_page_has_the_rows_that_are_measured_and_says_when_and_where() -> None:
    section = bench.PAGE.read_text(encoding="utf-8").split("<!-- bench -->")[1].split("<!-- /bench -->")[0]
    wanted = [(row.name, row.held_to) for name in bench.NAMES for row in bench.part(name).ROWS]
    assert named(section) == wanted
    assert len({name for name, _ in wanted}) == len(wanted), "names are told apart"
    assert re.search(r"Measured on \d+ cores \(.+\).*, Python 3\.\d+\.\d+, Textual \d+\.\d+\.\d+", section)
    assert re.search(r"^\d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d .*; load \d+\.\d before", section, re.MULTILINE)


def test_a_figure_says_whether_its_target_is_met() -> None:
    ratio, most, least = Target("ratio", 1.5), Target("most", 150), Target("least", 500)
    assert Figure(Row("", ratio), 0.03, 9, 0.02).met is True
    assert Figure(Row("", ratio), 0.04, 9, 0.02).met is False
    assert Figure(Row("", ratio), 0.04, 9).met is False, "what has no baseline is not within a ratio of it"
    assert [Figure(Row("", most, "MB"), took, 1).met for took in (150, 151)] == [True, False]
    assert [Figure(Row("", least, "a second"), took, 1).met for took in (500, 499)] == [True, False]
    assert [Figure(Row("", Target("beyond", 0.03)), took, 1, 0.01).met for took in (0.03, 0.05)] == [True, False]
    assert Figure(Row(""), 1, 1).met is None


def test_quantities_are_told_in_their_unit() -> None:
    told = [quantity(0.0463, "s"), quantity(1.2577, "s"), quantity(21.79, "s"), quantity(6312.4, "a second")]
    assert told == ["46.3 ms", "1,258 ms", "21.8 s", "6,312 a second"]


def test_the_table_tells_names_targets_figures_and_what_failed() -> None:
    figures = [Figure(Invented.ROWS[0], 0.03, 9, 0.02, "a list"), Figure(Invented.ROWS[1], 163.4, 1)]
    table = render([OfPart(Invented(), figures, "invented: it does not come")])
    assert row_of(table, "what") == list(HEAD)
    assert row_of(table, "a key") == ["a key", "30.0 ms", "20.0 ms a list", "1.50", "≤ 1.5", "yes", "9"]
    assert row_of(table, "memory") == ["memory", "163 MB", "–", "–", "≤ 150 MB", "NO", "1"]
    assert row_of(table, "a start") == ["a start", "failed", "–", "–", "–", "–", "0"]
    assert named(table) == [("a key", "≤ 1.5"), ("memory", "≤ 150 MB"), ("a start", "–")]
    assert len({len(line) for line in table.splitlines()}) == 1, "columns are even"


def test_a_part_that_fails_keeps_what_it_has_and_fails_the_run(monkeypatch, capsys) -> None:
    monkeypatch.setattr(bench, "part", lambda _: Invented())
    assert bench.main(["keys"]) == 1
    out, err = capsys.readouterr()
    assert row_of(out, "a key")[1] == "30.0 ms"
    assert row_of(out, "memory")[1] == "failed"
    assert "failed: keys: TimeoutError: it does not come" in err


def test_only_a_whole_run_goes_into_the_page(monkeypatch, capsys, tmp_path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(bench, "PAGE", page)
    monkeypatch.setattr(bench, "run", lambda names: (f"{len(names)} parts\n", []))
    with pytest.raises(SystemExit):
        bench.main(["--write", "keys"])
    assert "old" in page.read_text(encoding="utf-8")
    assert bench.main(["--write"]) == 0
    kept = f"before\n<!-- bench -->\n\n{len(bench.NAMES)} parts\n\n<!-- /bench -->\nafter\n"
    assert page.read_text(encoding="utf-8") == kept
    monkeypatch.setattr(bench, "run", lambda _: ("half\n", ["keys: lost"]))
    assert bench.main(["--write"]) == 1
    assert page.read_text(encoding="utf-8") == kept
    capsys.readouterr()


def test_a_part_that_is_not_there_and_a_page_without_marks_are_refused(capsys) -> None:
    with pytest.raises(SystemExit) as refused:
        bench.main(["knobs"])
    assert refused.value.code == 2
    assert "there is no knobs; there are compiling, keys" in capsys.readouterr().err
    with pytest.raises(ValueError, match="<!-- bench -->"):
        with_section("nothing\n", "table\n")


def test_the_machine_is_described() -> None:
    assert re.match(r"\d+ cores \(.+\), \d+ GB of memory, \w+ .*, Python 3\.\d+", machine.described())
    watch = machine.Watch()
    assert re.match(r"\d+ \w+ 20\d\d, .*; load \d+\.\d before, .*0 min 0\d s in all$", watch.told())
    assert watch.others is None or 0 <= watch.others <= 1


def test_a_number_on_the_screen_is_held_against_a_scan(tmp_path) -> None:
    assert Number(r"\b(\d+)/100\b").on("  12/100 ──\n> word") == 12
    assert Number(r"\b(\d+)/100\b").on("> word") is None
    assert Number(r"([\d,]+) Lines not shown", 100_000).on(" 99,988 Lines not shown") == 12
    held(12, 12, "word")
    with pytest.raises(Wrong, match="shows 12 for word, where 13 are"):
        held(12, 13, "word")
    with pytest.raises(Wrong, match="shows no number for word"):
        held(None, 13, "word")
    path = tmp_path / "lines"
    word, other, third = others.WORDS
    path.write_text(f"a {word} {word}\n{word.title()}s\nun{other}\n{third[:2]}\n", encoding="utf-8")
    found = others.scanned(path)
    assert [found[part] for part in (word, other, third, other[:3])] == [2, 1, 0, 1]


def test_silence_counts_when_what_is_awaited_is_there() -> None:
    answers = "read x; sleep 0.7; echo half; sleep 0.7; echo whole; read y"
    with Program(["sh", "-c", f"echo ready; {answers}"]) as program:
        program.wait_for("ready", 0.1)
        taken = program.type("\r", {"all": Area(0, 10)}, awaited=lambda screen: "whole" in screen)
        assert "whole" in program.text
        assert taken["all"] is not None


def test_an_area_changes_where_something_is_drawn_in_it() -> None:
    with Program(["sh", "-c", r"stty -echo; echo ready; read x; printf '\033[20;1Hbelow'; read y"]) as program:
        program.wait_for("ready", 0.1)
        areas = {"above": Area(0, 10), "below": Area(15, 25), "beside": Area(15, 25, 10, 20)}
        taken = program.type("\r", areas, awaited=lambda screen: "below" in screen)
        assert [name for name, seconds in taken.items() if seconds is not None] == ["below"]


def test_a_tool_that_is_missing_or_finds_another_number_is_said() -> None:
    def wrong(path, there):
        raise Wrong("shows 1 for word, where 2 are")

    right = Taken([], [0.1])
    answers = [
        others.against(Tool("None", "no-such-command", "how", wrong), ROOT, {}),
        others.against(Tool("Shell", "sh", "how", wrong), ROOT, {}),
        others.against(Tool("Shell", "sh", "how", lambda path, there: right), ROOT, {}),
    ]
    assert answers[0] == (None, "no-such-command is not installed")
    assert answers[1] == (None, "Shell shows 1 for word, where 2 are")
    assert answers[2] == (right, "how")


def test_lines_for_the_other_tools_hold_what_an_event_is_found_by() -> None:
    folder = HARBOUR
    opened = open_dataset(folder)
    with others.lines(folder) as path:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row[0] for row in rows] == list(opened.store.event_ids)
    decree = next(row for row in rows if row[0] == "park-decree")
    assert decree[1] == "Decree widens the park's rules"
    assert "Harbour Park" in decree[2]
    assert decree[3] == "2017-12-21"


def test_what_is_reckoned_with() -> None:
    assert settled([0.1, 0.2, 0.3], ["a", "b", "c", "c"]) == settled([0.1, 0.2], ["a", "b", "a"]) == 0.2
    assert settled([0.1], ["a", "a"]) is settled([], ["a"]) is None
    values = [float(n) for n in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile([3.0], 0.95)) == (50.5, 96.0, 3.0)
    assert repeated("ab", 5) == "ababa"
    assert middle([Cost(1, 5), Cost(3, 4), Cost(2, 9)]) == Cost(2, 5)
    assert joined({"count": 0.1, "list": 0.2, "overview": 0.4, "typed": None}) == {LIST: 0.2, ALL: 0.4}
    assert joined({"count": None, "list": None, "overview": 0.4}) == {LIST: None, ALL: 0.4}
    assert joined({LIST: 0.1, ALL: None}) == {LIST: 0.1, ALL: None}


def test_areas_of_a_screen_with_three_panes() -> None:
    screen = " Letapis  Harbour\n\n ▁▂▃\n▸TIMELINE      │ DETAILS   │ SOURCES\n               │           │\n"
    areas = pane_areas(screen)
    assert areas["overview"] == Area(1, 3)
    assert (areas["list"].top, areas["list"].left, areas["list"].right) == (4, 0, 15)
    with pytest.raises(ValueError, match="no list"):
        pane_areas(" Letapis\n")


def test_the_count_is_that_of_the_last_good_query() -> None:
    index = open_dataset(HARBOUR).index
    total = len(index.store.event_ids)
    laws = count_of(index, "kind:law")
    assert laws.endswith(f" of {total} events")
    assert 0 < int(laws.split()[0]) < total
    assert count_of(index, "kind:law (") == laws
