"""The lines of each page of a PDF, read in a process of its own with limits: `python -m tui.core.documents.pdf_pages`.

A page can be made so that the library works on it for hours, or fills memory with it. The child takes the PDF on
standard input and prints the lines of a page as one JSON list a line, or the reason why there are none as a text.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from tui.core.errors import DocumentError

LONGEST = 60.0
"""Seconds that a PDF may take; a book of 1,000 pages takes about 20, once, since its text is kept."""
LONGEST_PAGE = 10.0
"""Seconds of processor time that the opening, and then each page, may take."""
MOST_MEMORY = 400_000_000
"""Bytes that reading it may take."""
MOST_TEXT = 16_000_000
"""Characters."""
COMMAND = ("-m", __name__)
"""What the other Python is started with."""


def pages_of(raw: bytes) -> Iterator[list[str]]:
    """Yield the lines of each page, read in another process, which is ended with the iterator.

    Raises:
        DocumentError: as `read_pages`; or a page, or all of them, take too long or too much memory.
    """
    child = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[3],  # where `-m` finds our modules
    )
    try:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - they were asked for
        with suppress(BrokenPipeError):
            child.stdin.write(raw)
        with suppress(BrokenPipeError):
            child.stdin.close()
        yield from _received(child.stdout)
        status = child.wait()
        if status == -signal.SIGPROF:
            raise DocumentError(f"a page of the PDF takes longer than {LONGEST_PAGE:.0f} s to read")
        if status:
            raise DocumentError("the PDF is broken: reading it ended early")
    finally:
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            with suppress(BrokenPipeError):
                stream.close() if stream else None


def _received(lines: IO[bytes]) -> Iterator[list[str]]:
    until, size = time.monotonic() + LONGEST, 0
    for line in lines:
        page = json.loads(line)
        if isinstance(page, str):
            raise DocumentError(page)
        size += len(line)
        if size > MOST_TEXT or time.monotonic() > until:
            raise DocumentError(f"the PDF takes longer than {LONGEST:.0f} s to read, or has too much text")
        yield page


def read_pages(raw: bytes) -> Iterator[list[str]]:
    """Yield the lines of each page, in this process.

    Raises:
        DocumentError: the file is locked or broken.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings must not reach the terminal
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("the PDF is locked with a password")
        for page in reader.pages:
            yield page.extract_text().splitlines()
    except DocumentError:
        raise
    except DependencyError:
        raise DocumentError(
            "the PDF is encrypted in a way that needs one more library: pip install cryptography"
        ) from None
    except MemoryError:
        raise DocumentError("the PDF takes too much memory to read") from None
    except Exception as error:  # a broken file breaks the library anywhere
        raise DocumentError(f"the PDF is broken: {type(error).__name__}") from None


def main() -> None:
    """Print the pages of the PDF on standard input; a signal ends what takes too long."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    try:
        signal.setitimer(signal.ITIMER_PROF, LONGEST_PAGE)
        for lines in read_pages(sys.stdin.buffer.read()):
            _print(lines)
            signal.setitimer(signal.ITIMER_PROF, LONGEST_PAGE)
    except DocumentError as error:
        _print(str(error))


def _print(what: list[str] | str) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
