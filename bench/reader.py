"""How long a source takes to be on the screen with the excerpt marked in it: large documents to an ordinary one.

Each run is a process of its own: from the key to the screen the document is read from the disk, the excerpt looked for
in it, and the part around it laid out and drawn.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figure import Figure, Row, Target

RUNS = 5
ORDINARY = 20_000
"""Characters of an article."""
LARGE = 5_000_000
LINE = 1_000_000
PASSAGES = 60
ASKED = 30
"""The passage that is jumped to, in the middle of the document."""
BESIDE = "quaysidelandmark"
"""Stands before the excerpt in the document and nowhere else: it is on the screen when the place of the excerpt is."""
MARK = "▌".encode()
SEVERAL = Target("ratio", 5)
TITLE = "The reader, from the key to the excerpt in its place"
ROWS = (
    Row("a document of 5 MB", SEVERAL),
    Row("the same, its typography another", SEVERAL),
    Row("one line of 1 MB", SEVERAL),
    Row("HTML of 5 MB, its outline first", SEVERAL),
)


def document(size: int, *, between: str = "\n\n", curly: bool = False) -> tuple[str, list[str]]:
    """Return a text of about `size` characters, and its excerpts in order; with `curly`, other apostrophes."""
    rng = random.Random(size)
    syllables = ["ba", "do", "fi", "gul", "har", "ko", "lan", "mo", "net", "qua", "ri", "sto", "tir", "vel"]

    def words(count: int) -> str:
        return " ".join("".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(count))

    parts, quotes = [], []
    for number in range(PASSAGES):
        filling = [words(rng.randint(40, 90)).capitalize() + "." for _ in range(max(1, size // PASSAGES // 520))]
        quote = f"{words(6)} the keeper's lamp {words(6)} number {number}"
        quotes.append(quote)
        lead = BESIDE if number == ASKED else "landmark"
        filling.append(f"{words(20)} {lead} {quote} {words(20)}.")
        parts.append(between.join(filling))
    text = between.join(parts)
    return (text.replace("'", "’") if curly else text), quotes


def write(folder: Path, text: str, quotes: list[str], *, html: bool = False) -> None:
    """Write a dataset of one source and one event into `folder`, and the source's document beside it."""
    (folder / "documents").mkdir(parents=True)
    if html:
        text = "".join(f"<p>{paragraph} <b>.</b></p>\n" for paragraph in text.split("\n\n"))
    (folder / "documents" / f"book.{'html' if html else 'txt'}").write_text(text, encoding="utf-8")
    passages = "".join(
        f'      p{at}:\n        paragraph: {at + 1}\n        quote: "{q}"\n' for at, q in enumerate(quotes)
    )
    event = f"events:\n  lamp:\n    title: A lamp is lit\n    date: 2020-08-09\n    evidence: [book/p{ASKED}]\n"
    book = f"sources:\n  book:\n    title: A book\n    language: en\n    passages:\n{passages}"
    (folder / "dataset.yaml").write_text(f"letapis: 1\ndataset: {{title: A book}}\n{book}{event}", encoding="utf-8")


def seconds_from_key(folder: Path, beside: str = BESIDE) -> float:
    """Open the explorer in a terminal of 120x40, press `s`; return the time until `beside` the excerpt is drawn."""
    process, master = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TERM": "xterm-256color", "LETAPIS_ASCII": "0"}
        os.execve(sys.executable, [sys.executable, "-m", "tui", str(folder), "--at", "lamp"], environment)
    try:
        _until(master, b"A lamp is lit")
        _until(master, None)
        pressed = time.perf_counter()
        os.write(master, b"s")
        _until(master, beside.encode(), MARK)
        return time.perf_counter() - pressed
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(master)


def _until(master: int, *marks: bytes | None) -> None:
    """Read what is written until all `marks` are in it; with None, until nothing is written for half a second."""
    written = b""
    while None in marks or not all(mark in written for mark in marks if mark):
        if not select.select([master], [], [], 0.5 if None in marks else 60)[0]:
            if None in marks:
                return
            raise TimeoutError(f"{marks} not written")
        written += os.read(master, 65536)


def measure() -> Iterator[Figure]:
    """Yield medians; the runs take turns, so that a busy minute burdens all alike."""
    texts = [
        document(ORDINARY),
        document(LARGE),
        document(LARGE, curly=True),
        document(LINE, between=" "),
        document(LARGE),
    ]
    outlined = len(texts) - 1
    times: list[list[float]] = [[] for _ in texts]
    with TemporaryDirectory() as name:
        for at, (text, quotes) in enumerate(texts):
            write(Path(name) / str(at), text, quotes, html=at == outlined)
        for run in range(RUNS + 1):
            for at, own in enumerate(times):
                # in the outline the key of the passage stands at its excerpt
                taken = seconds_from_key(Path(name) / str(at), f"p{ASKED}" if at == outlined else BESIDE)
                if run:  # the first one writes the bytecode
                    own.append(taken)
    floor, *middle = (statistics.median(own) for own in times)
    for row, took in zip(ROWS, middle, strict=True):
        yield Figure(row, took, RUNS, floor, "a document of 20 kB")
