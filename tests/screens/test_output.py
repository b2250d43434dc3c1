"""What is handed to other programs: addresses and lines for the editor."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tui.screens import output


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org:8080/ї"])
def test_plain_web_addresses_are_handed_to_the_browser(url: str) -> None:
    assert output.is_web(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-https://example.org",
        "https://",
        "https://example.org/a b",
        "https://example.org/\x1b[2J",
        "https://example.org:99999/",
        "https://[broken",
    ],
)
def test_all_else_is_not(url: str) -> None:
    assert not output.is_web(url)


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
    assert "events.yaml:7" in output.edit(app, Path("events.yaml"), 7, "no-such-editor")
