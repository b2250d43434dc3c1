"""How the code is laid out, counted: what `docs/architecture.md` promises about classes, names, imports and rooms."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, cached_property

import pytest
from code_trees import nodes, trees
from samples import ROOT

from tui.core.model.sections import SECTION

# Where a module of ours may be imported in a function, and what for: "importing → imported", a module or a package.
# Each saves start-up.
DOORS = {
    "command": (
        "tui.cli.open → tui.cli.explorer",
        "tui.cli.open → tui.cli.read",
        "tui.cli.explorer → tui.app",
        "tui.cli.explorer → tui.theme.catalogue",
    ),
    "dialog or screen": (
        "tui.app → tui.screens.dialogs",
        "tui.screens.explorer.filtering → tui.screens.dialogs",
        "tui.screens.explorer.navigation → tui.screens.dialogs",
        "tui.screens.explorer.navigation → tui.screens.reader.screen",
        "tui.screens.explorer.notes → tui.screens.dialogs",
        "tui.screens.explorer.screen → tui.screens.explorer",
    ),
    "reading the files, where no compiled file will do": (
        "tui.core.opening → tui.core.compiled",
        "tui.core.compiled.compiling → tui.core.loading.parallel",
        "tui.core.index.index → tui.core.index.build",
    ),
    "few queries, terminals or datasets need it": (
        "tui.cli.common → tui.notebook.settings",
        "tui.cli.config → tui.theme.catalogue",
        "tui.cli.find → tui.present",
        "tui.cli.open → tui.core.query.parser",
        "tui.cli.querying → tui.notebook.on_disk",
        "tui.core.index.evaluate → tui.core.query.typed_dates",
        "tui.core.opening → tui.core.documents.folder",
        "tui.core.query.parser → tui.core.query.typed_dates",
        "tui.present.signs → tui.present.ascii_signs",
        "tui.widgets.output_filters → tui.present.ascii_signs",
    ),
    "not needed for the first rows": ("tui.screens.explorer.refresh → tui.present.overview.strip",),
}

METHODS, DEPTH = 30, 2
# classes that may have more methods, each with the reason
LARGER = {
    "tui.screens.explorer.screen.ExplorerScreen": 40,  # ADR 6: it joins the controllers, the panes and the key table
    "tui.core.store.base.Store": 36,  # one question a method: the interface of all that holds records
    "tui.core.store.memory.MemoryStore": 37,
    "tui.core.compiled.store.CompiledStore": 36,
}


class Module:
    """One file of `tui`: its dotted name and its syntax tree."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.is_package = (ROOT / name.replace(".", "/")).is_dir()
        self.name = name
        self.tree = tree
        self.classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        self.aliases = [
            ast.unparse(node.target)
            for node in tree.body
            if isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation)
        ]

    @cached_property
    def names(self) -> dict[str, str]:
        """What each imported name, and each class here, is called in full."""
        found = {node.name: f"{self.name}.{node.name}" for node in self.classes}
        for node in nodes()[self.name]:
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        return found


@cache
def modules() -> dict[str, Module]:
    return {name: Module(name, tree) for name, tree in trees().items()}


@cache
def classes() -> dict[str, tuple[ast.ClassDef, tuple[str, ...]]]:
    """Each class of ours by its full name, with the full names of those of ours that it inherits from."""
    found: dict[str, tuple[ast.ClassDef, tuple[str, ...]]] = {}
    ours = {f"{module.name}.{node.name}" for module in modules().values() for node in module.classes}
    for module in modules().values():
        for node in module.classes:
            bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
            named = [full_name(base, module.names) for base in bases]
            found[f"{module.name}.{node.name}"] = node, tuple(name for name in named if name in ours)
    return found


def full_name(base: ast.expr, names: dict[str, str]) -> str:
    """Return the dotted name of a base class as it is written: `Base`, `module.Base`."""
    first, *rest = ast.unparse(base).split(".")
    return ".".join([names.get(first, first), *rest])


def line_of(name: str) -> list[str]:
    """A class of ours and all of ours that it inherits from."""
    return [name, *(inherited for base in classes()[name][1] for inherited in line_of(base))]


def depth(name: str) -> int:
    """How many of our classes stand on one another below a class, itself counted."""
    return 1 + max((depth(base) for base in classes()[name][1]), default=0)


def methods(name: str) -> set[str]:
    """Names of the methods of a class, those inherited from classes of ours counted."""
    bodies = [node for each in line_of(name) for node in classes()[each][0].body]
    return {node.name for node in bodies if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@cache
def imports(module: Module) -> tuple[tuple[str, bool], ...]:
    """Return each module of ours that a module imports, and whether it does so in a function; not for types alone."""

    def below(node: ast.AST, inside: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            if isinstance(child, ast.ImportFrom) and (child.module or "").split(".")[0] == "tui":
                whole = {f"{child.module}.{alias.name}" for alias in child.names}
                yield from ((name, inside) for name in (whole & modules().keys() or {child.module or ""}))
            elif isinstance(child, ast.Import):
                yield from ((alias.name, inside) for alias in child.names if alias.name.split(".")[0] == "tui")
            else:
                yield from below(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))

    return tuple(below(module.tree, False))


def reachable(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in graph[waiting.pop()] - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def too_many_methods() -> list[str]:
    """Say which classes have more methods than they may."""
    counted = {name: len(methods(name)) for name in classes()}
    return [f"{name}: {count}" for name, count in counted.items() if count > LARGER.get(name, METHODS)]


def too_deep() -> list[str]:
    return [f"{name}: {depth(name)}" for name in classes() if depth(name) > DEPTH]


def used_twice() -> list[str]:
    """Say which public names stand for a class or a type in two modules."""
    where = defaultdict(list)
    for module in modules().values():
        for name in (*(node.name for node in module.classes), *module.aliases):
            if not name.startswith("_"):
                where[name].append(module.name)
    return [f"{name}: {', '.join(places)}" for name, places in where.items() if len(places) > 1]


def in_circles() -> list[str]:
    """Say which modules import themselves in the end, imports in functions counted."""
    graph = {name: {other for other, _ in imports(module)} for name, module in modules().items()}
    return [name for name in graph if name in reachable(name, graph)]


def in_functions() -> list[str]:
    """Say which modules of ours are imported in functions, and where."""
    return [f"{name} → {other}" for name, module in modules().items() for other, inside in imports(module) if inside]


def beside(room: str) -> list[str]:
    """Modules that lie directly in a room, not in one of its packages."""
    return [name for name, module in modules().items() if name.rpartition(".")[0] == room and not module.is_package]


def without_sentence() -> list[str]:
    """Packages whose `__init__` says nothing, or more than one plain sentence."""
    said = {name: ast.get_docstring(module.tree) or "" for name, module in modules().items() if module.is_package}
    return [
        f"{name}: {text!r}" for name, text in said.items() if "\n" in text or not text.endswith(".") or ". " in text
    ]


# what is counted, and how many of it there may be
COUNTED: dict[str, tuple[Callable[[], list[str]], int]] = {
    "classes with too many methods": (too_many_methods, 0),
    "classes too deep": (too_deep, 0),
    "names of two classes": (used_twice, 0),
    "modules in a circle of imports": (in_circles, 0),
    "imports in functions": (in_functions, 40),
    "modules beside the packages of core": (lambda: beside("tui.core"), 3),
    "modules beside the packages of tui": (lambda: beside("tui"), 6),
    "packages without one plain sentence": (without_sentence, 0),
}


@pytest.mark.parametrize("what", COUNTED)
def test_the_house_is_in_order(what: str) -> None:
    find, most = COUNTED[what]
    found = find()
    assert len(found) <= most, "\n".join([f"{len(found)} {what}:", *sorted(found)])


def test_each_import_in_a_function_is_at_a_listed_door() -> None:
    doors, found = [door for doors in DOORS.values() for door in doors], in_functions()
    assert [each for each in found if not any(f"{each}.".startswith(f"{door}.") for door in doors)] == []
    assert [door for door in doors if not any(f"{each}.".startswith(f"{door}.") for each in found)] == []


def test_screens_are_opened_and_left_by_one_module() -> None:
    """It drops what comes after an answer. What the app opens, or a command of the screen on top, needs no check."""
    openers = {
        "tui.screens.browser",
        "tui.screens.explorer.screen",
        "tui.screens.dialogs.palette",
        "tui.screens.reader.passage_commands",
    }
    calls = {
        (name, node.attr)
        for name in modules()
        for node in nodes()[name]
        if isinstance(node, ast.Attribute) and node.attr in ("dismiss", "pop_screen", "push_screen")
    }
    assert {name for name, call in calls if call != "push_screen"} == {"tui.screens.stack"}
    assert {name for name, _ in calls} == {"tui.screens.stack"} | openers


def test_sections_are_listed_in_one_module() -> None:
    """Elsewhere no list holds three of their names: `SECTIONS` and its like are imported."""
    found = [
        f"{name}: {ast.unparse(node)}"
        for name in modules()
        for node in nodes()[name]
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and len({one.value for one in node.elts if isinstance(one, ast.Constant)} & SECTION.keys()) >= 3
    ]
    assert found == []


def test_the_checkout_holds_nothing_that_a_run_has_left() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    roots = {path.partition("/")[0] for path in listed.splitlines()}
    known = {".ci", "bench", "data", "docs", "styles", "tests", "tui", "Makefile"}
    assert not {
        name
        for name in roots - known
        if not re.fullmatch(r"\.?[\w-]+\.(md|toml|in|lock|yaml)|LICENSE|\.gitignore", name)
    }
