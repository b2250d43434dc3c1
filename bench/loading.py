"""How fast a dataset loads, against PyYAML's own fast loader on the same files.

Two ratios: reading alone (text to maps, with every place and every refusal) does what `yaml.load` does; loading
goes on to typed records with closed references, which `yaml.load` does not do at all.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from tui.core.loader import load
from tui.core.yaml_events import read

EVENTS = 10_000
RUNS = 5

_HEAD = 'letapis: 1\nkinds: {law: {title: Law, sign: "§"}}\n'
_SOURCES = "sources:\n  rev:\n    title: Review\n    issued: 2021\n    passages:\n" + "".join(
    f'      p{n}:\n        paragraph: {n + 1}\n        gist: What the review says of it.\n        quote: "words {n}"\n'
    for n in range(200)
)
_PEOPLE = "people:\n" + "".join(f"  person-{n}:\n    name: Person {n}\n" for n in range(200))


def sample(events: int) -> dict[str, str]:
    """Give the files of a made-up dataset by name."""
    lines = ["events:"]
    for n in range(events):
        lines += [
            f"  event-{n}:",
            f"    title: What happened on the {n}th day of the harbour",
            f"    date: {1990 + n % 30}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "    kind: law",
            "    involves:",
            f"      - entity: person-{n % 200}",
            "        role: signatory",
            f"      - entity: person-{(n + 7) % 200}",
            "        role: witness",
            "    summary: A sentence that says in the words of the curator what is known of it, and by whom.",
            "    evidence:",
            f"      - rev/p{n % 200}",
            f"      - rev/p{(n + 3) % 200}",
        ]
    return {"dataset.yaml": _HEAD + _SOURCES + _PEOPLE, "events.yaml": "\n".join(lines) + "\n"}


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median processor time of some runs."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def measure(events: int = EVENTS) -> dict[str, float]:
    """Measure all; the keys say what, the ratios are of `yaml.load` with CSafeLoader to ours."""
    files = sample(events)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        baseline = seconds(lambda: [yaml.load(text, yaml.CSafeLoader) for text in files.values()])
        reading = seconds(lambda: [read(text, []) for text in files.values()])
        loading = seconds(lambda: load(folder))
    return {
        "megabytes": sum(map(len, files.values())) / 1e6,
        "yaml.load, s": baseline,
        "reading, s": reading,
        "loading, s": loading,
        "reading, times as fast": baseline / reading,
        "loading, times as fast": baseline / loading,
    }


def main() -> None:
    """Print the measures, one a line."""
    print(f"loading {EVENTS:,} events, median of {RUNS} runs")
    for what, figure in measure().items():
        print(f"  {what:24} {figure:8.2f}")


if __name__ == "__main__":
    main()
