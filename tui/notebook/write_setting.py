"""Write one setting into the user's file, and leave the rest of it as it is."""

from __future__ import annotations

from pathlib import Path

from tui.core.atomic_file import read_file, replace_if_unchanged
from tui.notebook.settings import SettingValue, toml_value


def remember(file: Path, name: str, value: SettingValue) -> str:
    """Write one setting into the file; return what went wrong, "" for nothing (raw text)."""
    try:
        before = read_file(file)
    except FileNotFoundError:
        before = None
    except OSError as error:
        return f"cannot read {file}: {error.strerror or error}"
    try:
        text = (before or b"").decode("utf-8-sig")
        after = with_setting(text, name, value)
        if replace_if_unchanged(file, before, after.encode()):
            return ""
        return f"{file.name} was changed by another program meanwhile"
    except OSError as error:
        return f"cannot write {file}: {error.strerror or error}"
    except (ValueError, RecursionError):
        return f"{file.name} cannot be changed as it is: letapis config says why"


def with_setting(text: str, name: str, value: SettingValue) -> str:
    """Return the text of a file of settings with one of them changed; its line takes the place of a commented one.

    Raises:
        ValueError: the text is not valid TOML, or another place in it gives the setting.
    """
    import tomllib

    lines = text.split("\n")
    line = f"{name} = {toml_value(value)}"
    top = next((at for at, each in enumerate(lines) if each.lstrip().startswith("[")), len(lines))
    beginnings = [each.replace(" ", "").partition("=")[0] for each in lines[:top]]
    for beginning in (name, f"#{name}"):
        if beginning in beginnings:
            lines[beginnings.index(beginning)] = line
            break
    else:
        lines.insert(top if top < len(lines) else len(lines) - 1, line)
    after = "\n".join(lines)
    if tomllib.loads(after) != {**tomllib.loads(text), name: value}:
        raise ValueError(name)
    return after
