"""Plant random faults in `tui/core` and `tui/session` and count those that the mirrored tests do not notice.

`make mutants ARGS="--seed 7 --count 300 --only tui/core/dates"`. A fault (mutant) is one changed node of a module's
syntax tree. Each is written into a copy of the checkout; a process forked from one that has the libraries in memory
runs there the tests of the module and then those of its folder, up to the first failure. The work tree is not touched.
Mutants that change nothing a test could see are listed, each with its reason, in `tests/equivalent_mutants.txt`.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("tui/core", "tui/session")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
COPIED = ("tui", "tests", "data", "styles", "docs", "bench", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile")
PRELOADED = [
    "pytest",
    "pytest_asyncio",
    "hypothesis.strategies",
    "hypothesis.internal.conjecture.engine",
    "asyncio",
    "msgspec",
    "yaml",
    "pyroaring",
    "sqlite3",
    "bs4",
    "markdown_it",
]
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what it changes, and the module's text with it."""

    path: str
    line: int
    before: str
    after: str
    text: str

    @property
    def change(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def key(self) -> tuple[str, str]:
        """What an entry of the equivalent ones names: no line number, as those move."""
        return self.path, self.change


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what could stand in a node's place by mistake."""
    match node:
        case ast.Compare(ops=[op]):
            for other in COMPARISONS[type(op)]:
                yield ast.Compare(node.left, [other()], node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant():
            yield from map(ast.Constant, other_values(node.value))
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant)):
            yield ast.Return(ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Raise() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def other_values(value: object) -> list[object]:
    """Return what could stand in a constant's place by mistake."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    return [""] if isinstance(value, str) and value else []


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield each node below one as (its parent, the parent's field, the position in it), annotations left out.

    Left out too are docstrings, decorators, a class's keywords, sizes of caches and what only a type checker reads.
    """
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        if isinstance(node, ast.ClassDef) and name in {"bases", "keywords"}:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or unseen(child):
                continue
            yield node, name, at
            yield from places(child)


def unseen(node: ast.AST) -> bool:
    """Whether no test could see a change of a node."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Global() | ast.Nonlocal():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")) | ast.keyword(arg="maxsize"):
            return True
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case ast.Call(func=ast.Name(id="TypeVar" | "cast" | "NewType")):
            return True
    return False


def shown(node: ast.AST) -> str:
    """A node's code in one line, short."""
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def mutants(path: str, source: str) -> list[Mutant]:
    """Return all mutants of a module in the order of its text."""
    tree = ast.parse(source)
    found = []
    for parent, name, at in list(places(tree)):
        value = getattr(parent, name)
        old = value if at is None else value[at]
        for new in replacements(old):
            change = (shown(old), shown(new))
            if isinstance(old, ast.Constant):  # a bare number says too little
                holder = parent if isinstance(parent, ast.expr | ast.Return | ast.Assign | ast.keyword) else old
                before = shown(holder)
            put(parent, name, at, ast.fix_missing_locations(ast.copy_location(new, old)))
            if isinstance(old, ast.Constant):
                change = (before, shown(holder) if holder is not old else shown(new))
                if change[0] == change[1]:  # cut away by the shortening
                    change = (f"{shown(old)} in {before}", shown(new))
            found.append(Mutant(path, getattr(old, "lineno", 0), *change, ast.unparse(tree)))
            put(parent, name, at, old)
    return found


def put(parent: ast.AST, name: str, at: int | None, node: ast.AST) -> None:
    """Set one child of a node."""
    if at is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[at] = node


def mirrored(path: str, root: Path = ROOT) -> tuple[str, ...]:
    """Return the tests of a module: its own file, if there is one, then its folder (beside a package: the files)."""
    module = Path(path)
    folder = Path("tests", *module.parts[1:-1])
    own = folder / f"test_{module.stem}.py"
    files = [str(own)] if (root / own).exists() else []
    rest = [str(folder)] if len(folder.parts) > 2 or module.parts[1] != "core" else sorted(
        str(file.relative_to(root)) for file in (root / folder).glob("test_*.py")
    )  # fmt: skip
    return tuple(dict.fromkeys([*files, *(part for part in rest if (root / part).exists())]))


def run_tests(folder: Path, tests: tuple[str, ...], log: Path, keep_bytecode: bool) -> int:
    """Fork; in the child run tests in a copy of the checkout. Return the child's number."""
    if child := os.fork():
        return child
    try:
        os.setsid()
        os.chdir(folder)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.environ["PYTHONPATH"] = str(folder)
        sys.path = [part for part in sys.path if not part.startswith(str(ROOT)) or "site-packages" in part]
        sys.dont_write_bytecode = not keep_bytecode
        import hypothesis
        import pytest

        phases = [phase for phase in hypothesis.Phase if phase.name not in {"shrink", "explain", "reuse"}]
        hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=phases)
        options = [
            "-x",
            "-q",
            "-p",
            "no:xdist",
            "-p",
            "no:cacheprovider",
            "-o",
            "timeout=0",
            "--no-header",
            "--tb=line",
        ]
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-profile=mutants"]
        status = int(pytest.main([*options, f"--basetemp={log}.tmp", "--rootdir", str(folder), *tests]))
    except BaseException as error:
        print(repr(error))
        status = 99
    sys.stdout.flush()
    os._exit(status)


class Runner:
    """Run tests in some processes at a time, each with a copy of the checkout of its own."""

    def __init__(self, place: Path, jobs: int) -> None:
        self.place = place
        self.jobs = jobs
        self.running: dict[int, tuple[int, float, float, object]] = {}

    def copies(self) -> None:
        """Make a copy for every process of the first, in which the tests have run and left their bytecode."""
        for slot in range(1, self.jobs):
            shutil.copytree(self.place / "0", self.place / str(slot), symlinks=True)

    def free(self) -> int:
        return next(slot for slot in range(self.jobs) if slot not in {run[0] for run in self.running.values()})

    def start(self, slot: int, job: object, tests: tuple[str, ...], seconds: float, folder: int | None = None) -> None:
        """Start tests in a copy (that of the slot); they are killed after some seconds."""
        place = self.place / str(slot if folder is None else folder)
        pid = run_tests(place, tests, self.place / f"{slot}.log", folder is not None)
        self.running[pid] = slot, time.monotonic(), seconds, job

    def wait(self) -> tuple[int, int, float, object]:
        """Wait for one to end; return (slot, status, seconds, job), the status -1 after its time was up."""
        while True:
            for pid, (slot, began, seconds, job) in self.running.items():
                took = time.monotonic() - began
                ended, status = os.waitpid(pid, os.WNOHANG)
                if not ended and took < seconds:
                    continue
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)  # also what the tests themselves started
                if not ended:
                    os.waitpid(pid, 0)
                del self.running[pid]
                return slot, os.waitstatus_to_exitcode(status) if ended else -1, took, job
            time.sleep(0.01)


def equivalents() -> dict[tuple[str, str], str]:
    """Read the mutants that are known to change nothing: `path | change | reason` a line."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    parts = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return {(path, change): reason for path, change, reason in parts}


def drawn(only: str, count: int, seed: int) -> list[Mutant]:
    """Draw mutants from the modules whose path starts with `only`; equivalent ones are not drawn."""
    known = equivalents()
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    names = [name for path in files if (name := path.relative_to(ROOT).as_posix()).startswith(only)]
    every = [found for name in names for found in mutants(name, (ROOT / name).read_text(encoding="utf-8"))]
    possible = [found for found in every if found.key not in known]
    return random.Random(seed).sample(possible, min(count, len(possible)))


def baseline(runner: Runner, sets: list[tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    """Run each set of tests without a fault; return the seconds it takes. They must pass."""
    took: dict[tuple[str, ...], float] = {}
    waiting = list(sets)
    while waiting or runner.running:
        if waiting and len(runner.running) < runner.jobs:
            runner.start(runner.free(), waiting[0], waiting[0], 900, folder=0)
            waiting.pop(0)
            continue
        slot, status, seconds, tests = runner.wait()
        assert isinstance(tests, tuple)
        if status != 0:
            raise SystemExit(f"{' '.join(tests)} fails without a fault:\n{(runner.place / f'{slot}.log').read_text()}")
        took[tests] = seconds
    return took


def survivors(
    runner: Runner, faults: list[Mutant], took: dict[tuple[str, ...], float]
) -> Iterator[tuple[Mutant, bool]]:
    """Run the mirrored tests on each fault; yield it with whether it survived them."""
    waiting = sorted(faults, key=lambda fault: -took.get(mirrored(fault.path), 0))
    while waiting or runner.running:
        if waiting and len(runner.running) < runner.jobs:
            fault = waiting.pop(0)
            tests = mirrored(fault.path)
            if not tests:
                yield fault, True
                continue
            slot = runner.free()
            file = runner.place / str(slot) / fault.path
            file.write_text(fault.text, encoding="utf-8")
            runner.start(slot, fault, tests, 15 + 4 * took[tests])
            continue
        slot, status, _, job = runner.wait()
        assert isinstance(job, Mutant)
        shutil.copy2(ROOT / job.path, runner.place / str(slot) / job.path)
        yield job, status == 0


def report(results: list[tuple[Mutant, bool]]) -> None:
    """Print the rate of each module, of each room and of all."""
    all_of: Counter[str] = Counter()
    alive: Counter[str] = Counter()
    for fault, survived in results:
        for name in {fault.path, str(Path(fault.path).parent), "in all"}:
            all_of[name] += 1
            alive[name] += survived
    for name in sorted(all_of, key=lambda name: (name == "in all", name)):
        print(f"{alive[name]:4} of {all_of[name]:4} survive {alive[name] / all_of[name]:6.1%}  {name}")


def main() -> int:
    """Draw mutants, run the tests, print the survivors; return 1 if more than one in ten survives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--only", default="", help="the beginning of a path: tui/core/dates")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    faults = drawn(asked.only.rstrip("/"), asked.count, asked.seed)
    print(f"{len(faults)} mutants, seed {asked.seed}", flush=True)
    for name in PRELOADED:
        __import__(name)
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        runner = Runner(Path(place), asked.jobs)
        first = Path(place) / "0"
        first.mkdir()
        for name in COPIED:
            copy_of(ROOT / name, first / name)
        took = baseline(runner, sorted({tests for fault in faults if (tests := mirrored(fault.path))}))
        runner.copies()
        results = []
        for fault, survived in survivors(runner, faults, took):
            results.append((fault, survived))
            if survived:
                print(f"{fault.path}:{fault.line}  {fault.change}", flush=True)
    report(results)
    return sum(survived for _, survived in results) * 10 > len(results)


def copy_of(source: Path, target: Path) -> None:
    """Copy a file or a folder without its bytecode."""
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
    else:
        shutil.copy2(source, target)


if __name__ == "__main__":
    sys.exit(main())
