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
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("tui/core", "tui/session")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
COPIED = ("tui", "tests", "data", "styles", "docs", "bench", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile")
PRELOADED = (
    "pytest pytest_asyncio hypothesis.strategies hypothesis.internal.conjecture.engine asyncio msgspec yaml pyroaring "
    "sqlite3 lxml.etree markdown_it"
)
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
    """One fault: where it is and what it changes, `number` in the order of the module's text."""

    path: str
    line: int
    change: str
    source: str = field(repr=False)
    number: int

    @property
    def key(self) -> tuple[str, str]:
        """What an entry of the equivalent ones names: no line number, as those move."""
        return self.path, self.change

    @property
    def text(self) -> str:
        """The module with the fault in it."""
        tree = ast.parse(self.source)
        next(islice(planted(tree), self.number, None))
        return ast.unparse(tree)


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


def planted(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Plant each fault in turn, in the order of the text; yield its line and what it changes while it is there."""
    for parent, name, at in list(places(tree)):
        value = getattr(parent, name)
        old = value if at is None else value[at]
        holder = parent if isinstance(parent, ast.expr | ast.Return | ast.Assign | ast.keyword) else old
        for new in replacements(old):
            # a bare number says too little: what it stands in is shown
            before = shown(holder if isinstance(old, ast.Constant) else old)
            put(parent, name, at, ast.fix_missing_locations(ast.copy_location(new, old)))
            after = shown(holder if isinstance(old, ast.Constant) and holder is not old else new)
            if before == after:  # cut away by the shortening
                before, after = f"{shown(old)} in {before}", shown(new)
            yield getattr(old, "lineno", 0), f"{before} → {after}"
            put(parent, name, at, old)


def mutants(path: str, source: str) -> list[Mutant]:
    """Return all mutants of a module in the order of its text."""
    found = enumerate(planted(ast.parse(source)))
    return [Mutant(path, line, change, source, number) for number, (line, change) in found]


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


def run_tests(folder: Path, tests: tuple[str, ...], seconds: float, *, keep: bool) -> tuple[int, float]:
    """Run tests in a copy of the checkout, in a fork of this process, and keep its bytecode or not.

    Return the status, -1 where they took longer than `seconds`, and the seconds that they took.
    """
    began = time.monotonic()
    if not (pid := os.fork()):
        run_forked(folder, tests, keep=keep)
    ended, status = 0, -1
    while not ended and time.monotonic() - began < seconds:
        ended, status = os.waitpid(pid, os.WNOHANG)
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)  # also what the tests themselves started
    if not ended:
        os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) if ended else -1, time.monotonic() - began


def run_forked(folder: Path, tests: tuple[str, ...], *, keep: bool) -> None:
    """Run tests and end the process."""
    try:
        os.setsid()
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for handle in (1, 2):
            os.dup2(os.open(f"{folder}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), handle)
        os.environ["PYTHONPATH"] = str(folder)
        sys.path = [part for part in sys.path if not part.startswith(str(ROOT)) or "site-packages" in part]
        sys.dont_write_bytecode = not keep
        import hypothesis
        import pytest

        phases = [phase for phase in hypothesis.Phase if phase.name not in {"shrink", "explain", "reuse"}]
        hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=phases)
        options = (
            "-x -q -p no:xdist -p no:cacheprovider -o timeout=0 --no-header --tb=line --hypothesis-profile=mutants "
            f"-W ignore::pytest.PytestAssertRewriteWarning --basetemp={folder}.{os.getppid()}.tmp --rootdir {folder}"
        )
        status = int(pytest.main([*options.split(), *tests]))
    except BaseException as error:
        print(repr(error))
        status = 99
    sys.stdout.flush()
    os._exit(status)


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


def judge(place: Path, tests: tuple[str, ...], fault: Mutant | None, seconds: float) -> tuple[int, float]:
    """Run tests without a fault in the first copy, or with one in this process's own; return what `run_tests` does."""
    if fault is None:
        return run_tests(place / "0", tests, seconds, keep=True)
    folder = place / str(os.getpid())
    if not folder.exists():
        shutil.copytree(place / "0", folder, symlinks=True)
    file = folder / fault.path
    file.write_text(fault.text, encoding="utf-8")
    found = run_tests(folder, tests, seconds, keep=False)
    shutil.copy2(ROOT / fault.path, file)
    return found


def survivors(place: Path, jobs: int, faults: list[Mutant]) -> Iterator[tuple[Mutant, bool]]:
    """Run the mirrored tests of each fault, some at a time; yield it with whether it survived them."""
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        sets = {tests for fault in faults if (tests := mirrored(fault.path))}
        whole = {tests: pool.submit(judge, place, tests, None, 900) for tests in sets}
        took = {tests: run.result() for tests, run in whole.items()}
        if failing := [" ".join(tests) for tests, (status, _) in took.items() if status]:
            logs = "\n".join(path.read_text() for path in place.glob("*.log"))
            raise SystemExit(f"{', '.join(failing)} fails without a fault:\n{logs}")
        yield from ((fault, True) for fault in faults if not mirrored(fault.path))
        runs = {
            pool.submit(judge, place, tests, fault, 15 + 4 * took[tests][1]): fault
            for fault in faults
            if (tests := mirrored(fault.path))
        }
        for run in as_completed(runs):
            yield runs[run], run.result()[0] == 0


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
    for name in PRELOADED.split():
        __import__(name)
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        (first := Path(place) / "0").mkdir()
        for name in COPIED:
            copy_of(ROOT / name, first / name)
        results = []
        for fault, survived in survivors(Path(place), asked.jobs, faults):
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
