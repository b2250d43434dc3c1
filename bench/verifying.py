"""How many excerpts `letapis check` looks up in documents, per second of processor time, from start to end."""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figure import Figure, Row, Target
from bench.generate import vocabulary

DOCUMENTS = 200
EXCERPTS = 50
"""In each document."""
WORDS = 3000
"""In each document: that of a long article."""
RUNS = 3
RATE = "a second"
"""Of processor time."""
TITLE = f"letapis check: {DOCUMENTS * EXCERPTS:,} excerpts in {DOCUMENTS} documents of {WORDS:,} words"
ROWS = (
    Row("excerpts, all sound", Target("least", 500), RATE),
    Row("excerpts, a tenth damaged", Target("least", 500), RATE),
)


def measure() -> Iterator[Figure]:
    """Yield how many excerpts are looked up in a second, where all are sound and where every tenth is damaged."""
    for row, damaged in zip(ROWS, (0.0, 0.1), strict=True):
        with TemporaryDirectory() as folder:
            written(Path(folder), damaged)
            taken = [_seconds(Path(folder), failing=damaged > 0) for _ in range(RUNS)]
            yield Figure(row, DOCUMENTS * EXCERPTS / statistics.median(taken), RUNS, against="of processor time")


def written(folder: Path, damaged: float, seed: int = 7) -> None:
    """Write a dataset and its documents; of the excerpts a part has two other words."""
    rng = random.Random(seed)
    words = vocabulary(rng, 20_000)
    weights = [1 / (rank + 2) for rank in range(len(words))]
    (folder / "documents").mkdir()
    (folder / "sources").mkdir()
    (folder / "dataset.yaml").write_text("letapis: 1\ndataset:\n  title: Excerpts\n", encoding="utf-8")
    for number in range(DOCUMENTS):
        text = rng.choices(words, weights, k=WORDS)
        (folder / "documents" / f"s{number}.txt").write_text(_laid_out(text), encoding="utf-8")
        lines = [f"sources:\n  s{number}:\n    title: Source {number}\n    passages:\n"]
        for key, start in enumerate(sorted(rng.sample(range(0, WORDS - 20, 15), EXCERPTS))):
            quote = text[start : start + rng.randint(6, 16)]
            if rng.random() < damaged:
                quote[1], quote[-2] = "damaged", "1905"
            lines.append(f'      p{key}:\n        gist: Told.\n        quote: "{" ".join(quote)}"\n')
        (folder / "sources" / f"s{number}.yaml").write_text("".join(lines), encoding="utf-8")


def _laid_out(words: list[str]) -> str:
    """Return words as lines and paragraphs, as an editor wraps them: excerpts run over the ends of lines."""
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    return "\n\n".join("\n".join(lines[at : at + 6]) for at in range(0, len(lines), 6)) + "\n"


def _seconds(folder: Path, *, failing: bool) -> float:
    command = [sys.executable, "-m", "tui", "check", "-d", str(folder), "--format", "json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != int(failing):
        raise RuntimeError(done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
