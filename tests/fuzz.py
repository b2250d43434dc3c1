"""Try inputs at random for hours, and say which break a promise: `make fuzz ARGS="--hours 3 --only queries --seed 7"`.

Input number N of a target is made of the seed alone: `--only TARGET --seed SEED --from N --count 1` tries it again.
Each finding becomes a test where it belongs. With atheris installed, `--atheris TARGET` is led by coverage.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path

import fuzzing
from walks import walk

LONGEST = 10
"""Seconds after which an input took too long."""
MOST_MEMORY = 1 << 31
"""Bytes of address space that the fuzzer may take, with all that it keeps."""
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where the inputs are written: a disk would take most of the time."""
SLICE = 5.0
"""Seconds for which a target is tried before the next one has its turn."""


class Late(Exception):  # noqa: N818 - it is what happened
    """An input took longer than `LONGEST`."""


def late(*_: object) -> None:
    """Interrupt what takes too long."""
    raise Late


def tried(name: str, seed: int, number: int) -> str:
    """Try one input; return where a promise broke, "" where none did."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            fuzzing.TARGETS[name](random.Random(f"{name} {seed} {number}"), Path(folder))
    except Exception as error:
        frames = [each for each in traceback.extract_tb(error.__traceback__) if "tests" not in each.filename] or [
            traceback.extract_tb(error.__traceback__)[-1]
        ]
        return f"{type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}: {str(error)[:200]!r}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def led_by_coverage(name: str) -> None:
    """Let atheris choose the inputs of a target; it ends with the first that breaks a promise."""
    import atheris

    def once(data: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            fuzzing.TARGETS[name](random.Random(data), Path(folder))

    atheris.instrument_all()
    atheris.Setup(sys.argv[:1], once)
    atheris.Fuzz()


def main() -> int:
    """Try inputs until the time is over; return 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=1.0, help="processor time of all targets together")
    parser.add_argument("--only", choices=[*fuzzing.TARGETS, "walks"])
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=sys.maxsize, help="inputs of each target at most")
    parser.add_argument("--atheris", choices=[*fuzzing.TARGETS])
    args = parser.parse_args()
    if args.atheris:
        led_by_coverage(args.atheris)
    if args.only == "walks":
        return walks(args.seed, args.first, args.count, args.hours * 3600)
    signal.signal(signal.SIGVTALRM, late)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    names = [args.only] if args.only else [*fuzzing.TARGETS]
    print(f"seed {args.seed}", flush=True)
    done, found = Counter[str](), set[str]()
    with suppress(KeyboardInterrupt):  # what was done till then is told
        while time.process_time() < args.hours * 3600 and min(done[name] for name in names) < args.count:
            for name in names:
                until = time.process_time() + SLICE
                while time.process_time() < until and done[name] < args.count:
                    number = args.first + done[name]
                    done[name] += 1
                    broken = tried(name, args.seed, number)
                    where = ":".join((name, *broken.split(":")[:2]))
                    if broken and where not in found:
                        found.add(where)
                        print(f"FOUND --only {name} --seed {args.seed} --from {number} --count 1: {broken}", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for name in names:
        print(f"{name:12} {done[name]:9,} inputs")
    print(
        f"{sum(done.values()):,} inputs, {time.process_time():.0f} s of processor time, {memory} MB, {len(found)} found"
    )
    return bool(found)


def walks(seed: int, first: int, count: int, seconds: float) -> int:
    """Take walks through the real app until the time is over; return 1 where one did not end well."""
    print(f"seed {seed}", flush=True)
    until, done, broken = time.monotonic() + seconds, 0, 0
    while time.monotonic() < until and done < count:
        number = first + done
        done += 1
        try:
            grown = walk(random.Random(f"walks {seed} {number}"))
        except AssertionError as error:
            broken += 1
            print(f"FOUND --only walks --seed {seed} --from {number} --count 1: {error}", flush=True)
        else:
            print(f"walk {number}: memory grew by {grown:.0%}", flush=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{done} walks, {broken} did not end well, {used.ru_utime + used.ru_stime:.0f} s of processor time in the app"
    )
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
