"""docs/format.md is what the structs of the records say; run as a script, this writes it (make docs)."""

from __future__ import annotations

import re
import types
import typing
from pathlib import Path
from typing import Any

from samples import ROOT

from tui.core.loading.loader import load
from tui.core.model import records
from tui.core.model.dataset import About
from tui.core.model.field_info import field_infos
from tui.core.model.sections import FILE_SECTIONS, SECTION
from tui.exchange.editing.template import files

PAGE = ROOT / "docs" / "format.md"

HEAD = """\
# The format of a dataset

A dataset is a folder with a `dataset.yaml` and any number of other YAML files (UTF-8, `*.yaml`, in any folder but
`documents/`). Each file holds one or more of the sections below; a section may be spread over several files. A section
is a map from ids to records. `letapis` (the version of the format, now 1) and `dataset` stand in `dataset.yaml` only.

All scalars are text: dates, numbers and `no` need no quotation marks, but excerpts (`quote`, `prefix`, `suffix`) always
have them. Evidence is written `source/passage`, or as a map where a source differs; `after` takes one id, or a list.
`letapis check` names every fault with its line; `letapis schema` prints the JSON Schema for editors; `letapis new DIR`
makes a dataset to begin with.

Dates are [EDTF](https://www.loc.gov/standards/datetime/), as precise as the source allows. Years run from -9999 to
9999, in the Gregorian calendar reckoned back: `0000` is 1 BC, `-0043` is 44 BC, `-0043-03-15` the Ides of March,
`-004X` 50 to 41 BC. An X in a year without a minus means the years from 1 on. `~` is about: a day with three days on
either side, a month, a year and what is longer with half its length (`2020-08-22~` is 19 to 25 August, `2019~` July
2018 to June 2020); `?` doubts the date and widens nothing; `[2011,2013]` is one of the two, and no time between them.

This page is made of the descriptions in `tui/core/model/records.py` and `tui/core/model/dataset.py`: `make docs`.
"""


def type_words(kind: Any) -> str:
    """Say what a field takes."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        return type_words(args[0])
    if origin is typing.Literal:
        return ", ".join(f"`{word}`" for word in args)
    if origin is tuple:
        return f"list of {type_words(args[0])}"
    if origin is dict:
        return f"map from key to {type_words(args[1])}"
    return {str: "text", int: "whole number"}.get(kind) or f"[{kind.__name__}](#{kind.__name__.lower()})"


def table(kind: type[Any]) -> list[str]:
    """Return the table of the keys of a struct, required ones in bold."""
    lines = ["| key | takes | |", "| --- | --- | --- |"]
    for key, field in field_infos(kind).items():
        if key != "id":
            shown = f"**`{key}`**" if field.required else f"`{key}`"
            lines.append(f"| {shown} | {type_words(field.type)} | {field.description} |")
    return lines


def part(title: str, kind: type[Any], level: str = "##") -> list[str]:
    """Return the heading, the sentence and the table of one struct."""
    return ["", f"{level} {title}", "", (kind.__doc__ or "").partition("\n")[0], "", *table(kind)]


def page() -> str:
    """Return the text of docs/format.md."""
    lines = [HEAD.rstrip(), "", "Keys in bold are required.", *part("`dataset`", About)]
    for section in FILE_SECTIONS:
        lines += part(f"`{section}`", SECTION[section].type)
    lines += ["", "## Parts of records"]
    parts = ("Passage", "Value", "Citation", "Name", "Author", "Involvement", "Amount", "DocumentStamp")
    for name in parts:
        lines += part(name, getattr(records, name), "###")
    lines += ["", "## Example", "", "What `letapis new` writes, the comment signs taken away:"]
    for path, text in files("The harbour").items():
        _, _, below = text.rpartition("\n#\n") if text.startswith("# ") else ("", "", text)
        lines += ["", f"`{path}`:", "", "```yaml", *(re.sub("^# ?", "", line) for line in below.splitlines()), "```"]
    return "\n".join(lines) + "\n"


def test_the_page_of_the_format_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/format.md is behind: make docs"


def test_the_example_on_the_page_is_a_sound_dataset(tmp_path: Path) -> None:
    for path, text in re.findall(r"`([\w/]+\.yaml)`:\n\n```yaml\n(.*?)```", page(), re.DOTALL):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    dataset, problems = load(tmp_path)
    assert problems == ()
    assert list(dataset.claims) == ["outage-length"]


def test_every_part_that_a_field_takes_has_a_heading() -> None:
    text = page()
    links = set(re.findall(r"\(#(\w+)\)", text))
    headings = {heading.lower() for heading in re.findall(r"^#+ (\w+)$", text, re.MULTILINE)}
    assert links
    assert links <= headings


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
