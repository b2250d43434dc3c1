"""The table of signs in docs/explorer.md is what the help says; run as a script, this writes it (make docs)."""

from __future__ import annotations

import re

from samples import ROOT

from tui.present.legend import legend

PAGE = ROOT / "docs" / "explorer.md"
TABLE = re.compile(r"(?<=\| sign \| says \|\n\| --- \| --- \|\n)(?:\|.*\n)*")


def rows() -> str:
    return "".join(f"| `{sign}` | {meaning} |\n" for sign, meaning in legend())


def test_the_table_of_signs_is_current() -> None:
    assert TABLE.findall(PAGE.read_text(encoding="utf-8")) == [rows()], "docs/explorer.md is behind: make docs"


if __name__ == "__main__":
    PAGE.write_text(TABLE.sub(lambda _: rows(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
