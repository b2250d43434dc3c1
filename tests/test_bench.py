"""The measures can be taken: every module of them is there and whole, and what they reckon with is right."""

from importlib import import_module
from pathlib import Path

import pytest
from samples import HARBOUR

from bench.compiling import Cost, middle
from bench.figure import Figure, percentile
from bench.keys import ALL, LIST, count_of, joined, pane_areas
from bench.others import Taken, line
from bench.terminal import Area, settled
from bench.walking import repeated
from tui.core.opening import open_dataset

MODULES = sorted(path.stem for path in (Path(__file__).parents[1] / "bench").glob("*.py") if path.stem[0] != "_")


@pytest.mark.parametrize("name", MODULES)
def test_what_measures_also_prints(name: str) -> None:
    module = import_module(f"bench.{name}")
    assert hasattr(module, "measure") == hasattr(module, "main")


def test_settled_is_the_moment_of_the_last_change() -> None:
    assert settled([0.1, 0.2, 0.3], ["a", "b", "c", "c"]) == 0.2
    assert settled([0.1, 0.2], ["a", "b", "a"]) == 0.2
    assert settled([0.1], ["a", "a"]) is None
    assert settled([], ["a"]) is None


def test_percentile() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert percentile(values, 0.5) == 50.5
    assert percentile(values, 0.95) == 96.0
    assert percentile([3.0], 0.95) == 3.0


def test_a_figure_says_whether_it_is_well() -> None:
    assert str(Figure("a key", 0.03, 0.02, "a list", 9, 1.5)).endswith("1.50x a list ≤ 1.5 yes")
    assert str(Figure("a key", 0.04, 0.02, "a list", 9, 1.5)).endswith("2.00x a list ≤ 1.5 NO")


def test_areas_of_a_screen_with_three_panes() -> None:
    screen = " Letapis  Harbour\n\n ▁▂▃\n▸TIMELINE      │ DETAILS   │ SOURCES\n               │           │\n"
    areas = pane_areas(screen)
    assert areas["overview"] == Area(1, 3)
    assert (areas["list"].top, areas["list"].left, areas["list"].right) == (4, 0, 15)
    with pytest.raises(ValueError, match="no list"):
        pane_areas(" Letapis\n")


def test_times_of_areas_are_joined() -> None:
    assert joined({"count": 0.1, "list": 0.2, "overview": 0.4, "typed": None}) == {LIST: 0.2, ALL: 0.4}
    assert joined({"count": None, "list": None, "overview": 0.4}) == {LIST: None, ALL: 0.4}
    assert joined({LIST: 0.1, ALL: None}) == {LIST: 0.1, ALL: None}


def test_the_count_is_that_of_the_last_good_query() -> None:
    index = open_dataset(HARBOUR).index
    total = len(index.store.event_ids)
    laws = count_of(index, "kind:law")
    assert laws.endswith(f" of {total} events")
    assert 0 < int(laws.split()[0]) < total
    assert count_of(index, "kind:law (") == laws


def test_keys_are_repeated_and_costs_have_a_middle() -> None:
    assert repeated("ab", 5) == "ababa"
    assert middle([Cost(1, 5), Cost(3, 4), Cost(2, 9)]) == Cost(2, 5)


def test_what_is_not_installed_is_said() -> None:
    assert line("fzf", None).split() == ["fzf", "not", "installed"]
    assert line("fzf", Taken([], [0.2, 0.1, 0.3])).split() == ["fzf", "–", "200.0", "ms"]
