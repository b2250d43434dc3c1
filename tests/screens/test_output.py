"""What is handed to other programs: addresses and lines for the editor."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tui.screens import output


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vim", ["vim", "+7"]),
        ("nano -w", ["nano", "-w", "+7"]),
        ("code", ["code", "--wait", "--goto"]),
        ("ed", ["ed"]),
    ],
)
def test_the_editor_is_called_with_the_line_as_it_takes_it(
    editor: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(output.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(
        output.subprocess, "run", lambda argv, check: calls.append(argv) or SimpleNamespace(returncode=0)
    )
    app: Any = SimpleNamespace(suspend=nullcontext)
    file = tmp_path / "; rm -rf"
    assert output.edit(app, file, 7, editor) == ""
    assert calls[0][: len(expected)] == expected
    assert calls[0][-1] in (str(file), f"{file}:7")


def test_without_an_editor_the_place_is_said() -> None:
    app: Any = SimpleNamespace(suspend=nullcontext)
    for editor, wrong in (("no-such-editor", "No editor"), ("'vim -u NONE", "no closing quotation")):
        said = output.edit(app, Path("events.yaml"), 7, editor)
        assert "events.yaml:7" in said
        assert wrong in said
