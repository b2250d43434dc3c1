"""Write a large invented dataset: `python -m bench.generate DIR [EVENTS]`.

Events come in bursts as news do, names and words by Zipf's law; the same seed gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

ORGANISATIONS = 2000
PEOPLE = 3000
PLACES = 300
SOURCES = 400
PASSAGES = 40
PER_FILE = 2500
SOURCES_PER_FILE = 8
"""Where they are many: no dataset has more than 20,000 files."""
SOURCES_PER_EVENT = 3 / 80
CLAIMS_PER_EVENT = 1 / 40
KINDS = ("law", "network", "protest", "raid", "letter", "company", "relocation", "report")


class _Zipf:
    """Draws from a list, the first ones most often."""

    def __init__(self, rng: random.Random, items: list[str]) -> None:
        self.rng, self.items = rng, items
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(items))))

    def __call__(self, count: int = 1) -> list[str]:
        return self.rng.choices(self.items, cum_weights=self.weights, k=count)


def vocabulary(rng: random.Random, size: int) -> list[str]:
    starts = ("", "b", "d", "f", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z")
    syllables = [start + vowel for start in starts for vowel in ("a", "e", "i", "o", "u", "y")]
    return list({"".join(rng.choices(syllables, k=rng.randint(1, 4))): None for _ in range(size)})


def _days(rng: random.Random, count: int) -> list[date]:
    """Days in bursts: most events stand within a week after one of 300 outbreaks."""
    first = date(1993, 1, 1)
    outbreaks = [first + timedelta(days=rng.randrange(12_000)) for _ in range(300)]
    size = _Zipf(rng, [str(number) for number in range(len(outbreaks))])
    found = []
    for pick in size(count):
        burst = rng.random() < 0.7
        day = outbreaks[int(pick)] + timedelta(days=int(rng.expovariate(0.3)))
        found.append(day if burst else first + timedelta(days=rng.randrange(12_000)))
    return sorted(found)


def _written(rng: random.Random, day: date) -> str:
    draw = rng.random()
    if draw < 0.82:
        return day.isoformat()
    if draw < 0.88:
        return f"{day.isoformat()[:7]}"
    if draw < 0.93:
        return f"{day.isoformat()}/{(day + timedelta(days=rng.randint(1, 9))).isoformat()}"
    return f"{day.isoformat()}~" if draw < 0.97 else f"{day.year}"


def write(folder: Path, events: int = 100_000, seed: int = 7, per_file: int = PER_FILE) -> None:
    """Write the dataset into `folder`, which is made."""
    rng = random.Random(seed)
    words = _Zipf(rng, vocabulary(rng, 30_000))
    folder.mkdir(parents=True, exist_ok=True)
    _write_top(folder, events)
    _write_entities(folder, rng, words)
    cited = _write_sources(folder, rng, words, SOURCES)
    _write_events(folder, rng, words, events, cited, per_file)


def write_growing(folder: Path, events: int, seed: int = 7) -> None:
    """Write a dataset in which sources and claims grow with the events into `folder`, which is made."""
    rng = random.Random(seed)
    words = _Zipf(rng, vocabulary(rng, 30_000))
    folder.mkdir(parents=True, exist_ok=True)
    _write_top(folder, events)
    _write_entities(folder, rng, words)
    cited = _write_sources(folder, rng, words, max(SOURCES // 10, int(events * SOURCES_PER_EVENT)))
    _write_events(folder, rng, words, events, cited)
    _write_claims(folder, rng, words, int(events * CLAIMS_PER_EVENT), events, cited)


def _write_top(folder: Path, events: int) -> None:
    kinds = "\n".join(f'  {kind}: {{title: {kind.title()}, sign: "{kind[0]}"}}' for kind in KINDS)
    head = f"letapis: 1\ndataset:\n  title: {events} invented events\n  languages: [en]\nkinds:\n{kinds}\n"
    (folder / "dataset.yaml").write_text(head, encoding="utf-8")


def _sentence(words: Callable[[int], list[str]], low: int, high: int, rng: random.Random) -> str:
    return " ".join(words(rng.randint(low, high))).capitalize()


def _write_entities(folder: Path, rng: random.Random, words: Callable[[int], list[str]]) -> None:
    orgs = "".join(
        f"  org{n}:\n    kind: company\n    name: {words(1)[0].title()} {n}\n"
        f"    summary: {_sentence(words, 4, 9, rng)}\n"
        for n in range(ORGANISATIONS)
    )
    people = "".join(
        f"  person{n}:\n    name: {words(1)[0].title()} {words(1)[0].title()}\n    role: {words(1)[0]}\n"
        for n in range(PEOPLE)
    )
    places = "".join(f"  place{n}:\n    name: {words(1)[0].title()} {n}\n" for n in range(PLACES))
    for section, text in (("organisations", orgs), ("people", people), ("places", places)):
        (folder / f"{section}.yaml").write_text(f"{section}:\n{text}", encoding="utf-8")


def _write_sources(folder: Path, rng: random.Random, words: Callable[[int], list[str]], count: int) -> list[str]:
    (folder / "sources").mkdir(exist_ok=True)

    def record(n: int) -> str:
        passages = "".join(
            f"      p{p}:\n        section: Part {p // 10}\n        paragraph: {p + 1}\n"
            f'        gist: {_sentence(words, 6, 12, rng)}\n        quote: "{" ".join(words(9))}"\n'
            for p in range(PASSAGES)
        )
        issued = date(2021, 1, 1) + timedelta(days=n * 3 % 1900)
        derived = f"    derives_from: [source{n - 1}]\n" if n % 9 == 8 else ""
        title = _sentence(words, 3, 6, rng)
        head = f"  source{n}:\n    title: {title}\n    issued: {issued}\n    language: en\n"
        return f"{head}{derived}    passages:\n{passages}"

    together = 1 if count <= SOURCES else SOURCES_PER_FILE
    for start in range(0, count, together):
        text = "".join(map(record, range(start, min(count, start + together))))
        (folder / "sources" / f"source{start}.yaml").write_text(f"sources:\n{text}", encoding="utf-8")
    return [f"source{n}/p{p}" for n in range(count) for p in range(PASSAGES)]


def _write_events(
    folder: Path,
    rng: random.Random,
    words: Callable[[int], list[str]],
    count: int,
    cited: list[str],
    per_file: int = PER_FILE,
) -> None:
    (folder / "events").mkdir(exist_ok=True)
    orgs = _Zipf(rng, [f"org{n}" for n in range(ORGANISATIONS)])
    people = _Zipf(rng, [f"person{n}" for n in range(PEOPLE)])
    days = _days(rng, count)

    def records(part: range) -> Iterator[str]:
        for n in part:
            who = dict.fromkeys([*orgs(rng.randint(1, 3)), *people(rng.randint(0, 2))])
            involves = ", ".join(f"{{entity: {entity}, role: {words(1)[0]}}}" for entity in who)
            evidence = ", ".join(dict.fromkeys(rng.choices(cited, k=rng.randint(1, 3))))
            yield (
                f"  event{n}:\n    title: {_sentence(words, 4, 8, rng)}\n    date: {_written(rng, days[n])}\n"
                f"    kind: {rng.choice(KINDS)}\n    involves: [{involves}]\n    place: place{rng.randrange(PLACES)}\n"
                f"    summary: {_sentence(words, 12, 24, rng)}\n    evidence: [{evidence}]\n"
            )

    for number, start in enumerate(range(0, count, per_file)):
        text = "".join(records(range(start, min(count, start + per_file))))
        (folder / "events" / f"part{number:04}.yaml").write_text(f"events:\n{text}", encoding="utf-8")


def _write_claims(
    folder: Path, rng: random.Random, words: Callable[[int], list[str]], count: int, events: int, cited: list[str]
) -> None:
    """Write claims, each about an event of its own or an organisation; the values of every second one differ."""
    (folder / "claims").mkdir(exist_ok=True)

    def record(n: int) -> str:
        about = f"org{rng.randrange(ORGANISATIONS)}" if n % 5 == 4 else f"event{n * events // count}"
        figure = rng.randrange(10, 9000)
        values = "".join(
            f"      - value: {figure + at * (n % 2)}\n        evidence: [{rng.choice(cited)}]\n" for at in range(2)
        )
        return f"  claim{n}:\n    about: {about}\n    question: {_sentence(words, 4, 8, rng)}\n    values:\n{values}"

    for number, start in enumerate(range(0, count, PER_FILE)):
        text = "".join(map(record, range(start, min(count, start + PER_FILE))))
        (folder / "claims" / f"part{number:04}.yaml").write_text(f"claims:\n{text}", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
