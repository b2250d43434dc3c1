"""What pages of HTML are made of: stylesheets, the script, and a policy that lets nothing else load or run."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from tui.exchange.exporters.escape import html_text, page_language
from tui.paths import resource_dir


@cache
def stylesheet(*names: str) -> str:
    """Return the shipped stylesheets of these names, one after the other."""
    return "".join((resource_dir("styles") / "html" / f"{name}.css").read_text("utf-8") for name in names)


@cache
def script(name: str) -> str:
    """Return the text of a shipped script."""
    return (Path(__file__).parent / name).read_text("utf-8")


def head(title: str, language: str, styles: str, program: str = "") -> str:
    """Return the head of a page, up to the beginning of its body.

    Args:
        title: raw text.
        language: BCP 47 tag; anything else is left out.
        styles: the stylesheet, the only one that applies.
        program: the script that the page will hold, the only one that runs.
    """
    runs = f" script-src {_hashed(program)};" if program else ""
    policy = f"default-src 'none'; style-src {_hashed(styles)};{runs} base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{page_language(language)}">\n<head>\n<meta charset="utf-8" />\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1" />\n<title>{html_text(title)}</title>\n'
        f"<style>{styles}</style>\n</head>\n"
    )


def scrolled(label: str, content: str) -> str:
    """Return HTML in a box that scrolls sideways where it is too wide, also by keys; `label` is raw text."""
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{html_text(label)}">{content}</div>'


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
