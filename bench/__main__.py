"""`python -m bench [NAME]...`: take the measures of all parts, or of those named, and print them in one table."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from bench import big, machine, others
from bench.figure import Part
from bench.progress import say
from bench.table import Taken, cells, render, with_section

NAMES = (
    "compiling",
    "keys",
    "others",
    "walking",
    "lanes",
    "ties",
    "startup",
    "commands",
    "loading",
    "reloading",
    "reader",
    "verifying",
)
"""The parts, in the order in which they are taken and printed; the first one leaves compiled files to the next ones."""
ALONE = ("million", "million_keys")
"""Parts that take long: each only where it is named."""
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
"""Where the table of a whole run stands."""


def part(name: str) -> Part:
    """Return the module of a part."""
    return cast("Part", import_module(f"bench.{name}"))


def take(name: str) -> Taken:
    """Measure a part; what fails leaves the others their turn."""
    module = part(name)
    figures = []
    try:
        for figure in module.measure():
            figures.append(figure)
            say("  " + "  ".join(cells(figure.row, figure)))
    except Exception as problem:  # whatever it is: it is told, and the run ends with 1
        traceback.print_exc()
        return Taken(module, figures, f"{name}: {type(problem).__name__}: {problem}")
    return Taken(module, figures)


def run(names: Sequence[str]) -> tuple[str, list[str]]:
    """Measure, telling on standard error how far it is; return what is to be printed, and what failed."""
    watch = machine.Watch()
    taken = []
    with TemporaryDirectory() as home:
        os.environ["LETAPIS_HOME"] = home  # nobody's notebook, settings or compiled files take part
        os.environ["LETAPIS_CACHE"] = str(Path(home) / "compiled")
        for number, name in enumerate(names, 1):
            say(f"{number} of {len(names)}, {watch.seconds:.0f} s: {name}, {part(name).TITLE}")
            taken.append(take(name))
    told = f"Measured on {machine.described()}; {others.versions() or 'no other tools'}.\n{watch.told()}.\n"
    return f"{told}\n{render(taken)}", [one.failure for one in taken if one.failure]


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 where a part failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"one of {', '.join(NAMES)}, all when none is named; or {', '.join(ALONE)}",
    )
    parser.add_argument("--events", type=int, nargs="+", default=big.SIZES, help="sizes at which these measure")
    parser.add_argument("--write", action="store_true", help=f"write what was measured into docs/{PAGE.name} as well")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in (*NAMES, *ALONE)]:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(NAMES)}")
    big.SIZES[:] = sorted(chosen.events)
    if chosen.write and chosen.names:
        parser.error(f"docs/{PAGE.name} holds the table of one whole run: --write goes without names")
    section, failures = run(chosen.names or NAMES)
    print(section, end="", flush=True)
    for failure in failures:
        say(f"failed: {failure}")
    if chosen.write and not failures:
        PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), f"\n{section}\n"), encoding="utf-8")
        say(f"written into {PAGE}")
    elif chosen.write:
        say(f"not written into {PAGE}")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
